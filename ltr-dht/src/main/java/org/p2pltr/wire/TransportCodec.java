package org.p2pltr.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerIdentity;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.Signature;
import org.p2pltr.id.StoreId;
import org.p2pltr.start.Start;
import org.p2pltr.wire.TransportMessage.Hello;
import org.p2pltr.wire.TransportMessage.Ping;
import org.p2pltr.wire.TransportMessage.Pong;
import org.p2pltr.wire.TransportMessage.Proof;
import org.p2pltr.wire.TransportMessage.Refusal;
import org.p2pltr.wire.proto.TransportProto;

/** The transport's own messages as frames of number 0, and back. From any thread. */
public final class TransportCodec {
    private TransportCodec() {}

    /** A hello of a protocol version that this program does not speak. */
    public static final class OtherVersionException extends MalformedMessageException {
        private static final long serialVersionUID = 1L;

        OtherVersionException(int version) {
            super(
                    "it speaks protocol version "
                            + Integer.toUnsignedString(version)
                            + ", this peer version "
                            + Hello.VERSION);
        }
    }

    /** The frame of a message. */
    public static Frame encode(TransportMessage message) {
        TransportProto.TransportMessage.Builder frame =
                TransportProto.TransportMessage.newBuilder();
        switch (message) {
            case Hello hello -> frame.setHello(toProto(hello));
            case Proof(Signature signature) ->
                    frame.setProof(
                            TransportProto.ProofMessage.newBuilder()
                                    .setSignature(bytes(signature.value())));
            case Refusal refusal -> frame.setRefusal(toProto(refusal));
            case Ping() -> frame.setPing(TransportProto.PingMessage.getDefaultInstance());
            case Pong() -> frame.setPong(TransportProto.PongMessage.getDefaultInstance());
        }
        return new Frame(Frame.TRANSPORT, Bytes.of(frame.build().toByteArray()));
    }

    /**
     * The message of a frame. Throws {@link MalformedMessageException}, and nothing else, for
     * whatever is not exactly such a message.
     */
    public static TransportMessage decode(Frame frame) throws MalformedMessageException {
        if (frame.number() != Frame.TRANSPORT)
            throw new MalformedMessageException("a message came before the hellos were done");
        try {
            TransportProto.TransportMessage message =
                    TransportProto.TransportMessage.parseFrom(frame.body().toArray());
            return switch (message.getKindCase()) {
                case HELLO -> hello(message.getHello());
                case PROOF -> new Proof(new Signature(bytes(message.getProof().getSignature())));
                case REFUSAL -> refusal(message.getRefusal());
                case PING -> new Ping();
                case PONG -> new Pong();
                case KIND_NOT_SET ->
                        throw new MalformedMessageException("not a frame of the transport");
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedMessageException(
                    "not a frame of the transport: " + e.getMessage(), e);
        }
    }

    private static TransportProto.HelloMessage toProto(Hello hello) {
        return TransportProto.HelloMessage.newBuilder()
                .setMagic(bytes(Hello.MAGIC))
                .setVersion(Hello.VERSION)
                .setNetwork(
                        switch (hello.membership()) {
                            case Membership.Newcomer() -> ByteString.EMPTY;
                            case Membership.MemberOf(NetworkId network) -> bytes(network.value());
                        })
                .setPublicKey(bytes(hello.identity().key().value()))
                .setStore(bytes(hello.identity().store().value()))
                .setStart(hello.start().number())
                .setRun(bytes(hello.start().run()))
                .setSeal(bytes(hello.start().seal()))
                .setHost(hello.host())
                .setPort(hello.port())
                .setName(hello.name())
                .setNonce(bytes(hello.nonce()))
                .setGenesis(bytes(hello.genesis()))
                .build();
    }

    private static Hello hello(TransportProto.HelloMessage hello) throws MalformedMessageException {
        if (!bytes(hello.getMagic()).equals(Hello.MAGIC))
            throw new MalformedMessageException("it is not a peer of this kind of network");
        // Before the other fields: another version may well say them in another way.
        if (hello.getVersion() != Hello.VERSION)
            throw new OtherVersionException(hello.getVersion());
        return new Hello(
                hello.getNetwork().isEmpty()
                        ? new Membership.Newcomer()
                        : new Membership.MemberOf(new NetworkId(bytes(hello.getNetwork()))),
                new PeerIdentity(
                        new PublicKey(bytes(hello.getPublicKey())),
                        new StoreId(bytes(hello.getStore()))),
                new Start(hello.getStart(), bytes(hello.getRun()), bytes(hello.getSeal())),
                hello.getHost(),
                hello.getPort(),
                hello.getName(),
                bytes(hello.getNonce()),
                bytes(hello.getGenesis()));
    }

    private static TransportProto.RefusalMessage toProto(Refusal refusal) {
        TransportProto.RefusalMessage.Builder message =
                TransportProto.RefusalMessage.newBuilder()
                        .setReason(refusal.reason().number())
                        .setText(refusal.text());
        return switch (refusal.evidence()) {
            case Refusal.Evidence.None() -> message.build();
            case Refusal.Evidence.Seen(Start start) ->
                    message.setSeen(
                                    TransportProto.StartMessage.newBuilder()
                                            .setStart(start.number())
                                            .setRun(bytes(start.run()))
                                            .setSeal(bytes(start.seal())))
                            .build();
        };
    }

    private static Refusal refusal(TransportProto.RefusalMessage refusal) {
        Refusal.Evidence evidence = new Refusal.Evidence.None();
        if (refusal.hasSeen()) {
            TransportProto.StartMessage seen = refusal.getSeen();
            evidence =
                    new Refusal.Evidence.Seen(
                            new Start(
                                    seen.getStart(), bytes(seen.getRun()), bytes(seen.getSeal())));
        }
        return new Refusal(Refusal.Reason.of(refusal.getReason()), refusal.getText(), evidence);
    }

    private static ByteString bytes(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }

    private static Bytes bytes(ByteString bytes) {
        return Bytes.of(bytes.toByteArray());
    }
}
