package org.p2pltr.block;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.compare.Comparison;
import org.p2pltr.compare.Pace;
import org.p2pltr.compare.Summary;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.env.Timer;
import org.p2pltr.id.Arc;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.RingNotice;
import org.p2pltr.ring.RingRole;

/**
 * Keeps both copies of each block: goes round the circle over all it keeps, one responsible peer
 * after the other, and compares digests with that peer and its successor; whoever differs tells
 * more, and each gives the other what it misses. Blocks that lie here only since the ring was
 * another so come to their holders too. Each step of a slow sweep also reads one block, so that
 * damage on the disk is found. Source: ring.md, "Storage in the DHT".
 */
public final class BlockRepair implements Role {
    /** This role's name. */
    public static final RoleName NAME = new RoleName("block-repair");

    /** Time between two portions that are copied to others: what repair may take of the line. */
    public static final Duration COPY_STEP = Duration.ofMillis(100);

    private final PeerId self;
    private final Shelf shelf;
    private final Copies copies;
    private final Comparison<BlockRange, BlockName> comparison;
    private final Pace pace = new Pace();
    private Optional<BlockName> sweep = Optional.empty();
    private Optional<BlockName> lastRead = Optional.empty();
    private long question;
    private boolean copying;

    private record CopyNow() implements Timer {}

    /** Repair for the peer {@code self}, whose keeper this is. */
    public BlockRepair(PeerId self, BlockKeeper keeper) {
        this.self = self;
        this.shelf = keeper.shelf();
        this.copies = new Copies(shelf);
        this.comparison = new Comparison<>(shelf, BlockMessage.MAX_NAMES);
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(BlockMessage.ToRepair.class, RingNotice.RingChanged.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        switch (event) {
            case Event.Started() -> pace.started(world, out);
            case Event.Told(RingNotice.RingChanged()) -> pace.ringChanged(world, out);
            case Event.Told(RingNotice.Located located) -> located(located, out);
            case Event.Elapsed(Pace.Quiet quiet) -> {
                if (pace.quiet(quiet, out)) sweep = Optional.empty();
            }
            case Event.Elapsed(Pace.Step step) -> {
                if (pace.isDue(step)) step(world, out);
            }
            case Event.Elapsed(CopyNow()) -> copyNow(out);
            case Event.Found(Copies.Copy copy, List<Row> rows, boolean _) -> {
                // A damaged value is refused where it comes, and found here when it is read.
                for (Row row : rows)
                    out.send(copy.to(), new BlockMessage.Put(copy.name(), row.value(), true));
            }
            case Event.Received(PeerId from, BlockMessage.ToRepair message) ->
                    received(from, message, world.uptime(), out);
            case Event.Received _,
                    Event.Elapsed _,
                    Event.Told _,
                    Event.Asked _,
                    Event.Found _,
                    Event.Computed _ -> {}
        }
        return out.effects();
    }

    /** Asks who is responsible for the next block, from where the sweep is. */
    private void step(Environment world, Effects.Collector out) {
        Optional<BlockName> next = sweep.isEmpty() ? shelf.atOrAfter(new RingPosition(0)) : sweep;
        // Asked again, with the next step, if the answer does not come.
        next.ifPresent(name -> {
            sweep = Optional.of(name);
            var locate = new RingNotice.Locate(NAME, ++question, name.position());
            out.add(new Effect.Tell(RingRole.NAME, locate));
        });
        if (next.isEmpty()) pace.sweepEnded();
        if (!pace.isFast()) readOne(out);
        pace.next(world, out);
    }

    /** Nobody but the responsible peer lies between the block and it: that arc is one range. */
    private void located(RingNotice.Located located, Effects.Collector out) {
        if (located.question() != question || sweep.isEmpty() || located.peers().isEmpty()) return;
        RingPosition first = located.position();
        List<PeerId> holders = located.peers().stream().limit(2).toList();
        RingPosition end = holders.getFirst().position();
        Arc arc = new Arc(new RingPosition(first.value() - 1), end);
        Summary<BlockRange> summary = comparison.summary(BlockRange.of(arc));
        for (PeerId holder : holders)
            if (!holder.equals(self)) out.send(holder, new BlockMessage.Compare(List.of(summary)));
        boolean acrossZero = end.compareTo(first) < 0;
        sweep = acrossZero ? Optional.empty() : shelf.after(end);
        if (sweep.isEmpty()) pace.sweepEnded();
    }

    /** The keeper checks what it reads, and drops it if it is damaged. */
    private void readOne(Effects.Collector out) {
        lastRead = shelf.following(lastRead);
        lastRead.ifPresent(name -> out.add(inspect(name)));
    }

    private static Effect inspect(BlockName name) {
        return new Effect.Tell(BlockKeeper.NAME, new BlockKeeper.Inspect(name));
    }

    private void received(
            PeerId from, BlockMessage.ToRepair message, Duration now, Effects.Collector out) {
        switch (message) {
            case BlockMessage.Compare(List<Summary<BlockRange>> ranges) ->
                    compare(from, ranges, now, out);
            case BlockMessage.Names(BlockRange range, List<BlockName> names) -> {
                var difference = comparison.difference(range, names);
                copies.add(from, difference.missingThere());
                if (!difference.missingHere().isEmpty())
                    out.send(from, new BlockMessage.Want(difference.missingHere()));
            }
            case BlockMessage.Want(List<BlockName> names) -> copies.add(from, names);
        }
        keepCopying(out);
    }

    private void compare(
            PeerId from, List<Summary<BlockRange>> ranges, Duration now, Effects.Collector out) {
        List<Summary<BlockRange>> parts = new ArrayList<>();
        for (var answer : comparison.compare(ranges, now)) {
            switch (answer) {
                case Comparison.Answer.Names(BlockRange range, List<BlockName> names) ->
                        out.send(from, new BlockMessage.Names(range, names));
                case Comparison.Answer.Parts(List<Summary<BlockRange>> more) -> parts.addAll(more);
            }
        }
        for (int i = 0; i < parts.size(); i += BlockMessage.MAX_SUMMARIES) {
            int end = Math.min(parts.size(), i + BlockMessage.MAX_SUMMARIES);
            out.send(from, new BlockMessage.Compare(parts.subList(i, end)));
        }
    }

    private void keepCopying(Effects.Collector out) {
        if (copying || copies.isEmpty()) return;
        copying = true;
        out.timer(COPY_STEP, new CopyNow());
    }

    private void copyNow(Effects.Collector out) {
        copying = false;
        copies.read().forEach(out::add);
        keepCopying(out);
    }
}
