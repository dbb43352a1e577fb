package org.p2pltr.netty;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.p2pltr.Eventually;
import org.p2pltr.env.Message;
import org.p2pltr.env.Network;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.StoreId;
import org.p2pltr.keys.Ed25519Signer;
import org.p2pltr.keys.Ed25519Verifier;
import org.p2pltr.start.Acquaintances;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.NoteCodec;
import org.p2pltr.wire.NoteCodec.Note;

/** A peer's real network on a port of this computer, with what came in. */
final class TestPeer implements AutoCloseable, Network.Listener {
    static final NetworkId NETWORK = new NetworkId(bytes(1, NetworkId.LENGTH));
    static final Bytes GENESIS = Bytes.utf8("the genesis record");
    static final ConnectionLimits LIMITS =
            new ConnectionLimits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(2),
                    1 << 20,
                    Duration.ofSeconds(30),
                    20,
                    100,
                    Duration.ofMillis(10),
                    Duration.ofMillis(100));

    /** A message that came in. */
    record Came(PeerId from, Message message) {}

    final List<Came> came = new CopyOnWriteArrayList<>();
    final List<PeerEvent> events = new CopyOnWriteArrayList<>();
    final PeerId id;
    final NettyNetwork network;

    private TestPeer(
            ListenSettings listen,
            Introduction introduction,
            ConnectionLimits limits,
            Acquaintances.Disk disk)
            throws ListenException {
        id = introduction.self();
        network =
                NettyNetwork.bind(
                        listen,
                        introduction,
                        Codecs.of(new NoteCodec(7)),
                        limits,
                        new Acquaintances(),
                        disk);
        network.open(this);
    }

    /** The peer of a number, at its first start. */
    static TestPeer start(int number) throws ListenException {
        return start(ListenSettings.anyPort(), member(number, 1), LIMITS);
    }

    static TestPeer start(ListenSettings listen, Introduction who, ConnectionLimits limits)
            throws ListenException {
        return new TestPeer(listen, who, limits, (_, synced) -> synced.run());
    }

    /** The peer of a number on a disk that may take its time. */
    static TestPeer start(int number, Acquaintances.Disk disk) throws ListenException {
        return new TestPeer(ListenSettings.anyPort(), member(number, 1), LIMITS, disk);
    }

    static Ed25519Signer signer(int number) {
        return new Ed25519Signer(bytes(number, 32), new StoreId(bytes(number, StoreId.LENGTH)));
    }

    static Introduction member(int number, long start) {
        return member(number, start, NETWORK);
    }

    static Introduction member(int number, long start, NetworkId network) {
        return Introduction.ofMember(
                signer(number), new Ed25519Verifier(), network, GENESIS, start, "peer " + number);
    }

    static Bytes bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return Bytes.of(bytes);
    }

    PeerAddress address() {
        return network.address();
    }

    PeerContact contact() {
        return new PeerContact(id, address());
    }

    /** Where this peer listens, to start another one there. */
    ListenSettings listen() {
        return ListenSettings.at(address());
    }

    void know(TestPeer other) {
        network.know(other.contact());
        network.flush();
    }

    void send(TestPeer to, String text) {
        network.send(to.id, Note.of(text));
        network.flush();
    }

    void awaitMessage(TestPeer from, String text) {
        Eventually.until(
                "'" + text + "' came, instead of only " + came,
                () -> came.contains(new Came(from.id, Note.of(text))));
    }

    /** Sends again and again, as roles do, until it comes. */
    static void untilItComes(TestPeer from, TestPeer to, String text) {
        Eventually.until(
                "'" + text + "' came at last",
                () -> {
                    from.send(to, text);
                    return to.came.contains(new Came(from.id, Note.of(text)));
                });
    }

    long connected(TestPeer other) {
        return events.stream()
                .filter(e ->
                        e instanceof NetworkEvent.PeerConnected c
                                && c.contact().id().equals(other.id))
                .count();
    }

    @Override
    public void received(PeerId from, Message message, int bytes) {
        came.add(new Came(from, message));
    }

    @Override
    public void happened(PeerEvent event) {
        events.add(event);
    }

    @Override
    public void close() {
        network.close();
    }
}
