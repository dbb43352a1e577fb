package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.p2pltr.cell.Cell;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Write;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.master.UserMessage;
import org.p2pltr.retrieval.ScanNotice;

/**
 * Unsafe recovery: the majority of a cell's group is gone for good, and a person has said so. The
 * survivors vow never to act in the old epoch again and tell what they hold; a first configuration
 * of a new epoch starts from that. What only the lost members held is lost here: their authors make
 * it tentative again. Source: master-group.md §10.
 */
final class Recoveries {
    /** How long the survivors may take. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int COUNTER_SHIFT = 32;

    private final PeerId self;
    private final Genesis genesis;
    private final GroupSettings settings;
    private final Cells cells;
    private final Transitions transitions;
    private final TreeMap<Cell, Recovery> underWay = new TreeMap<>();
    private long lastQuestion;

    Recoveries(
            PeerId self,
            Genesis genesis,
            GroupSettings settings,
            Cells cells,
            Transitions transitions) {
        this.self = self;
        this.genesis = genesis;
        this.settings = settings;
        this.cells = cells;
        this.transitions = transitions;
    }

    boolean isUnderWay(Cell cell) {
        return underWay.containsKey(cell);
    }

    /** A person wants it; answered when it is done, or when it cannot be done. */
    void begin(AskId id, GroupRequest.RecoverCell request, Turn turn) {
        Cell cell = request.cell();
        Optional<String> fault = fault(request);
        if (fault.isPresent()) {
            answer(id, new GroupReply.NotRecovered(fault.get()), turn);
            return;
        }
        long random = turn.world().random().nextLong() >>> COUNTER_SHIFT;
        long counter = (epochSeen(cell) >>> COUNTER_SHIFT) + 1;
        Recovery recovery =
                new Recovery(request, counter << COUNTER_SHIFT | random, turn.now(), settings, id);
        underWay.put(cell, recovery);
        turn.report(cell, new GroupEvent.RecoveryAsked(cell, request.survivors()));
        cells.wake(cell);
        recovery.ask(turn);
    }

    private Optional<String> fault(GroupRequest.RecoverCell request) {
        Cell cell = request.cell();
        if (cell.number() >= genesis.cells().cells()) return Optional.of("no such cell: " + cell);
        if (isUnderWay(cell)) return Optional.of("cell " + cell + " is being recovered already");
        if (!request.survivors().contains(self))
            return Optional.of("this peer must be one of the survivors");
        if (epochSeen(cell) >>> COUNTER_SHIFT >= Integer.MAX_VALUE)
            return Optional.of("no epoch is left for cell " + cell);
        return Optional.empty();
    }

    private long epochSeen(Cell cell) {
        return cells.acceptor(cell).map(own -> own.standing().epochSeen()).orElse(0L);
    }

    /** A survivor is asked, or has answered. */
    void received(PeerId from, GroupMessage.Collect collect, Turn turn) {
        Cell cell = collect.cell();
        Optional<Acceptor> acceptor = cells.acceptor(cell);
        if (acceptor.isEmpty()) {
            turn.send(cell, from, GroupMessage.Collected.nothing(collect));
            return;
        }
        // A master that was called gone may live and answer alone: asked again when that is over.
        if (cells.leases().refuses(cell, from, turn.now())) return;
        adopt(acceptor.get(), collect.epoch(), turn);
        turn.send(cell, from, acceptor.get().collect(collect));
    }

    /** A peer is back from a silence: it may have slept while epochs ended. */
    void tellEpochs(PeerId peer, Turn turn) {
        List<UserMessage.GroupHint> newer =
                cells.acceptors().values().stream()
                        .filter(own -> own.isServing() && own.standing().epochSeen() > 0)
                        .flatMap(own -> cells.hint(own.standing().cell()).stream())
                        .limit(GroupMessage.MAX_CELLS)
                        .toList();
        if (!newer.isEmpty()) turn.sendPlain(peer, new GroupMessage.TellGroups(newer));
    }

    /**
     * Somebody knows a group of a newer epoch. Who was not asked by its operator puts aside what it
     * holds of the old one, and begins as if it had never been a member, unless it is one now.
     */
    void heard(Acceptor acceptor, ConfigNumber number, List<PeerId> members, Turn turn) {
        Standing standing = acceptor.standing();
        if (number.epoch() <= standing.config().number().epoch()) return;
        if (number.epoch() < standing.epochSeen()) return;
        adopt(acceptor, number.epoch(), turn);
        if (!members.contains(self)) format(acceptor, turn);
    }

    /** Puts aside what a vote of an epoch that is over holds. */
    private void format(Acceptor acceptor, Turn turn) {
        if (acceptor.registers().isEmpty()) return;
        Standing standing = acceptor.standing();
        List<Write> writes = new ArrayList<>(cells.exports().putAside(acceptor, new TreeMap<>()));
        int documents = writes.size();
        writes.addAll(acceptor.format());
        turn.persist(standing.cell(), writes);
        long epoch = standing.config().number().epoch();
        turn.report(standing.cell(), new GroupEvent.Exported(standing.cell(), epoch, documents));
    }

    /** This peer never acts again in a configuration of an epoch before this one. */
    void adopt(Acceptor acceptor, long epoch, Turn turn) {
        if (epoch <= acceptor.standing().epochSeen()) return;
        Cell cell = acceptor.standing().cell();
        turn.persist(cell, acceptor.adopt(epoch));
        turn.report(cell, new GroupEvent.EpochRaised(cell, epoch));
        transitions.giveUp(cell);
        cells.stepDown(cell, "the epoch is over", turn);
    }

    void received(PeerId from, GroupMessage.Collected collected, Turn turn) {
        Recovery recovery = underWay.get(collected.cell());
        if (recovery == null || recovery.scan().isPresent()) return;
        if (collected.epoch() > recovery.epoch()) {
            Optional<Acceptor> own = cells.acceptor(collected.cell());
            own.ifPresent(each -> adopt(each, collected.epoch(), turn));
            end(recovery, new GroupReply.NotRecovered("another recovery is newer"), turn);
            return;
        }
        recovery.received(from, collected, turn);
        if (recovery.isComplete()) search(recovery, turn);
    }

    private void search(Recovery recovery, Turn turn) {
        if (recovery.newest().isEmpty()) {
            end(recovery, new GroupReply.NotRecovered("no survivor knows the cell"), turn);
            return;
        }
        RecoveryScan scan =
                recovery.search(genesis.network(), recovery.newest().get(), genesis.cells());
        scan.ask(() -> ++lastQuestion, turn);
        if (scan.isComplete()) install(recovery, recovery.newest().get(), scan, turn);
    }

    /** The log's reader answered. */
    void scanned(ScanNotice.Scanned answer, Turn turn) {
        for (Recovery recovery : List.copyOf(underWay.values())) {
            Optional<RecoveryScan> scan = recovery.scan();
            if (scan.isEmpty() || !scan.get().scanned(answer, () -> ++lastQuestion, turn)) continue;
            if (scan.get().isComplete())
                install(recovery, recovery.newest().orElseThrow(), scan.get(), turn);
        }
    }

    void tick(Cell cell, Turn turn) {
        Recovery recovery = underWay.get(cell);
        if (recovery == null || recovery.scan().isPresent()) return;
        if (turn.now().minus(recovery.begun()).compareTo(LIMIT) < 0) {
            recovery.tick(turn);
            return;
        }
        String silent =
                recovery.silent().stream().map(PeerId::toString).collect(Collectors.joining(", "));
        end(recovery, new GroupReply.NotRecovered("no answer from " + silent), turn);
    }

    private void install(Recovery recovery, Config last, RecoveryScan scan, Turn turn) {
        Cell cell = recovery.cell();
        if (epochSeen(cell) > recovery.epoch()) {
            end(recovery, new GroupReply.NotRecovered("another recovery is newer"), turn);
            return;
        }
        RingPosition position = genesis.cells().positionOf(cell);
        Config config =
                new Config(
                        cell,
                        new ConfigNumber(recovery.epoch(), last.number().num() + 1),
                        Config.inRingOrder(members(recovery.survivors()), position),
                        last.digest());
        transitions.recovered(new Lineage(last, config), scan.registers(), turn);
        int documents = scan.registers().size();
        turn.report(cell, new GroupEvent.Recovered(cell, config, documents, scan.entries()));
        end(
                recovery,
                new GroupReply.Recovered(
                        config.members(), documents, scan.entries(), scan.unheard()),
                turn);
    }

    /** An odd number of them, this peer first of all: two are less than one. */
    private List<PeerId> members(List<PeerId> survivors) {
        List<PeerId> members = new ArrayList<>(survivors);
        members.remove(self);
        members.addFirst(self);
        int odd = members.size() % 2 == 0 ? members.size() - 1 : members.size();
        return members.subList(0, Math.min(odd, genesis.groupSize()));
    }

    private void end(Recovery recovery, GroupReply reply, Turn turn) {
        underWay.remove(recovery.cell());
        if (reply instanceof GroupReply.NotRecovered(String why))
            turn.report(recovery.cell(), new GroupEvent.RecoveryFailed(recovery.cell(), why));
        // In the cell's lane: what is answered is durable.
        turn.answer(recovery.cell(), recovery.asked(), reply);
    }

    private static void answer(AskId id, GroupReply reply, Turn turn) {
        turn.plain().add(new Effect.Answer(id, reply));
    }
}
