package org.p2pltr.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;
import org.p2pltr.sync.UserEvent;

/** Many authors save the same page all the time: each gets its turn. */
class HotDocumentTest {
    private static final int AUTHORS = 32;
    private static final Duration LOAD = Duration.ofSeconds(20);
    private static final String PAGE = "Home";

    private final TreeMap<String, Integer> saves = new TreeMap<>();
    private final TreeSet<String> ready = new TreeSet<>();

    @Test
    void atMostOneRefusedTryPerSaveAndNoAuthorStarves() {
        LabNetwork network = LabNetwork.of(AUTHORS).seed(1).start();
        Simulation simulation = network.simulation();
        String lines =
                String.join("\n", IntStream.range(0, AUTHORS).mapToObj(i -> "p" + i).toList());
        network.peer(0).save(PAGE, lines + "\n");
        network.runUntilQuiet();
        simulation.onReport((peer, event) -> {
            if (event instanceof UserEvent.Validated) validated(peer);
        });
        long before = refusals(simulation);
        network.peers().forEach(peer -> ready.add(peer.name()));
        Duration end = simulation.now().plus(LOAD);
        while (simulation.now().compareTo(end) < 0) {
            simulation.runUntil(() -> !ready.isEmpty(), Duration.ofSeconds(1));
            for (LabPeer peer : network.peers()) if (ready.remove(peer.name())) edit(peer);
        }
        int all = saves.values().stream().mapToInt(Integer::intValue).sum();
        long refused = refusals(simulation) - before;
        assertThat(refused).as("refused tries of %d saves", all).isLessThanOrEqualTo(all + AUTHORS);
        assertThat(saves).hasSize(AUTHORS);
        int slowest = saves.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
        assertThat(slowest)
                .as("saves of the slowest author of %s", saves)
                .isGreaterThanOrEqualTo(all / AUTHORS / 2);
        network.checkAgreement();
    }

    private void validated(SimulatedPeer peer) {
        saves.merge(peer.name(), 1, Integer::sum);
        ready.add(peer.name());
    }

    private void edit(LabPeer peer) {
        String mine = peer.name() + "=" + saves.getOrDefault(peer.name(), 0);
        assertThat(peer.startSave(PAGE, text -> withLine(text, peer.name(), mine))).isPresent();
    }

    private static String withLine(String text, String name, String mine) {
        return text.lines()
                .map(line -> (line.split("=", 2)[0].equals(name) ? mine : line) + "\n")
                .collect(Collectors.joining());
    }

    private static long refusals(Simulation simulation) {
        return simulation.network().sentByType().getOrDefault("UserMessage.Behind", 0L);
    }
}
