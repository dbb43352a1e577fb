package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** How long everybody is asked whether the group has gone on elsewhere. */
    static final Duration INQUIRY = Duration.ofSeconds(2);

    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private final PeerId self;
    private final Genesis genesis;
    private final GroupSettings settings;
    private final Cells cells;
    private final Transitions transitions;
    private final Hearsay hearsay;
    private final TreeMap<Cell, Inquiry> inquiries = new TreeMap<>();
    private final TreeMap<Cell, Recovery> underWay = new TreeMap<>();
    private long lastQuestion;

    /** A recovery that begins if nobody names a newer group than this peer knew when asked. */
    private record Inquiry(
            AskId asked,
            GroupRequest.RecoverCell request,
            Optional<ConfigNumber> known,
            Resend resend,
            Duration until) {}

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
        this.hearsay = new Hearsay(self, settings);
    }

    private boolean isUnderWay(Cell cell) {
        return inquiries.containsKey(cell) || underWay.containsKey(cell);
    }

    /** True if the clock matters to the cell. */
    boolean isBusy(Cell cell) {
        return isUnderWay(cell) || hearsay.isAsking(cell);
    }

    /** A person wants it; answered when it is done, or when it cannot be done. */
    void begin(AskId id, GroupRequest.RecoverCell request, Turn turn) {
        Cell cell = request.cell();
        Optional<ConfigNumber> known = newest(cell);
        Optional<String> fault = fault(request, known);
        if (fault.isPresent()) {
            answer(id, new GroupReply.NotRecovered(fault.get()), turn);
            return;
        }
        Resend resend = Resend.startingAt(turn.now(), ASK_AGAIN, ASK_AGAIN);
        inquiries.put(cell, new Inquiry(id, request, known, resend, turn.now().plus(INQUIRY)));
        turn.report(cell, new GroupEvent.RecoveryAsked(cell, request.survivors()));
        cells.wake(cell);
    }

    /** Cells of which everybody should be asked now which group is the newest. */
    List<Cell> takeInquiries(Duration now) {
        return inquiries.entrySet().stream()
                .filter(each -> each.getValue().resend().isDue(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Nobody has named a newer group: the survivors are asked, and with that there is no return.
     */
    private void collect(Inquiry inquiry, Turn turn) {
        Cell cell = inquiry.request().cell();
        inquiries.remove(cell);
        Optional<String> fault = fault(inquiry.request(), inquiry.known());
        if (fault.isPresent()) {
            fail(cell, inquiry.asked(), fault.get(), turn);
            return;
        }
        long epoch = Epochs.after(epochSeen(cell), turn.world().random());
        Recovery recovery =
                new Recovery(inquiry.request(), epoch, turn.now(), settings, inquiry.asked());
        underWay.put(cell, recovery);
        recovery.ask(turn);
    }

    private Optional<String> fault(GroupRequest.RecoverCell request, Optional<ConfigNumber> known) {
        Cell cell = request.cell();
        if (cell.number() >= genesis.cells().cells()) return Optional.of("no such cell: " + cell);
        if (isUnderWay(cell)) return Optional.of("cell " + cell + " is being recovered already");
        if (!request.survivors().contains(self))
            return Optional.of("this peer must be one of the survivors");
        if (Epochs.isLast(epochSeen(cell))) return Optional.of("no epoch is left for cell " + cell);
        return known.flatMap(own -> newerGroup(cell, own))
                .map(newer ->
                        "the group of cell %s has gone on without this peer: configuration %s, %s; if that is lost, recover it at one of its members"
                                .formatted(cell, Directory.numberOf(newer), newer.members()));
    }

    /** The newest configuration that this peer knows to be chosen, if it has a vote at all. */
    private Optional<ConfigNumber> newest(Cell cell) {
        return cells.acceptor(cell).map(own -> own.standing().newest().number());
    }

    /** A group after this one that this peer has heard of. */
    private Optional<UserMessage.GroupHint> newerGroup(Cell cell, ConfigNumber known) {
        return cells.hint(cell).filter(hint -> known.isBefore(Directory.numberOf(hint)));
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
        Acceptor own = acceptor.get();
        turn.send(cell, from, own.collect(collect, cells.exports().of(cell)));
    }

    /** True, and counted, if somebody names an epoch that no recovery can have made. */
    boolean refuses(PeerId from, Cell cell, long epoch, Turn turn) {
        if (!Epochs.isTooFar(epoch, epochSeen(cell))) return false;
        turn.reportNow(cell, new GroupEvent.EpochRefused(cell, epoch, from));
        return true;
    }

    /** A peer is back from a silence: it may have slept while epochs ended. */
    void tellEpochs(PeerId peer, Turn turn) {
        List<UserMessage.GroupHint> newer =
                cells.acceptors().values().stream()
                        .filter(own -> own.isServing() && own.standing().epochSeen() > 0)
                        .flatMap(own -> cells.hint(own.standing().cell()).stream())
                        .limit(GroupMessage.MAX_CELLS)
                        .toList();
        tell(peer, newer, turn);
    }

    /** Tells groups; those that were installed just now when that is durable. */
    void tell(PeerId peer, List<UserMessage.GroupHint> groups, Turn turn) {
        List<UserMessage.GroupHint> durable = new ArrayList<>();
        for (UserMessage.GroupHint hint : groups) {
            if (transitions.isJustInstalled(hint.cell())) {
                turn.send(hint.cell(), peer, new GroupMessage.TellGroups(List.of(hint)));
            } else {
                durable.add(hint);
            }
        }
        if (!durable.isEmpty()) turn.sendPlain(peer, new GroupMessage.TellGroups(durable));
    }

    /** Somebody spoke of a group: if it is of a later epoch, its members are asked. */
    void heard(Acceptor own, ConfigNumber number, List<PeerId> members, Turn turn) {
        Standing standing = own.standing();
        if (number.epoch() <= standing.config().number().epoch()) return;
        boolean isKnown = number.epoch() == standing.epochSeen() && own.registers().isEmpty();
        if (number.epoch() < standing.epochSeen() || (isKnown && !members.contains(self))) return;
        hearsay.ask(own, number, members, turn);
        cells.wake(standing.cell());
    }

    /**
     * True if a peer may be believed that a configuration was chosen. One of a later epoch only a
     * member of it is believed, as it was told by one that has installed it. Then whoever was not
     * asked by the operator puts aside what it holds of the old one, and begins as if it had never
     * been a member, unless it is one now.
     */
    boolean believes(Acceptor own, Lineage lineage, PeerId from, Turn turn) {
        Config config = lineage.config();
        if (config.number().epoch() <= own.standing().config().number().epoch()) return true;
        if (!config.has(from)) {
            heard(own, config.number(), config.members(), turn);
            return false;
        }
        hearsay.proven(config.cell(), config.number());
        adopt(own, config.number().epoch(), turn);
        if (!config.has(self)) format(own, turn);
        return true;
    }

    /** True if this peer was asked about a later epoch. */
    boolean isAsked(Cell cell, PeerId peer) {
        return hearsay.isAsked(cell, peer);
    }

    /** A member refuses an epoch that is over: this peer stops, and asks what came after it. */
    void over(Acceptor own, long epoch, PeerId from, Turn turn) {
        adopt(own, epoch, turn);
        heard(own, new ConfigNumber(epoch, 0), List.of(from), turn);
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
        if (recovery == null || recovery.scan().isPresent() || !recovery.survivors().contains(from))
            return;
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
        hearsay.tick(cell, turn);
        Inquiry inquiry = inquiries.get(cell);
        if (inquiry != null && turn.now().compareTo(inquiry.until()) >= 0) collect(inquiry, turn);
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
        if (reply instanceof GroupReply.NotRecovered(String why)) {
            fail(recovery.cell(), recovery.asked(), why, turn);
        } else {
            // In the cell's lane: what is answered is durable.
            turn.answer(recovery.cell(), recovery.asked(), reply);
        }
    }

    private static void fail(Cell cell, AskId asked, String why, Turn turn) {
        turn.report(cell, new GroupEvent.RecoveryFailed(cell, why));
        turn.answer(cell, asked, new GroupReply.NotRecovered(why));
    }

    private static void answer(AskId id, GroupReply reply, Turn turn) {
        turn.plain().add(new Effect.Answer(id, reply));
    }
}
