package org.p2pltr.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Request;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;

class SimulationTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static List<PeerAddress> addresses(int peers) {
        return IntStream.range(0, peers).mapToObj(i -> new PeerAddress("p" + i, 7400)).toList();
    }

    private static Simulation gossips(long seed, int peers) {
        Simulation simulation = Simulation.seeded(seed);
        for (PeerAddress each : addresses(peers)) {
            List<PeerAddress> friends = new ArrayList<>(addresses(peers));
            friends.remove(each);
            simulation.addPeer(each.host(), _ -> List.of(new Gossip(friends)));
        }
        return simulation;
    }

    /** Crashes, restarts, partitions and rumours, all drawn from the simulation's seed. */
    private static Simulation stormy(long seed, List<String> story) {
        Simulation simulation = gossips(seed, 5).narrate(story::add);
        simulation.network().faults(NetworkFaults.BAD);
        var random = simulation.random();
        for (int step = 0; step < 60; step++) {
            SimulatedPeer peer = simulation.peer("p" + random.nextInt(5));
            switch (random.nextInt(6)) {
                case 0 -> {
                    if (peer.isUp()) peer.crash();
                }
                case 1 -> {
                    if (!peer.isUp()) peer.restart();
                }
                case 2 -> simulation.network().isolate(peer);
                case 3 -> simulation.network().heal();
                default -> {
                    if (peer.isUp()) peer.ask(new Gossip.Tell("rumour " + step));
                }
            }
            simulation.runFor(Duration.ofMillis(random.nextInt(300)));
        }
        return simulation;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameSeedIsTheSameRun(long seed) {
        List<String> firstStory = new ArrayList<>();
        List<String> secondStory = new ArrayList<>();
        Simulation first = stormy(seed, firstStory);
        Simulation second = stormy(seed, secondStory);
        assertThat(secondStory).isEqualTo(firstStory);
        assertThat(second.trace()).isEqualTo(first.trace());
        assertThat(second.events()).isEqualTo(first.events()).isPositive();
        assertThat(stormy(seed + 1000, new ArrayList<>()).trace()).isNotEqualTo(first.trace());
    }

    @Test
    void listeningDoesNotChangeTheRun() {
        Simulation told = gossips(7, 3).narrate(_ -> {});
        Simulation untold = gossips(7, 3);
        for (Simulation each : List.of(told, untold)) {
            each.peer("p0").ask(new Gossip.Tell("hello"));
            each.runFor(Duration.ofSeconds(5));
        }
        assertThat(told.trace()).isEqualTo(untold.trace());
    }

    /** What was said (answered, reported) is never forgotten, whatever crashes. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasAnsweredSurvivesEveryCrash(long seed) {
        Simulation simulation = gossips(seed, 3);
        var reported = new TreeMap<PeerId, TreeSet<String>>();
        simulation.onReport((peer, event) ->
                reported.computeIfAbsent(peer.id(), _ -> new TreeSet<>())
                        .add(((Gossip.Kept) event).text()));
        var random = simulation.random();
        var told = new TreeMap<String, Ask>();
        for (int step = 0; step < 100; step++) {
            SimulatedPeer peer = simulation.peer("p" + random.nextInt(3));
            told.put("r" + step, peer.ask(new Gossip.Tell("r" + step)));
            simulation.runFor(Duration.ofNanos(random.nextInt(2_000_000)));
            if (random.nextInt(4) == 0) {
                peer.crash();
                simulation.runFor(Duration.ofMillis(random.nextInt(20)));
                peer.restart();
                assertThat(peer.role(Gossip.class).heard())
                        .containsAll(reported.getOrDefault(peer.id(), new TreeSet<>()));
            }
        }
        List<String> answered =
                told.entrySet().stream()
                        .filter(each -> each.getValue().isAnswered())
                        .map(each -> each.getKey())
                        .toList();
        assertThat(answered).isNotEmpty();
        simulation.mustReach(
                "all hear what was answered",
                LONG,
                () ->
                        simulation.peers().stream()
                                .allMatch(p -> p.role(Gossip.class).heard().containsAll(answered)));
    }

    @Test
    void aPausedPeerHandlesNothingUntilItGoesOn() {
        Simulation simulation = gossips(1, 2);
        SimulatedPeer sleeper = simulation.peer("p1");
        simulation.peer("p0").ask(new Gossip.Tell("hello"));
        sleeper.pause();
        simulation.runFor(Duration.ofSeconds(2));
        assertThat(sleeper.role(Gossip.class).heard()).isEmpty();
        sleeper.resume();
        simulation.runFor(Duration.ZERO);
        assertThat(sleeper.role(Gossip.class).heard()).containsExactly("hello");
    }

    @Test
    void aPeerThatLostItsDiskIsAnotherPeer() {
        Simulation simulation = gossips(1, 2);
        SimulatedPeer peer = simulation.peer("p0");
        peer.ask(new Gossip.Tell("hello"));
        simulation.runFor(Duration.ofMillis(100));
        PeerId before = peer.id();
        peer.loseDisk();
        assertThat(peer.isUp()).isFalse();
        peer.restart();
        assertThat(peer.id()).isNotEqualTo(before).isEqualTo(peer.identity().id());
        assertThat(peer.role(Gossip.class).heard()).isEmpty();
        assertThat(peer.starts()).isEqualTo(2);
    }

    @Test
    void aBrokenPromiseNamesSeedTimeAndPromise() {
        Simulation simulation = gossips(99, 2);
        simulation.checking(
                List.of(
                        new Check() {
                            @Override
                            public String name() {
                                return "NobodyEverHears";
                            }

                            @Override
                            public void check(Simulation now) {
                                assertThat(now.peer("p1").role(Gossip.class).heard()).isEmpty();
                            }
                        }));
        simulation.peer("p0").ask(new Gossip.Tell("hello"));
        assertThatThrownBy(() -> simulation.runFor(LONG))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("seed 99")
                .hasMessageContaining("NobodyEverHears")
                .hasMessageContaining(" s, event ");
    }

    @Test
    void aRoleThatThrowsEndsTheRunUnlessTheScenarioExpectsIt() {
        record Stumble() implements Request {}
        final class Stumbler implements Role {
            @Override
            public RoleName name() {
                return new RoleName("stumbler");
            }

            @Override
            public List<Class<?>> takes() {
                return List.of(Stumble.class);
            }

            @Override
            public Effects on(Event event, Environment world) {
                if (event instanceof Event.Asked) throw new IllegalStateException("fell");
                return Effects.none();
            }
        }
        Simulation simulation = Simulation.seeded(3);
        SimulatedPeer peer = simulation.addPeer("ann", _ -> List.of(new Stumbler()));
        peer.ask(new Stumble());
        assertThatThrownBy(() -> simulation.runFor(LONG))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("ann died")
                .hasMessageContaining("fell");
        assertThat(peer.isUp()).isFalse();
        List<Throwable> deaths = new ArrayList<>();
        simulation.onDeath((_, why) -> deaths.add(why));
        peer.restart();
        peer.ask(new Stumble());
        simulation.runFor(LONG);
        assertThat(deaths).hasSize(1);
    }
}
