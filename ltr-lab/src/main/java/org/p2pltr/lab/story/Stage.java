package org.p2pltr.lab.story;

import static org.p2pltr.lab.story.Mail.carrying;
import static org.p2pltr.lab.story.Mail.sentBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.group.Config;
import org.p2pltr.group.GroupEvent;
import org.p2pltr.group.GroupMessage;
import org.p2pltr.group.GroupSettings;
import org.p2pltr.id.PeerId;
import org.p2pltr.lab.scenario.LabNetwork;
import org.p2pltr.lab.scenario.LabPeer;
import org.p2pltr.lab.scenario.LabSettings;
import org.p2pltr.sim.Letter;
import org.p2pltr.sim.SimulatedDisk;
import org.p2pltr.sim.SimulatedPeer;

/** A network with the parts of a scenario: a page, its group A, B, C and those outside. */
final class Stage {
    /** Longer than every time-out; whom a group let go counts as leaving for a minute. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final LabNetwork network;
    private final Mail mail;
    private final List<Reported> reports = new ArrayList<>();
    private String page = "";
    private List<LabPeer> members = List.of();

    /** A report and who made it. */
    private record Reported(SimulatedPeer by, PeerEvent event) {}

    private Stage(LabNetwork network) {
        this.network = network;
        this.mail = new Mail(network);
        network.simulation().onReport((peer, event) -> reports.add(new Reported(peer, event)));
    }

    /** A network of so many peers has formed; groups follow the ring after a second of calm. */
    static Stage open(LabNetwork.Plan plan, int peers, Duration replaceAfter) {
        LabSettings settings =
                LabSettings.of(peers)
                        .groups(
                                GroupSettings.DEFAULT
                                        .withStableRing(Duration.ofSeconds(1))
                                        .withReplaceAfter(replaceAfter));
        LabNetwork network = plan.with(settings).start();
        Stage stage = new Stage(network);
        // Groups that still follow the ring would disturb the story.
        network.runFor(Duration.ofSeconds(8));
        stage.reports.clear();
        stage.on(stage.pages().getFirst());
        return stage;
    }

    /** A page of each cell. */
    List<String> pages() {
        CellMap cells = new CellMap(LabSettings.of(1).cells());
        List<String> pages = new ArrayList<>();
        for (int cell = 0; cell < cells.cells(); cell++) {
            Cell wanted = new Cell(cell);
            pages.add(
                    IntStream.range(0, 10_000)
                            .mapToObj(i -> "Page " + i)
                            .filter(each -> cells.cellOf(new DocumentKey(each)).equals(wanted))
                            .findFirst()
                            .orElseThrow());
        }
        return pages;
    }

    /** The story is about this page; its master is A from here on, B and C the other members. */
    void on(String other) {
        page = other;
        LabPeer master = network.masterOf(page);
        List<LabPeer> all = new ArrayList<>(List.of(master));
        network.groupOf(page).stream().filter(each -> each != master).forEach(all::add);
        members = List.copyOf(all);
    }

    /**
     * A peer D joins; the story is about a page whose group it will enter in the place of C, who is
     * not the master.
     */
    LabPeer joins() {
        LabPeer d = network.join();
        for (String each : pages()) {
            on(each);
            List<LabPeer> order = new ArrayList<>(members);
            order.add(d);
            LabPeer leaver = inRingOrder(order).getLast();
            if (leaver == d || leaver == a()) continue;
            LabPeer stayer = leaver == b() ? c() : b();
            members = List.of(a(), stayer, leaver);
            return d;
        }
        throw network.simulation().failure("the newcomer is wanted in no group");
    }

    LabNetwork network() {
        return network;
    }

    Mail mail() {
        return mail;
    }

    String page() {
        return page;
    }

    Cell cell() {
        return new CellMap(LabSettings.of(1).cells()).cellOf(new DocumentKey(page));
    }

    /** The master as the story begins. */
    LabPeer a() {
        return members.get(0);
    }

    LabPeer b() {
        return members.get(1);
    }

    LabPeer c() {
        return members.get(2);
    }

    /** The peers that are not members, in the order in which they joined. */
    List<LabPeer> others() {
        return network.peers().stream().filter(each -> !members.contains(each)).toList();
    }

    /** The ring order of these peers from the page's cell on. */
    List<LabPeer> inRingOrder(List<LabPeer> peers) {
        List<PeerId> ids = peers.stream().map(each -> each.machine().id()).toList();
        CellMap cells = new CellMap(LabSettings.of(1).cells());
        return Config.inRingOrder(ids, cells.positionOf(cell())).stream()
                .map(id -> peers.stream().filter(p -> p.machine().id().equals(id)).findFirst())
                .map(found -> found.orElseThrow())
                .toList();
    }

    /** Somebody types a word at the end of the page. */
    void types(LabPeer who, String word) {
        who.edit(page, text -> text + word + "\n");
    }

    void waits(long milliseconds) {
        network.runFor(Duration.ofMillis(milliseconds));
    }

    /** Runs until something holds. */
    void until(String what, BooleanSupplier holds) {
        network.simulation().mustReach(what, LIMIT, holds);
    }

    /** Runs until a peer has this version of the page, checked without asking it anything. */
    void untilChosen(long ts) {
        until("timestamp " + ts, () -> highestChosen() >= ts);
    }

    long highestChosen() {
        return reports.stream()
                .map(Reported::event)
                .filter(GroupEvent.Chosen.class::isInstance)
                .map(GroupEvent.Chosen.class::cast)
                .filter(each -> each.document().equals(new DocumentKey(page)))
                .mapToLong(each -> each.head().ts().value())
                .max()
                .orElse(0);
    }

    /** How often a peer became master of the page's cell. */
    long mastered(LabPeer peer) {
        return count(peer, GroupEvent.TookOver.class, each -> each.cell().equals(cell()));
    }

    /** Runs until a peer becomes master once more. */
    void untilMasters(LabPeer peer) {
        long before = mastered(peer);
        until(peer + " is master", () -> mastered(peer) > before);
    }

    /** Runs until one of these becomes master once more; returns it. */
    LabPeer untilMasteredByOneOf(List<LabPeer> peers) {
        List<Long> before = peers.stream().map(this::mastered).toList();
        until(
                "one of " + peers + " is master",
                () ->
                        IntStream.range(0, peers.size())
                                .anyMatch(i -> mastered(peers.get(i)) > before.get(i)));
        return IntStream.range(0, peers.size())
                .filter(i -> mastered(peers.get(i)) > before.get(i))
                .mapToObj(peers::get)
                .findFirst()
                .orElseThrow();
    }

    /** How often a peer reported such a thing. */
    <E extends PeerEvent> long count(LabPeer peer, Class<E> type, Predicate<E> which) {
        return reports.stream()
                .filter(each -> each.by() == peer.machine())
                .map(Reported::event)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(which)
                .count();
    }

    /** How often a peer installed a configuration of the page's cell, from frozen or installed. */
    long installed(LabPeer peer, GroupEvent.Origin origin) {
        return count(
                peer,
                GroupEvent.ConfigInstalled.class,
                each -> each.cell().equals(cell()) && each.origin() == origin);
    }

    long installed(LabPeer peer) {
        return installed(peer, GroupEvent.Origin.FROZEN)
                + installed(peer, GroupEvent.Origin.INSTALLED);
    }

    /** Letters that propose a register of the page. */
    Predicate<Letter> proposals() {
        return letter ->
                letter.message() instanceof GroupMessage.Accept accept
                        && accept.writes().stream()
                                .anyMatch(w -> w.document().equals(new DocumentKey(page)));
    }

    /** Letters about the page's cell of such a kind. */
    Predicate<Letter> about(Class<? extends GroupMessage.OfCell> type) {
        return carrying(type)
                .and(letter ->
                        letter.message() instanceof GroupMessage.OfCell message
                                && message.cell().equals(cell()));
    }

    /** True for the state of a member that has installed the configuration. */
    static boolean isOfInstalled(Letter letter) {
        return letter.message() instanceof GroupMessage.State state
                && state.source() instanceof GroupMessage.Source.Live;
    }

    /** These hear each other and nobody else. */
    void together(LabPeer... peers) {
        network.begin(
                new org.p2pltr.lab.fault.Fault.Partition(
                        java.util.Arrays.stream(peers).map(LabPeer::number).toList()));
    }

    /** A backup of a peer's disk is put back. */
    void goesBack(LabPeer peer, SimulatedDisk.Image backup) {
        network.goBack(peer, backup);
    }

    /** All partitions are over. */
    void heals() {
        network.heal();
    }

    /** What this peer sends to the others of the group about the cell is lost. */
    void mutes(LabPeer peer) {
        mail.loses(
                sentBy(peer)
                        .and(letter ->
                                letter.message() instanceof GroupMessage.OfCell message
                                        && message.cell().equals(cell())));
    }

    /** All faults are over, everybody is up; all invariants must hold when it is quiet. */
    void ends() {
        mail.opens();
        network.heal();
        for (LabPeer peer : network.peers()) {
            if (peer.machine().isPaused()) peer.machine().resume();
            if (!peer.machine().isUp()) peer.restart();
        }
        network.checkAgreement();
    }
}
