package org.p2pltr.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.p2pltr.env.Message;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.Frame;
import org.p2pltr.wire.MalformedMessageException;

/**
 * A network that may lose, double, delay and reorder messages, and be cut in parts. A message for a
 * peer that is down, or cut off, when it arrives is lost; one that was sent before a restart and
 * arrives after it is delivered. A peer that hears from another knows its address from then on, as
 * a real connection tells it.
 */
public final class SimulatedNetwork {
    private final VirtualTime time;
    private final RandomGenerator random;
    private final Map<PeerAddress, SimulatedPeer> listening = new LinkedHashMap<>();
    private final Map<SimulatedPeer, Map<SimulatedPeer, Link>> links = new LinkedHashMap<>();
    private final Map<SimulatedPeer, Integer> groups = new LinkedHashMap<>();
    private final Map<Class<?>, long[]> sentByType = new HashMap<>();
    private NetworkFaults faults = NetworkFaults.NONE;
    private UnaryOperator<Message> wire = UnaryOperator.identity();
    private Predicate<Letter> gate = _ -> true;
    private long sent;
    private long delivered;
    private long lost;
    private long duplicated;
    private long bytes;

    SimulatedNetwork(VirtualTime time, RandomGenerator random) {
        this.time = time;
        this.random = random;
    }

    /** From here on messages suffer this, on every link that has no faults of its own. */
    public SimulatedNetwork faults(NetworkFaults next) {
        faults = next;
        return this;
    }

    /** From here on messages from one peer to another suffer this. */
    public SimulatedNetwork link(SimulatedPeer from, SimulatedPeer to, NetworkFaults own) {
        linkOf(from, to).own(own);
        return this;
    }

    /** From here on only letters that pass get onto their way; the others are lost. */
    public SimulatedNetwork gate(Predicate<Letter> next) {
        gate = next;
        return this;
    }

    /** A copy of a letter is on its way now, to whoever is at that machine; no gate stops it. */
    public void again(Letter letter) {
        SimulatedPeer to = letter.to();
        submit(envelope(letter.from(), to, to.id(), letter.message()));
    }

    /**
     * From here on each message becomes bytes and is read from them again. Throws
     * IllegalStateException, which stops the run, for a message that does not survive this.
     */
    public SimulatedNetwork messagesThrough(Codecs codecs) {
        wire = message -> throughBytes(codecs, message);
        return this;
    }

    /** Cuts the network into groups that do not hear each other; unnamed peers are one group. */
    public void partition(List<List<SimulatedPeer>> parts) {
        groups.clear();
        for (int group = 0; group < parts.size(); group++) {
            for (SimulatedPeer peer : parts.get(group)) groups.put(peer, group);
        }
    }

    /** Cuts one peer off from all others, beside the partition there may be. */
    public void isolate(SimulatedPeer peer) {
        int next = groups.values().stream().mapToInt(group -> group + 1).max().orElse(0);
        groups.put(peer, next);
    }

    /** What one peer sends to the other is lost; not the other way round. */
    public void cut(SimulatedPeer from, SimulatedPeer to) {
        linkOf(from, to).cut(true);
    }

    /** What one peer sends to the other waits until the link is open again. */
    public void clog(SimulatedPeer from, SimulatedPeer to) {
        linkOf(from, to).clog();
    }

    /** Opens one link: what waited is on its way. */
    public void open(SimulatedPeer from, SimulatedPeer to) {
        Link link = linkOf(from, to);
        link.cut(false);
        for (Envelope envelope : link.unclog()) transmit(envelope, link);
    }

    /** Ends all partitions, cuts, clogs and faults of single links; general faults stay. */
    public void heal() {
        groups.clear();
        for (var row : List.copyOf(links.entrySet())) {
            for (SimulatedPeer to : List.copyOf(row.getValue().keySet())) {
                linkOf(row.getKey(), to).noOwn();
                open(row.getKey(), to);
            }
        }
    }

    /** Messages that peers sent, arrived or not. */
    public long sent() {
        return sent;
    }

    /** Messages that arrived, second copies included. */
    public long delivered() {
        return delivered;
    }

    /** False while a partition, or a cut of the link, keeps what one sends from the other. */
    public boolean reaches(SimulatedPeer from, SimulatedPeer to) {
        return !isCut(from, to, linkOf(from, to));
    }

    /** Copies of messages that did not arrive: lost, cut off, or nobody was there. */
    public long lost() {
        return lost;
    }

    /** Messages of which two copies were on their way. */
    public long duplicated() {
        return duplicated;
    }

    /** Bytes of all messages sent, frames included; 0 without codecs. */
    public long bytes() {
        return bytes;
    }

    /** How many messages of each type were sent. */
    public SortedMap<String, Long> sentByType() {
        SortedMap<String, Long> counts = new TreeMap<>();
        sentByType.forEach((type, count) -> counts.merge(nameOf(type), count[0], Long::sum));
        return counts;
    }

    void listen(SimulatedPeer peer) {
        if (listening.putIfAbsent(peer.address(), peer) != null)
            throw new IllegalArgumentException("two peers at " + peer.address());
    }

    /** Sends to a peer that is thought to be at an address. */
    void send(SimulatedPeer from, PeerAddress address, PeerId toId, Message message) {
        SimulatedPeer to = listening.get(address);
        count(message);
        if (to == null || !to.isAt(toId)) {
            lost++;
        } else if (!gate.test(new Letter(from, to, message))) {
            lost++;
        } else {
            submit(envelope(from, to, toId, wire.apply(message)));
        }
    }

    /** Sends to whoever listens at an address. */
    void call(SimulatedPeer from, PeerAddress address, Message message) {
        SimulatedPeer to = listening.get(address);
        if (to == null) {
            count(message);
            lost++;
        } else {
            send(from, address, to.id(), message);
        }
    }

    /** A message to a peer whose address the sender does not know. */
    void sendNowhere(Message message) {
        count(message);
        lost++;
    }

    private static Envelope envelope(
            SimulatedPeer from, SimulatedPeer to, PeerId toId, Message message) {
        return new Envelope(from, from.id(), from.start(), to, toId, message);
    }

    private void submit(Envelope envelope) {
        Link link = linkOf(envelope.from(), envelope.to());
        if (link.isClogged()) {
            link.hold(envelope);
        } else {
            transmit(envelope, link);
        }
    }

    private void transmit(Envelope envelope, Link link) {
        NetworkFaults now = link.own().orElse(faults);
        copy(envelope, link, now);
        if (now.duplication() > 0 && random.nextDouble() < now.duplication()) {
            duplicated++;
            copy(envelope, link, now);
        }
    }

    private void copy(Envelope envelope, Link link, NetworkFaults now) {
        boolean gone = now.loss() > 0 && random.nextDouble() < now.loss();
        if (gone || isCut(envelope.from(), envelope.to(), link)) {
            lost++;
            return;
        }
        long arrival = time.now() + now.latency().nanos(random);
        if (!now.reordering()) arrival = link.inOrder(arrival);
        time.after(arrival - time.now(), () -> arrive(envelope, link));
    }

    private void arrive(Envelope envelope, Link link) {
        if (isCut(envelope.from(), envelope.to(), link) || !envelope.to().receive(envelope)) {
            lost++;
        } else {
            delivered++;
        }
    }

    private boolean isCut(SimulatedPeer from, SimulatedPeer to, Link link) {
        return link.isCut() || groupOf(from) != groupOf(to);
    }

    private int groupOf(SimulatedPeer peer) {
        if (groups.isEmpty()) return -1;
        return groups.getOrDefault(peer, -1);
    }

    private Link linkOf(SimulatedPeer from, SimulatedPeer to) {
        return links.computeIfAbsent(from, _ -> new LinkedHashMap<>())
                .computeIfAbsent(to, _ -> new Link());
    }

    private void count(Message message) {
        sent++;
        sentByType.computeIfAbsent(message.getClass(), _ -> new long[1])[0]++;
    }

    private Message throughBytes(Codecs codecs, Message message) {
        Frame frame = codecs.encode(message);
        bytes += frame.bytesOnTheWire();
        try {
            return codecs.decode(frame);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(
                    "its own codec does not read " + message + ": " + e.getMessage(), e);
        }
    }

    /** The name of a type with those around it, such as {@code RingMessage.Ping}. */
    private static String nameOf(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            names.add(each.getSimpleName());
        }
        return String.join(".", names.reversed());
    }
}
