package org.p2pltr.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.Eventually;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.Signature;
import org.p2pltr.wire.Frame;
import org.p2pltr.wire.MalformedMessageException;
import org.p2pltr.wire.NoteCodec.Note;
import org.p2pltr.wire.TransportCodec;
import org.p2pltr.wire.TransportMessage;
import org.p2pltr.wire.TransportMessage.Proof;
import org.p2pltr.wire.TransportMessage.Refusal;

/** What comes to a peer's port from those who are no good peers; Ann and Bob must not notice. */
class HostileTest {
    private static final ConnectionLimits SHORT =
            new ConnectionLimits(
                    Duration.ofMillis(500),
                    Duration.ofMillis(300),
                    Duration.ofMinutes(2),
                    1 << 20,
                    Duration.ofSeconds(30),
                    20,
                    100,
                    Duration.ofMillis(10),
                    Duration.ofMillis(100));

    private TestPeer ann;
    private TestPeer bob;

    HostileTest() throws ListenException {
        ann = TestPeer.start(ListenSettings.anyPort(), TestPeer.member(1, 1), SHORT);
        bob = TestPeer.start(2);
    }

    @BeforeEach
    void talk() {
        ann.know(bob);
        ann.send(bob, "before");
        bob.awaitMessage(ann, "before");
    }

    @AfterEach
    void annAndBobStillTalkAndEnd() {
        try {
            TestPeer.untilItComes(bob, ann, "after");
            TestPeer.untilItComes(ann, bob, "after");
        } finally {
            ann.close();
            bob.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomBytesAreRefused(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            byte[] bytes = new byte[random.nextInt(1, 3000)];
            random.nextBytes(bytes);
            // Lengths that may be true make the bytes behind them look like a frame.
            if (random.nextBoolean()) bytes[0] = bytes[Math.min(1, bytes.length - 1)] = 0;
            try (Raw raw = new Raw(ann)) {
                raw.write(bytes);
                raw.awaitEnd();
            }
        }
        assertThat(complaints()).isEqualTo(1);
        assertThat(ann.came).isEmpty();
    }

    @Test
    void aHugeLengthEndsTheConnectionAtOnce() throws IOException {
        for (int length : new int[] {Frame.MAX_HELLO_LENGTH + 1, Integer.MAX_VALUE, -1, 0, 1}) {
            try (Raw raw = new Raw(ann)) {
                raw.write(
                        new byte[] {
                            (byte) (length >> 24),
                            (byte) (length >> 16),
                            (byte) (length >> 8),
                            (byte) length
                        });
                assertThat(raw.refusal()).isEqualTo(Refusal.Reason.BAD_HELLO);
                raw.awaitEnd();
            }
        }
    }

    @Test
    void halfAHelloThatNeverEndsIsClosedInTime() throws IOException {
        Frame hello = TransportCodec.encode(TestPeer.member(9, 1).hello("127.0.0.1", 1, false));
        List<Raw> slow = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Raw raw = new Raw(ann);
            raw.write(hello, hello.length() / 2);
            slow.add(raw);
        }
        for (Raw raw : slow) {
            raw.awaitEnd();
            raw.close();
        }
    }

    @Test
    void nobodySpeaksUnderANameWithoutItsKey() throws Exception {
        try (Raw raw = new Raw(ann)) {
            // Bob's hello, with Mallory's signature.
            Frame hello = TransportCodec.encode(TestPeer.member(2, 9).hello("127.0.0.1", 1, false));
            raw.write(hello, hello.bytesOnTheWire());
            Bytes annsHello = raw.frame().body();
            Signature forged = TestPeer.signer(66).sign(Proof.statement(hello.body(), annsHello));
            raw.say(new Proof(forged));
            raw.message("I am Bob");
            // Ann's own proof comes first.
            raw.frame();
            assertThat(raw.refusal()).isEqualTo(Refusal.Reason.BAD_PROOF);
            raw.awaitEnd();
        }
        assertThat(ann.came).isEmpty();
    }

    @Test
    void aProofHeardOnAnotherConnectionIsWorthNothing() throws Exception {
        Frame hello = TransportCodec.encode(TestPeer.member(9, 1).hello("127.0.0.1", 1, false));
        Signature heard;
        try (Raw raw = new Raw(ann)) {
            raw.write(hello, hello.bytesOnTheWire());
            heard = TestPeer.signer(9).sign(Proof.statement(hello.body(), raw.frame().body()));
        }
        try (Raw raw = new Raw(ann)) {
            raw.write(hello, hello.bytesOnTheWire());
            raw.frame();
            raw.say(new Proof(heard));
            raw.frame();
            assertThat(raw.refusal()).isEqualTo(Refusal.Reason.BAD_PROOF);
        }
    }

    @Test
    void malformedMessagesOfAMemberAreDroppedOneByOneAndReportedOnce() throws Exception {
        try (Raw raw = new Raw(ann)) {
            PeerId who = raw.shakeHands(9);
            for (int i = 0; i < 50; i++) {
                raw.frame(new Frame(7, Bytes.hex("ff")));
                raw.frame(new Frame(77, Bytes.utf8("no such number")));
                raw.frame(new Frame(Frame.TRANSPORT, Bytes.utf8("no such thing")));
            }
            raw.message("a good one");
            Eventually.until(
                    "the good one came",
                    () -> ann.came.contains(new TestPeer.Came(who, Note.of("a good one"))));
            assertThat(ann.network.counts().malformed()).isEqualTo(150);
            assertThat(complaints()).isEqualTo(1);
        }
    }

    @Test
    void aMemberWithABrokenLengthLosesItsConnection() throws Exception {
        try (Raw raw = new Raw(ann)) {
            raw.shakeHands(9);
            raw.write(new byte[] {0x7f, 0, 0, 0});
            raw.awaitEnd();
        }
    }

    @Test
    void aMemberThatFallsSilentLosesItsConnection() throws Exception {
        try (Raw raw = new Raw(ann)) {
            raw.shakeHands(9);
            assertThat(TransportCodec.decode(raw.frame())).isEqualTo(new TransportMessage.Ping());
            raw.say(new TransportMessage.Pong());
            assertThat(TransportCodec.decode(raw.frame())).isEqualTo(new TransportMessage.Ping());
            raw.awaitEnd();
        }
    }

    @Test
    void tooManyConnectionsOfOneAddressAreClosed() throws IOException {
        List<Raw> many = new ArrayList<>();
        try {
            for (int i = 0; i < SHORT.perAddress() + 10; i++) many.add(new Raw(ann));
            // Without waiting for any time limit the last is closed already.
            many.getLast().awaitEnd();
            Eventually.until(
                    "it was reported",
                    () -> ann.events.stream().anyMatch(e -> e.toString().contains("too many")));
        } finally {
            for (Raw raw : many) raw.close();
        }
    }

    private long complaints() {
        return ann.events.stream().filter(NetworkEvent.Complaint.class::isInstance).count();
    }

    /** A connection that sends what it likes. */
    private static final class Raw implements AutoCloseable {
        private final Socket socket;
        private final OutputStream out;
        private final DataInputStream in;

        @SuppressWarnings("AddressSelection") // The address is a number.
        Raw(TestPeer to) throws IOException {
            socket = new Socket(InetAddress.getByName(to.address().host()), to.address().port());
            socket.setSoTimeout(60_000);
            out = socket.getOutputStream();
            in = new DataInputStream(socket.getInputStream());
        }

        void write(byte[] bytes) {
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException closedAlready) {
                // The peer may have closed before all was written: what counts is what it then is.
                assertThat(closedAlready).isNotInstanceOf(EOFException.class);
            }
        }

        /** The first bytes of a frame. */
        void write(Frame frame, int bytes) {
            byte[] all = new byte[frame.bytesOnTheWire()];
            int length = frame.length();
            all[0] = (byte) (length >> 24);
            all[1] = (byte) (length >> 16);
            all[2] = (byte) (length >> 8);
            all[3] = (byte) length;
            all[4] = (byte) (frame.number() >> 8);
            all[5] = (byte) frame.number();
            System.arraycopy(frame.body().toArray(), 0, all, 6, frame.body().length());
            write(java.util.Arrays.copyOf(all, bytes));
        }

        void frame(Frame frame) {
            write(frame, frame.bytesOnTheWire());
        }

        void say(TransportMessage message) {
            frame(TransportCodec.encode(message));
        }

        void message(String text) {
            frame(new Frame(7, Bytes.utf8(text)));
        }

        Frame frame() throws IOException {
            int length = in.readInt();
            int number = in.readUnsignedShort();
            return new Frame(number, Bytes.of(in.readNBytes(length - Frame.NUMBER_BYTES)));
        }

        /** Says hello and proof as a good peer of this number. */
        PeerId shakeHands(int number) throws IOException, MalformedMessageException {
            Introduction self = TestPeer.member(number, 1);
            Frame hello = TransportCodec.encode(self.hello("127.0.0.1", 1, false));
            frame(hello);
            Bytes theirs = frame().body();
            assertThat(TransportCodec.decode(frame())).isInstanceOf(Proof.class);
            say(new Proof(self.signer().sign(Proof.statement(hello.body(), theirs))));
            return self.self();
        }

        Refusal.Reason refusal() throws IOException {
            try {
                return TransportCodec.decode(frame()) instanceof Refusal refusal
                        ? refusal.reason()
                        : Refusal.Reason.OTHER;
            } catch (MalformedMessageException e) {
                throw new AssertionError(e);
            }
        }

        /** Reads until the peer closes; fails if it does not. */
        void awaitEnd() {
            try {
                while (in.read() >= 0) {
                    // What it says before it closes does not matter here.
                }
            } catch (java.net.SocketTimeoutException e) {
                throw new AssertionError("the connection was not closed", e);
            } catch (IOException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
