package org.p2pltr.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.env.Message;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.ring.Introduction;
import org.p2pltr.ring.RingMessage;
import org.p2pltr.wire.proto.RingProto;

/** The ring's messages as bytes: numbers 1 to 19, of which 1 to 6 are used ({@code ring.proto}). */
public final class RingCodec implements MessageCodec {
    private static final int JOIN = 1;
    private static final int PING = 2;
    private static final int PONG = 3;
    private static final int MEMBERS = 4;
    private static final int LEAVING = 5;
    private static final int FAREWELL = 6;

    @Override
    public int firstNumber() {
        return 1;
    }

    @Override
    public int lastNumber() {
        return 19;
    }

    @Override
    public boolean writes(Message message) {
        return message instanceof RingMessage;
    }

    @Override
    public int numberOf(Message message) {
        return switch (ours(message)) {
            case RingMessage.Join _ -> JOIN;
            case RingMessage.Ping _ -> PING;
            case RingMessage.Pong _ -> PONG;
            case RingMessage.Members _ -> MEMBERS;
            case RingMessage.Leaving _ -> LEAVING;
            case RingMessage.Farewell _ -> FAREWELL;
        };
    }

    @Override
    public Bytes encode(Message message) {
        return Bytes.of(written(ours(message)).toByteArray());
    }

    private static RingMessage ours(Message message) {
        if (message instanceof RingMessage ring) return ring;
        throw new IllegalArgumentException(message.getClass().getName() + " is not of the ring");
    }

    private static MessageLite written(RingMessage message) {
        RingProto.Introduction sender = written(message.sender());
        return switch (message) {
            case RingMessage.Join(var _, long number) ->
                    RingProto.Join.newBuilder().setSender(sender).setNumber(number).build();
            case RingMessage.Ping(var _, long number, long digest) ->
                    RingProto.Ping.newBuilder()
                            .setSender(sender)
                            .setNumber(number)
                            .setDigest(digest)
                            .build();
            case RingMessage.Pong(var _, long number) ->
                    RingProto.Pong.newBuilder().setSender(sender).setNumber(number).build();
            case RingMessage.Members(var _, long number, var members) ->
                    RingProto.Members.newBuilder()
                            .setSender(sender)
                            .setNumber(number)
                            .addAllMembers(members.stream().map(RingCodec::written).toList())
                            .build();
            case RingMessage.Leaving _ -> RingProto.Leaving.newBuilder().setSender(sender).build();
            case RingMessage.Farewell(var _, long incarnation) ->
                    RingProto.Farewell.newBuilder()
                            .setSender(sender)
                            .setIncarnation(incarnation)
                            .build();
        };
    }

    private static RingProto.Introduction written(Introduction peer) {
        return RingProto.Introduction.newBuilder()
                .setId(ByteString.copyFrom(peer.id().value().value().toArray()))
                .setHost(peer.contact().address().host())
                .setPort(peer.contact().address().port())
                .setName(peer.name())
                .setIncarnation(peer.incarnation())
                .build();
    }

    @Override
    public RingMessage decode(int number, Bytes bytes) throws MalformedMessageException {
        try {
            return read(number, bytes.toArray());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedMessageException(
                    "ring message " + number + ": " + e.getMessage(), e);
        }
    }

    private static RingMessage read(int number, byte[] bytes)
            throws InvalidProtocolBufferException, MalformedMessageException {
        return switch (number) {
            case JOIN -> {
                RingProto.Join join = RingProto.Join.parseFrom(bytes);
                yield new RingMessage.Join(read(join.getSender()), join.getNumber());
            }
            case PING -> {
                RingProto.Ping ping = RingProto.Ping.parseFrom(bytes);
                yield new RingMessage.Ping(
                        read(ping.getSender()), ping.getNumber(), ping.getDigest());
            }
            case PONG -> {
                RingProto.Pong pong = RingProto.Pong.parseFrom(bytes);
                yield new RingMessage.Pong(read(pong.getSender()), pong.getNumber());
            }
            case MEMBERS -> members(RingProto.Members.parseFrom(bytes));
            case LEAVING ->
                    new RingMessage.Leaving(read(RingProto.Leaving.parseFrom(bytes).getSender()));
            case FAREWELL -> {
                RingProto.Farewell farewell = RingProto.Farewell.parseFrom(bytes);
                yield new RingMessage.Farewell(
                        read(farewell.getSender()), farewell.getIncarnation());
            }
            default -> throw new MalformedMessageException("no ring message is " + number);
        };
    }

    private static RingMessage members(RingProto.Members page) {
        // Counted before they are made into values: a page from outside is not trusted to be small.
        if (page.getMembersCount() > RingMessage.MAX_PAGE)
            throw new IllegalArgumentException("a page of " + page.getMembersCount() + " members");
        List<Introduction> members = new ArrayList<>();
        for (RingProto.Introduction member : page.getMembersList()) members.add(read(member));
        return new RingMessage.Members(read(page.getSender()), page.getNumber(), members);
    }

    /** A missing introduction is an empty one, and that has no id of 32 bytes. */
    private static Introduction read(RingProto.Introduction peer) {
        PeerId id = new PeerId(new Hash(Bytes.of(peer.getId().toByteArray())));
        PeerAddress address = new PeerAddress(peer.getHost(), peer.getPort());
        return new Introduction(
                new PeerContact(id, address), peer.getName(), peer.getIncarnation());
    }
}
