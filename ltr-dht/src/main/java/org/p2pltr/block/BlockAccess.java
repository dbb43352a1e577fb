package org.p2pltr.block;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Result;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Timer;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.RingNotice;
import org.p2pltr.ring.RingRole;

/**
 * Puts and gets blocks for the outside: asks the ring who holds a position, then those peers. A
 * holder that misses a block which another had gets it back. Source: ring.md, "Storage in the DHT".
 */
public final class BlockAccess implements Role {
    /** This role's name. */
    public static final RoleName NAME = new RoleName("block-access");

    /** How many peers hold a block, where the ring has so many. */
    public static final int HOLDERS = 2;

    /** Most puts under way: each holds its value in memory. */
    public static final int MAX_PUTS = 32;

    /** Most gets under way. */
    public static final int MAX_GETS = 64;

    /** Time for the holders to store a block, until they are looked for and told again. */
    public static final Duration PUT_AGAIN = Duration.ofSeconds(2);

    /** Time for a peer to answer, until the next is asked too; what comes later still counts. */
    public static final Duration GET_NEXT = Duration.ofSeconds(1);

    /** Time for the ring to say who holds a position: it may have to go round silent peers. */
    public static final Duration LOCATE_AGAIN = Duration.ofSeconds(4);

    private final Map<Long, Putting> puts = new LinkedHashMap<>();
    private final Map<Long, Getting> gets = new LinkedHashMap<>();
    private long last;

    private record PutLate(long number, int tries) implements Timer {}

    private record GetLate(long number, int turn) implements Timer {}

    private record Checked(long number, PeerId from, Bytes value, boolean whole)
            implements Result {}

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(
                BlockMessage.ToAccess.class,
                BlockRequest.PutBlock.class,
                BlockRequest.GetBlock.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        switch (event) {
            case Event.Asked(AskId id, BlockRequest.PutBlock(BlockName name, Bytes value)) ->
                    put(id, name, value, out);
            case Event.Asked(AskId id, BlockRequest.GetBlock(BlockName name)) -> get(id, name, out);
            case Event.Told(RingNotice.Located located) -> located(located, out);
            case Event.Elapsed(PutLate late) -> putLate(late, out);
            case Event.Elapsed(GetLate late) -> getLate(late, out);
            case Event.Received(PeerId from, BlockMessage.ToAccess message) ->
                    received(from, message, out);
            case Event.Computed(Checked checked) -> checked(checked, out);
            case Event.Started _,
                    Event.Received _,
                    Event.Elapsed _,
                    Event.Told _,
                    Event.Asked _,
                    Event.Found _,
                    Event.Computed _ -> {}
        }
        return out.effects();
    }

    private static void locate(long number, RingPosition position, Effects.Collector out) {
        out.add(new Effect.Tell(RingRole.NAME, new RingNotice.Locate(NAME, number, position)));
    }

    // ---- put

    private void put(AskId asker, BlockName name, Bytes value, Effects.Collector out) {
        if (puts.size() >= MAX_PUTS) {
            var busy = new BlockReply.NotKept(name, BlockReply.Why.BUSY);
            out.add(new Effect.Answer(asker, busy));
            return;
        }
        Putting putting = new Putting(asker, name, value);
        puts.put(++last, putting);
        tryPut(last, putting, out);
    }

    private static void tryPut(long number, Putting putting, Effects.Collector out) {
        locate(number, putting.name().position(), out);
        out.timer(PUT_AGAIN, new PutLate(number, putting.tries()));
    }

    private void putLate(PutLate late, Effects.Collector out) {
        Putting putting = puts.get(late.number());
        if (putting == null || putting.tries() != late.tries()) return;
        if (putting.again()) tryPut(late.number(), putting, out);
        else end(late.number(), putting, out);
    }

    private void end(long number, Putting putting, Effects.Collector out) {
        puts.remove(number);
        out.add(new Effect.Answer(putting.asker(), putting.reply()));
    }

    private void putAnswered(PeerId by, BlockName name, boolean stored, Effects.Collector out) {
        for (var each : List.copyOf(puts.entrySet())) {
            Putting putting = each.getValue();
            if (!putting.name().equals(name)) continue;
            if (stored) putting.stored(by);
            else putting.refused(by);
            if (putting.isComplete()) end(each.getKey(), putting, out);
        }
    }

    // ---- get

    private void get(AskId asker, BlockName name, Effects.Collector out) {
        if (gets.size() >= MAX_GETS) {
            out.add(new Effect.Answer(asker, new BlockReply.NotFound(name)));
            return;
        }
        Getting getting = new Getting(asker, name);
        gets.put(++last, getting);
        locate(last, name.position(), out);
        late(last, getting, out);
    }

    private static void late(long number, Getting getting, Effects.Collector out) {
        boolean locating = getting.stage() == Getting.Stage.LOCATING;
        out.timer(locating ? LOCATE_AGAIN : GET_NEXT, new GetLate(number, getting.turn()));
    }

    private void getLate(GetLate late, Effects.Collector out) {
        Getting getting = gets.get(late.number());
        if (getting == null || getting.turn() != late.turn()) return;
        switch (getting.stage()) {
            case ASKING -> askNext(late.number(), getting, out);
            case LOCATING, PAUSING -> {
                if (getting.again()) {
                    locate(late.number(), getting.name().position(), out);
                    late(late.number(), getting, out);
                } else {
                    gets.remove(late.number());
                    var notFound = new BlockReply.NotFound(getting.name());
                    out.add(new Effect.Answer(getting.asker(), notFound));
                }
            }
        }
    }

    private void askNext(long number, Getting getting, Effects.Collector out) {
        getting.next()
                .ifPresent(next -> out.send(next, new BlockMessage.Get(number, getting.name())));
        late(number, getting, out);
    }

    private void missed(long number, BlockName name, PeerId from, Effects.Collector out) {
        Getting getting = gets.get(number);
        if (getting == null || !getting.name().equals(name)) return;
        if (getting.misses(from)) askNext(number, getting, out);
    }

    private void located(RingNotice.Located located, Effects.Collector out) {
        long number = located.question();
        if (located.peers().isEmpty()) return;
        Putting putting = puts.get(number);
        if (putting != null)
            for (PeerId holder : putting.located(located.peers()))
                out.send(holder, putting.message());
        Getting getting = gets.get(number);
        if (getting != null && getting.stage() == Getting.Stage.LOCATING) {
            getting.located(located.peers());
            askNext(number, getting, out);
        }
    }

    private void received(PeerId from, BlockMessage.ToAccess message, Effects.Collector out) {
        switch (message) {
            case BlockMessage.Stored(BlockName name) -> putAnswered(from, name, true, out);
            case BlockMessage.NotStored(BlockName name, var _) ->
                    putAnswered(from, name, false, out);
            case BlockMessage.Found(long number, BlockName name, Bytes value) -> {
                Getting getting = gets.get(number);
                if (getting == null || !getting.name().equals(name)) return;
                out.add(
                        new Effect.Compute(() ->
                                new Checked(
                                        number, from, value, Hash.of(value).equals(name.key()))));
            }
            case BlockMessage.Missing(long number, BlockName name) ->
                    missed(number, name, from, out);
        }
    }

    private void checked(Checked checked, Effects.Collector out) {
        Getting getting = gets.get(checked.number());
        if (getting == null) return;
        BlockName name = getting.name();
        if (!checked.whole()) {
            out.report(new BlockEvent.BadBlockGot(name, checked.from()));
            missed(checked.number(), name, checked.from(), out);
            return;
        }
        gets.remove(checked.number());
        out.add(new Effect.Answer(getting.asker(), new BlockReply.Got(name, checked.value())));
        for (PeerId holder : getting.toMend()) {
            out.send(holder, new BlockMessage.Put(name, checked.value(), true));
            out.report(new BlockEvent.BlockPutBack(name, holder));
        }
    }
}
