package org.p2pltr.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2pltr.env.AskId;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.ReadTag;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.env.Result;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;

class SimulatedPeerTest {
    private static final Family ROWS = new Family(Family.Database.CORE, "rows");

    private sealed interface Work extends Request {
        record Add(int one, int other) implements Work {}

        record DivideByZero() implements Work {}

        record Keep(String text) implements Work {}

        record Look() implements Work {}

        record Clocks() implements Work {}
    }

    private record Sum(AskId id, int value) implements Result, Reply {}

    private record Looking(AskId id) implements ReadTag {}

    private record Rows(List<String> keys) implements Reply {}

    private record Times(Duration uptime, Instant wallClock) implements Reply {}

    /** Does one of everything that the world offers. */
    private static final class Worker implements Role {
        @Override
        public RoleName name() {
            return new RoleName("worker");
        }

        @Override
        public List<Class<?>> takes() {
            return List.of(Work.class);
        }

        @Override
        public List<Range> remembers() {
            return List.of(Range.all(ROWS));
        }

        @Override
        public void remember(Family family, Row row) {
            if (!row.value().equals(row.key())) {
                throw new DamagedRowException(family, row, "the value is not the key");
            }
        }

        @Override
        public Effects on(Event event, Environment world) {
            return switch (event) {
                case Event.Asked(AskId id, Work work) -> asked(id, work, world);
                case Event.Computed(Sum sum) -> Effects.of(new Effect.Answer(sum.id(), sum));
                case Event.Found(Looking(AskId id), var rows, var _) ->
                        Effects.of(
                                new Effect.Answer(
                                        id,
                                        new Rows(
                                                rows.stream()
                                                        .map(row -> row.key().asUtf8())
                                                        .toList())));
                case Event.Started _ -> Effects.none();
                case Event.Asked _,
                        Event.Computed _,
                        Event.Found _,
                        Event.Received _,
                        Event.Elapsed _,
                        Event.Told _ ->
                        throw new IllegalStateException("not for a worker: " + event);
            };
        }

        private static Effects asked(AskId id, Work work, Environment world) {
            return switch (work) {
                case Work.Add(int one, int other) ->
                        Effects.of(new Effect.Compute(() -> new Sum(id, one + other)));
                case Work.DivideByZero() ->
                        Effects.of(
                                new Effect.Compute(() -> {
                                    throw new ArithmeticException("by zero");
                                }));
                case Work.Keep(String text) -> {
                    Bytes key = Bytes.utf8(text);
                    yield Effects.of(
                            Effect.Persist.of(new Write.Put(ROWS, key, key)),
                            new Effect.Answer(id, new Rows(List.of(text))));
                }
                case Work.Look() ->
                        Effects.of(new Effect.Read(Range.all(ROWS), 10, 1000, new Looking(id)));
                case Work.Clocks() ->
                        Effects.of(
                                new Effect.Answer(
                                        id, new Times(world.uptime(), world.wallClock())));
            };
        }
    }

    private final Simulation simulation = Simulation.seeded(11);
    private final SimulatedPeer peer = simulation.addPeer("ann", _ -> List.of(new Worker()));

    private Ask asks(Request request) {
        Ask ask = peer.ask(request);
        simulation.runFor(Duration.ofSeconds(1));
        return ask;
    }

    @Test
    void computingTakesItsTimeAndOthersGoOn() {
        peer.computeTime(Duration.ofMillis(300));
        Ask sum = peer.ask(new Work.Add(2, 3));
        Ask clocks = peer.ask(new Work.Clocks());
        simulation.runFor(Duration.ofMillis(299));
        assertThat(clocks.isAnswered()).isTrue();
        assertThat(sum.isAnswered()).isFalse();
        simulation.runFor(Duration.ofMillis(1));
        assertThat(sum.reply(Sum.class).value()).isEqualTo(5);
    }

    @Test
    void aTaskThatThrowsStopsThePeer() {
        assertThatThrownBy(() -> asks(new Work.DivideByZero()))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("seed 11")
                .hasMessageContaining("by zero");
        assertThat(peer.isUp()).isFalse();
    }

    @Test
    void rowsAreThereAfterACrashOnceTheyWereAnswered() {
        assertThat(asks(new Work.Keep("x")).isAnswered()).isTrue();
        peer.crash();
        assertThatThrownBy(() -> peer.ask(new Work.Look()))
                .isInstanceOf(IllegalStateException.class);
        peer.restart();
        assertThat(asks(new Work.Look()).reply(Rows.class).keys()).containsExactly("x");
    }

    @Test
    void anOrderlyEndKeepsWhatIsUnsynced() {
        for (int number = 0; number < 20; number++) peer.ask(new Work.Keep("k" + number));
        simulation.runFor(Duration.ZERO);
        assertThat(peer.disk().unsynced(Family.Database.CORE)).isEqualTo(20);
        peer.shutDown();
        peer.restart();
        assertThat(peer.disk().rows(Range.all(ROWS))).hasSize(20);
    }

    @Test
    void aSlowDiskAnswersLate() {
        peer.disk()
                .speed(
                        new DiskSpeed(
                                Latency.fixed(Duration.ofSeconds(3)),
                                Latency.fixed(Duration.ofSeconds(2))));
        Ask look = asks(new Work.Look());
        assertThat(look.isAnswered()).isFalse();
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(look.isAnswered()).isTrue();
        Ask kept = asks(new Work.Keep("x"));
        simulation.runFor(Duration.ofMillis(1999));
        assertThat(kept.isAnswered()).isFalse();
        simulation.runFor(Duration.ofMillis(1));
        assertThat(kept.isAnswered()).isTrue();
    }

    @Test
    void aBrokenDiskStopsThePeerAndNothingIsSaid() {
        List<Throwable> deaths = new ArrayList<>();
        simulation.onDeath((_, why) -> deaths.add(why));
        peer.disk().broken(true);
        assertThat(asks(new Work.Keep("x")).isAnswered()).isFalse();
        assertThat(deaths).hasSize(1);
        peer.disk().broken(false);
        peer.restart();
        assertThat(asks(new Work.Keep("x")).isAnswered()).isTrue();
    }

    @Test
    void aDamagedRowKeepsThePeerFromStarting() {
        asks(new Work.Keep("x"));
        peer.crash();
        assertThat(peer.disk().damage(Family.Database.CORE)).isTrue();
        assertThatThrownBy(peer::restart).isInstanceOf(DamagedRowException.class);
        assertThat(peer.isUp()).isFalse();
    }

    @Test
    void uptimeBeginsAnewAndTheWallClockGoesOn() {
        simulation.runFor(Duration.ofMinutes(5));
        Times before = asks(new Work.Clocks()).reply(Times.class);
        assertThat(before.uptime()).isEqualTo(Duration.ofMinutes(5));
        peer.crash();
        peer.restart();
        peer.clockAhead(Duration.ofHours(1));
        Times after = asks(new Work.Clocks()).reply(Times.class);
        assertThat(after.uptime()).isEqualTo(Duration.ZERO);
        assertThat(Duration.between(before.wallClock(), after.wallClock()))
                .isEqualTo(Duration.ofHours(1).plusSeconds(1));
    }

    @Test
    void realKeysSignToo() {
        List<PeerSetup> setups = new ArrayList<>();
        SimulatedPeer first = real(1, setups);
        SimulatedPeer again = real(1, setups);
        assertThat(again.id()).isEqualTo(first.id());
        Signer signer = setups.getFirst().signer();
        Verifier verifier = setups.getFirst().verifier();
        Bytes message = Bytes.utf8("said");
        assertThat(verifier.verify(first.identity().key(), message, signer.sign(message))).isTrue();
        assertThat(verifier.verify(first.identity().key(), Bytes.EMPTY, signer.sign(message)))
                .isFalse();
    }

    private static SimulatedPeer real(long seed, List<PeerSetup> setups) {
        return Simulation.seeded(seed)
                .signing(new RealKeys())
                .addPeer(
                        "ann",
                        setup -> {
                            setups.add(setup);
                            return List.of(new Worker());
                        });
    }
}
