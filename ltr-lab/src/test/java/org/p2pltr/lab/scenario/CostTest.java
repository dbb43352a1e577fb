package org.p2pltr.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.group.GroupEvent;
import org.p2pltr.group.GroupReply;
import org.p2pltr.group.GroupRequest;
import org.p2pltr.lab.fault.Fault;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.DiskSpeed;
import org.p2pltr.sim.Latency;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sim.Simulation;
import org.p2pltr.sync.UserEvent;

/**
 * What a publish costs, in message delays: every message takes the same time, disks and processors
 * none. Source: master-group.md §12.
 */
class CostTest {
    private static final Duration ROUND_TRIP = Duration.ofMillis(200);
    private static final Duration INSTANT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String PAGE = "Home";

    private final TreeMap<String, List<Duration>> saved = new TreeMap<>();
    private final TreeMap<String, List<Duration>> validated = new TreeMap<>();
    private final TreeMap<String, Duration> takeOvers = new TreeMap<>();

    private LabNetwork network(int peers, long seed) {
        LabNetwork network = LabNetwork.of(peers).seed(seed).start();
        Simulation simulation = network.simulation();
        simulation.onReport((peer, event) -> {
            Duration now = simulation.now();
            switch (event) {
                case UserEvent.Saved _ -> times(saved, peer.name()).add(now);
                case UserEvent.Validated _ -> times(validated, peer.name()).add(now);
                case GroupEvent.TakingOver begun -> {
                    if (begun.cell().equals(cell())) takeOvers.put(peer.name(), now);
                }
                default -> {}
            }
        });
        network.peer(0).save(PAGE, "first\n");
        network.runUntilQuiet().runFor(Duration.ofSeconds(20));
        network.usually(NetworkFaults.NONE.withLatency(Latency.fixed(ROUND_TRIP.dividedBy(2))));
        Latency none = Latency.fixed(Duration.ZERO);
        for (LabPeer peer : network.peers()) {
            peer.machine().disk().speed(new DiskSpeed(none, none));
            peer.machine().computeTime(Duration.ZERO);
        }
        return network.runFor(Duration.ofSeconds(5));
    }

    private static Cell cell() {
        return new CellMap(LabSettings.of(1).cells()).cellOf(new DocumentKey(PAGE));
    }

    private static List<Duration> times(Map<String, List<Duration>> of, String peer) {
        return of.computeIfAbsent(peer, _ -> new ArrayList<>());
    }

    /** How long a save of a line takes from being kept to being validated. */
    private Duration publish(LabNetwork network, LabPeer author) {
        int before = times(validated, author.name()).size();
        author.edit(PAGE, text -> text + "more " + text.length() + "\n");
        network.simulation()
                .mustReach(
                        "validated",
                        Duration.ofSeconds(30),
                        () -> times(validated, author.name()).size() > before);
        return times(validated, author.name())
                .getLast()
                .minus(times(saved, author.name()).getLast());
    }

    private static LabPeer outsider(LabNetwork network) {
        List<LabPeer> group = network.groupOf(PAGE);
        return network.peers().stream().filter(p -> !group.contains(p)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPublishWithoutContentionTakesTwoRoundTrips(long seed) {
        LabNetwork network = network(5, seed);
        LabPeer author = outsider(network);
        for (int i = 0; i < 5; i++) {
            assertThat(publish(network, author))
                    .isLessThan(ROUND_TRIP.multipliedBy(2).plus(INSTANT));
            network.runFor(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aLeavingMasterCostsThreeRoundTripsAndOneRedirect(long seed) {
        LabNetwork network = network(5, seed);
        LabPeer master = network.masterOf(PAGE);
        LabPeer author = outsider(network);
        List<Ask> leaving = new ArrayList<>();
        network.simulation()
                .after(
                        Duration.ofMillis(50 * seed),
                        () ->
                                leaving.add(
                                        master.machine().ask(new GroupRequest.LeaveGroups(LONG))));
        Duration longest = Duration.ZERO;
        while (leaving.isEmpty() || !leaving.getFirst().isAnswered()) {
            Duration took = publish(network, author);
            if (took.compareTo(longest) > 0) longest = took;
        }
        assertThat(leaving.getFirst().reply()).contains(new GroupReply.Left(0));
        int redirect = 1;
        assertThat(longest).isLessThan(ROUND_TRIP.multipliedBy(2 + 3 + redirect).plus(INSTANT));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aNewMasterAnswersItsFirstPublishAfterThreeRoundTrips(long seed) {
        LabNetwork network = network(5, seed);
        assertThat(firstPublishAfterCrash(network))
                .isLessThan(ROUND_TRIP.multipliedBy(3).plus(INSTANT));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aReproposalCostsOneMore(long seed) {
        LabNetwork network = network(5, seed);
        LabPeer master = network.masterOf(PAGE);
        List<LabPeer> others = network.groupOf(PAGE).stream().filter(p -> p != master).toList();
        // What comes now is accepted by two of three; the third one will not know it.
        network.begin(new Fault.OneWay(master.number(), others.getLast().number()));
        publish(network, others.getFirst());
        assertThat(firstPublishAfterCrash(network))
                .isGreaterThan(ROUND_TRIP.multipliedBy(2).plus(INSTANT))
                .isLessThan(ROUND_TRIP.multipliedBy(4).plus(INSTANT));
    }

    /** From the beginning of the take-over; its author is on the new master's machine. */
    private Duration firstPublishAfterCrash(LabNetwork network) {
        takeOvers.clear();
        List<String> names = network.groupOf(PAGE).stream().map(LabPeer::name).toList();
        network.masterOf(PAGE).crash();
        network.simulation()
                .mustReach(
                        "a take-over",
                        LONG,
                        () -> takeOvers.keySet().stream().anyMatch(names::contains));
        LabPeer next =
                network.peers().stream()
                        .filter(each -> takeOvers.containsKey(each.name()))
                        .findFirst()
                        .orElseThrow();
        Duration begun = takeOvers.get(next.name());
        publish(network, next);
        return times(validated, next.name()).getLast().minus(begun);
    }
}
