package org.p2pltr.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Message;
import org.p2pltr.env.Request;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerContact;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.MalformedMessageException;
import org.p2pltr.wire.MessageCodec;

class SimulatedNetworkTest {
    private static final int MANY = 2000;

    private record Numbered(int number) implements Message {}

    private record SendTo(PeerContact to, int number) implements Request {}

    /** Sends what it is asked to and writes down what it hears. */
    private static final class Post implements Role {
        private final List<Integer> inbox = new ArrayList<>();

        @Override
        public RoleName name() {
            return new RoleName("post");
        }

        @Override
        public List<Class<?>> takes() {
            return List.of(Numbered.class, SendTo.class);
        }

        @Override
        public Effects on(Event event, Environment world) {
            return switch (event) {
                case Event.Received(var _, Numbered(int number)) -> {
                    inbox.add(number);
                    yield Effects.none();
                }
                case Event.Asked(var _, SendTo(var to, int number)) ->
                        Effects.of(
                                new Effect.Know(to),
                                new Effect.Send(to.id(), new Numbered(number)));
                case Event.Started _,
                        Event.Received _,
                        Event.Asked _,
                        Event.Elapsed _,
                        Event.Told _,
                        Event.Found _,
                        Event.Computed _ ->
                        Effects.none();
            };
        }
    }

    private final Simulation simulation = Simulation.seeded(5);
    private final SimulatedNetwork network = simulation.network();
    private final SimulatedPeer ann = simulation.addPeer("ann", _ -> List.of(new Post()));
    private final SimulatedPeer bob = simulation.addPeer("bob", _ -> List.of(new Post()));
    private final SimulatedPeer cat = simulation.addPeer("cat", _ -> List.of(new Post()));

    private void send(SimulatedPeer from, SimulatedPeer to, int number) {
        from.ask(new SendTo(to.contact(), number));
    }

    private void many(IntConsumer each) {
        for (int number = 0; number < MANY; number++) {
            each.accept(number);
            simulation.runFor(Duration.ofNanos(100_000));
        }
        settle();
    }

    private void settle() {
        simulation.runFor(Duration.ofSeconds(10));
    }

    private List<Integer> inbox(SimulatedPeer peer) {
        return peer.role(Post.class).inbox;
    }

    private static List<Integer> allNumbers() {
        return IntStream.range(0, MANY).boxed().toList();
    }

    @Test
    void aGoodNetworkDeliversAllInOrder() {
        many(number -> send(ann, bob, number));
        assertThat(inbox(bob)).isEqualTo(allNumbers());
        assertThat(network.sent()).isEqualTo(MANY);
        assertThat(network.delivered()).isEqualTo(MANY);
        assertThat(network.lost()).isZero();
        assertThat(network.sentByType())
                .hasSize(1)
                .containsEntry("SimulatedNetworkTest.Numbered", (long) MANY);
    }

    @Test
    void reorderedMessagesAllArrive() {
        network.faults(NetworkFaults.NONE.withReordering(true));
        many(number -> send(ann, bob, number));
        assertThat(inbox(bob))
                .isNotEqualTo(allNumbers())
                .containsExactlyInAnyOrderElementsOf(allNumbers());
    }

    @Test
    void theWishedShareIsLostAndDoubled() {
        network.faults(NetworkFaults.NONE.withLoss(0.2));
        many(number -> send(ann, bob, number));
        assertThat(network.lost()).isBetween(MANY / 10L, MANY * 3L / 10);
        assertThat(inbox(bob)).hasSize((int) (MANY - network.lost())).doesNotHaveDuplicates();
        int before = inbox(bob).size();
        network.faults(NetworkFaults.NONE.withDuplication(0.2));
        many(number -> send(ann, bob, number));
        assertThat(network.duplicated()).isBetween(MANY / 10L, MANY * 3L / 10);
        assertThat(inbox(bob)).hasSize((int) (before + MANY + network.duplicated()));
    }

    /** Writes a number as one byte, and so cannot write large ones. */
    private static final class OneByteCodec implements MessageCodec {
        @Override
        public int firstNumber() {
            return 1;
        }

        @Override
        public int lastNumber() {
            return 1;
        }

        @Override
        public boolean writes(Message message) {
            return message instanceof Numbered;
        }

        @Override
        public int numberOf(Message message) {
            return 1;
        }

        @Override
        public Bytes encode(Message message) {
            return Bytes.of(new byte[] {(byte) ((Numbered) message).number()});
        }

        @Override
        public Message decode(int number, Bytes bytes) throws MalformedMessageException {
            if (bytes.at(0) > 100) throw new MalformedMessageException("more than 100");
            return new Numbered(bytes.at(0));
        }
    }

    @Test
    void messagesMayPassThroughTheirBytes() {
        network.messagesThrough(Codecs.of(new OneByteCodec()));
        send(ann, bob, 1);
        send(ann, bob, 257);
        settle();
        assertThat(inbox(bob)).containsExactly(1, 1);
        assertThat(network.bytes()).isEqualTo(2L * (4 + 2 + 1));
        send(ann, bob, 200);
        assertThatThrownBy(this::settle)
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("its own codec does not read Numbered[number=200]");
    }

    @Test
    void latencyIsWhatWasWished() {
        for (Latency latency :
                List.of(
                        Latency.fixed(Duration.ofMillis(10)),
                        Latency.exponential(Duration.ofMillis(2), Duration.ofMillis(10)),
                        Latency.logNormal(Duration.ofMillis(2), Duration.ofMillis(10)))) {
            long sum = 0;
            for (int i = 0; i < 20_000; i++) {
                long nanos = latency.nanos(simulation.random());
                assertThat(nanos).isGreaterThanOrEqualTo(latency.min().toNanos());
                sum += nanos;
            }
            assertThat(sum / 20_000).isBetween(9_000_000L, 11_000_000L);
        }
    }

    @Test
    void aPartitionCutsBothWaysAndHeals() {
        network.partition(List.of(List.of(ann), List.of(bob, cat)));
        send(ann, bob, 1);
        send(bob, ann, 2);
        send(bob, cat, 3);
        settle();
        assertThat(inbox(ann)).isEmpty();
        assertThat(inbox(bob)).isEmpty();
        assertThat(inbox(cat)).containsExactly(3);
        assertThat(network.lost()).isEqualTo(2);
        network.heal();
        send(ann, bob, 4);
        settle();
        assertThat(inbox(bob)).containsExactly(4);
    }

    @Test
    void aPartitionLosesWhatIsOnItsWay() {
        send(ann, bob, 1);
        simulation.runFor(Duration.ZERO);
        network.isolate(bob);
        settle();
        assertThat(inbox(bob)).isEmpty();
    }

    @Test
    void aCutIsOneWayAndACloggedLinkOnlyWaits() {
        network.cut(ann, bob);
        network.clog(cat, bob);
        send(ann, bob, 1);
        send(bob, ann, 2);
        send(cat, bob, 3);
        send(cat, bob, 4);
        settle();
        assertThat(inbox(ann)).containsExactly(2);
        assertThat(inbox(bob)).isEmpty();
        network.open(cat, bob);
        settle();
        assertThat(inbox(bob)).containsExactly(3, 4);
    }

    @Test
    void oneLinkMayBeSlow() {
        Latency slow = Latency.fixed(Duration.ofSeconds(1));
        network.link(ann, bob, NetworkFaults.NONE.withLatency(slow));
        send(ann, bob, 1);
        send(ann, cat, 2);
        simulation.runFor(Duration.ofMillis(900));
        assertThat(inbox(bob)).isEmpty();
        assertThat(inbox(cat)).containsExactly(2);
        settle();
        assertThat(inbox(bob)).containsExactly(1);
    }

    @Test
    void aPeerThatIsDownHearsNothingAndALateMessageReachesItsNextRun() {
        network.faults(NetworkFaults.NONE.withLatency(Latency.fixed(Duration.ofSeconds(1))));
        send(ann, bob, 1);
        simulation.runFor(Duration.ofMillis(500));
        bob.crash();
        simulation.runFor(Duration.ofMillis(600));
        bob.restart();
        send(ann, bob, 2);
        simulation.runFor(Duration.ofMillis(100));
        bob.crash();
        bob.restart();
        settle();
        assertThat(inbox(bob)).containsExactly(2);
        assertThat(network.lost()).isEqualTo(1);
    }

    @Test
    void aMessageForThePeerBeforeADiskLossDoesNotReachTheOneAfterIt() {
        PeerContact before = bob.contact();
        bob.loseDisk();
        bob.restart();
        ann.ask(new SendTo(before, 1));
        settle();
        assertThat(inbox(bob)).isEmpty();
        assertThat(network.lost()).isEqualTo(1);
    }
}
