package org.p2pltr.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Family;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Message;
import org.p2pltr.env.Notice;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Range;
import org.p2pltr.env.ReadTag;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.env.Result;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.env.Timer;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

class PeerLoopTest {
    private static final PeerId ME = new PeerId(Hash.of(Bytes.utf8("me")));
    private static final PeerId OTHER = new PeerId(Hash.of(Bytes.utf8("other")));
    private static final Family ROWS = new Family(Family.Database.CORE, "rows");
    private static final PeerContact CONTACT =
            new PeerContact(OTHER, new PeerAddress("other", 7400));

    private sealed interface Talk extends Message {}

    private record Word(String text) implements Talk, PeerEvent, Notice, Timer, Reply {}

    private record Question(String text) implements Request, ReadTag, Result {}

    private record Other(String text) implements Message, Notice {}

    private final HandWorld world = new HandWorld();
    private final List<Object> seen = new ArrayList<>();
    private final List<Throwable> fatal = new ArrayList<>();

    /** A role whose behaviour is given as a function, and which notices nested calls. */
    private final class ScriptedRole implements Role {
        private final RoleName name;
        private final List<Class<?>> takes;
        private final BiFunction<Event, Environment, Effects> script;
        private boolean busy;

        ScriptedRole(
                String name, List<Class<?>> takes, BiFunction<Event, Environment, Effects> script) {
            this.name = new RoleName(name);
            this.takes = takes;
            this.script = script;
        }

        @Override
        public RoleName name() {
            return name;
        }

        @Override
        public List<Class<?>> takes() {
            return takes;
        }

        @Override
        public List<Range> remembers() {
            return List.of(Range.all(ROWS));
        }

        @Override
        public void remember(Family family, Row row) {
            seen.add(name + " remembers " + row.key().asUtf8());
        }

        @Override
        public Effects on(Event event, Environment environment) {
            assertThat(busy).isFalse();
            busy = true;
            seen.add(name + " " + event);
            Effects effects = script.apply(event, environment);
            busy = false;
            return effects;
        }
    }

    private PeerLoop started(Role... roles) {
        PeerLoop loop = new PeerLoop(ME, world, List.of(roles), fatal::add);
        loop.start(new OneRowStore());
        seen.clear();
        return loop;
    }

    private ScriptedRole role(String name, List<Class<?>> takes, Effects onReceived) {
        return new ScriptedRole(
                name, takes, (e, _) -> e instanceof Event.Received ? onReceived : Effects.none());
    }

    @Test
    void rolesRememberThenStartInOrder() {
        PeerLoop loop =
                new PeerLoop(
                        ME,
                        world,
                        List.of(
                                new ScriptedRole(
                                        "a",
                                        List.of(),
                                        (event, _) ->
                                                event instanceof Event.Started
                                                        ? tell("a", "hi")
                                                        : Effects.none()),
                                role("b", List.of(), Effects.none())),
                        fatal::add);
        loop.received(OTHER, new Word("too early"));
        assertThat(loop.isRunning()).isFalse();
        loop.start(new OneRowStore());
        assertThat(seen)
                .containsExactly(
                        "a remembers key",
                        "b remembers key",
                        "a Started[]",
                        "b Started[]",
                        "a Told[notice=Word[text=hi]]");
        loop.stop();
    }

    @Test
    void onlyUnsyncedWritesOfTheLaneHoldBackAndAtOncePasses() {
        Word held = new Word("held");
        Word free = new Word("free");
        Word promise = new Word("promise nothing");
        Effects effects =
                new Effects.Collector(new Lane("1"))
                        .add(Effect.Persist.of(new Write.Put(ROWS, Bytes.EMPTY, Bytes.EMPTY)))
                        .send(OTHER, held)
                        .sendAtOnce(OTHER, promise)
                        .add(new Effect.Know(CONTACT))
                        .in(new Lane("2"))
                        .report(free)
                        .effects();
        PeerLoop loop = started(role("a", List.of(Talk.class), effects));
        loop.received(OTHER, new Word("go"));
        assertThat(world.out).containsExactly(promise, CONTACT, free);
        world.comeBack();
        assertThat(world.out).containsExactly(promise, CONTACT, free, held);
    }

    @Test
    void sendsToSelfAndNoticesArriveAfterTheRunningEvent() {
        Role first =
                role(
                        "first",
                        List.of(Word.class),
                        Effects.of(
                                new Effect.Send(ME, new Other("self")),
                                new Effect.Announce(new Other("all")),
                                new Effect.Tell(new RoleName("first"), new Word("you"))));
        Role second = role("second", List.of(Other.class), Effects.none());
        PeerLoop loop = started(first, second);
        loop.received(OTHER, new Word("go"));
        assertThat(seen)
                .containsExactly(
                        "first " + received(OTHER) + ", message=Word[text=go]]",
                        "second " + received(ME) + ", message=Other[text=self]]",
                        "second Told[notice=Other[text=all]]",
                        "first Told[notice=Word[text=you]]");
        assertThat(world.out).isEmpty();
    }

    private static Effects tell(String role, String text) {
        return Effects.of(new Effect.Tell(new RoleName(role), new Word(text)));
    }

    private static String received(PeerId from) {
        return "Received[from=" + from;
    }

    @Test
    void timersReadsAndResultsComeBackToTheRoleThatAsked() {
        Question tag = new Question("why");
        Effects effects =
                Effects.of(
                        new Effect.StartTimer(Duration.ofSeconds(1), new Word("later")),
                        new Effect.Read(Range.all(ROWS), 1, 1, tag),
                        new Effect.Compute(() -> new Question("done")));
        PeerLoop loop =
                started(
                        role("idle", List.of(), Effects.none()),
                        role("busy", List.of(Talk.class), effects));
        loop.received(OTHER, new Word("go"));
        seen.clear();
        while (!world.callbacks.isEmpty()) world.comeBack();
        assertThat(seen)
                .containsExactly(
                        "busy Elapsed[timer=Word[text=later]]",
                        "busy Found[tag=Question[text=why], rows=[], more=false]",
                        "busy Computed[result=Question[text=done]]");
    }

    @Test
    void aRequestIsAnsweredOnceAndOnlyWhenDurable() {
        Role role =
                new ScriptedRole(
                        "a",
                        List.of(Question.class),
                        (event, _) ->
                                event instanceof Event.Asked(var id, var _)
                                        ? Effects.of(
                                                Effect.Persist.of(
                                                        new Write.Delete(ROWS, Bytes.EMPTY)),
                                                new Effect.Answer(id, new Word("first")),
                                                new Effect.Answer(id, new Word("second")))
                                        : Effects.none());
        PeerLoop loop = started(role);
        List<Reply> answers = new ArrayList<>();
        loop.ask(new Question("?"), answers::add);
        assertThat(answers).isEmpty();
        world.comeBack();
        assertThat(answers).containsExactly(new Word("first"));
        loop.forget(loop.ask(new Question("?"), answers::add));
        world.comeBack();
        assertThat(answers).hasSize(1);
    }

    @Test
    void timeStandsStillDuringOneEvent() {
        List<Duration> times = new ArrayList<>();
        Role role =
                new ScriptedRole(
                        "a",
                        List.of(Talk.class),
                        (_, environment) -> {
                            times.add(environment.uptime());
                            assertThat(environment.uptime()).isEqualTo(times.getLast());
                            return Effects.none();
                        });
        PeerLoop loop = started(role);
        loop.received(OTHER, new Word("go"));
        assertThat(fatal).isEmpty();
        assertThat(times).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void anExceptionStopsTheLoopLoudlyAndNothingLeavesAfterIt() {
        Role role =
                role(
                        "a",
                        List.of(Talk.class),
                        Effects.of(
                                Effect.Persist.of(new Write.Delete(ROWS, Bytes.EMPTY)),
                                new Effect.Report(new Word("never said")),
                                new Effect.Tell(new RoleName("nobody"), new Word("lost")),
                                new Effect.StartTimer(Duration.ZERO, new Word("later"))));
        PeerLoop loop = started(role);
        loop.received(OTHER, new Word("go"));
        world.comeBack();
        assertThat(world.out).containsExactly(new Word("never said"));
        assertThat(fatal).hasSize(1);
        assertThat(fatal.getFirst()).hasMessageContaining("nobody");
        seen.clear();
        world.callbacks.forEach(Runnable::run);
        loop.received(OTHER, new Word("go"));
        assertThat(seen).isEmpty();
        assertThatThrownBy(() -> loop.ask(new Question("?"), _ -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void lanesOfOneNameInTwoRolesDoNotWaitForEachOther() {
        Role writer =
                role(
                        "writer",
                        List.of(Talk.class),
                        Effects.of(
                                Effect.Persist.of(new Write.Delete(ROWS, Bytes.EMPTY)),
                                new Effect.Report(new Word("written"))));
        Role talker =
                role(
                        "talker",
                        List.of(Other.class),
                        Effects.of(new Effect.Report(new Word("said"))));
        PeerLoop loop = started(writer, talker);
        loop.received(OTHER, new Word("go"));
        loop.received(OTHER, new Other("go"));
        assertThat(world.out).containsExactly(new Word("said"));
        world.comeBack();
        assertThat(world.out).containsExactly(new Word("said"), new Word("written"));
    }

    @Test
    void rolesThatTellEachOtherForEverStopThePeer() {
        Role role = new ScriptedRole("a", List.of(Talk.class), (_, _) -> tell("a", "again"));
        PeerLoop loop = new PeerLoop(ME, world, List.of(role), fatal::add);
        loop.start(new OneRowStore());
        assertThat(loop.isRunning()).isFalse();
        assertThat(fatal).hasSize(1);
        assertThat(fatal.getFirst()).hasMessageContaining("TheLoopComesToRest");
    }

    @Test
    void twoTakersOfOneMessageAreRefused() {
        Role general = role("general", List.of(Talk.class), Effects.none());
        Role special = role("special", List.of(Word.class), Effects.none());
        assertThatThrownBy(() -> new PeerLoop(ME, world, List.of(general, special), fatal::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("general")
                .hasMessageContaining("special")
                .hasMessageContaining("Word");
        assertThatThrownBy(() -> new PeerLoop(ME, world, List.of(general, general), fatal::add))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatNobodyTakesIsCountedOrRefused() {
        PeerLoop loop = started(role("a", List.of(Talk.class), Effects.none()));
        loop.received(OTHER, new Other("?"));
        assertThat(loop.untaken()).isEqualTo(1);
        assertThat(fatal).isEmpty();
        assertThatThrownBy(() -> loop.ask(new Question("?"), _ -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Question");
    }

    /** A store with one row, for the start. */
    private static final class OneRowStore implements DurableStore {
        @Override
        public void scan(Range range, Consumer<Row> reader) {
            reader.accept(new Row(Bytes.utf8("key"), Bytes.EMPTY));
        }

        @Override
        public void commit(List<Write> writes, Runnable synced) {
            throw new AssertionError("the loop commits through its world");
        }

        @Override
        public void read(Range range, int maxRows, int maxBytes, Consumer<Rows> found) {
            throw new AssertionError("the loop reads through its world");
        }

        @Override
        public void close() {}
    }
}
