package org.p2pltr.lab.ring;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.env.Message;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.wire.MalformedMessageException;
import org.p2pltr.wire.MessageCodec;

/**
 * {@link ChordMessage}s as bytes, to count them: as tight as those of the peers' own ring. Numbers
 * 900 to 906, only in the simulator.
 */
final class ChordCodec implements MessageCodec {
    private static final int FIRST = 900;
    private static final int LARGEST = 16 * 1024;

    @Override
    public int firstNumber() {
        return FIRST;
    }

    @Override
    public int lastNumber() {
        return FIRST + 6;
    }

    @Override
    public boolean writes(Message message) {
        return message instanceof ChordMessage;
    }

    @Override
    public int numberOf(Message message) {
        return switch ((ChordMessage) message) {
            case ChordMessage.Check _ -> FIRST;
            case ChordMessage.Alive _ -> FIRST + 1;
            case ChordMessage.Stabilize _ -> FIRST + 2;
            case ChordMessage.Neighbours _ -> FIRST + 3;
            case ChordMessage.Ask _ -> FIRST + 4;
            case ChordMessage.Told _ -> FIRST + 5;
            case ChordMessage.Found _ -> FIRST + 6;
        };
    }

    @Override
    public Bytes encode(Message message) {
        ByteBuffer out = ByteBuffer.allocate(LARGEST);
        ChordMessage ours = (ChordMessage) message;
        out.putLong(ours.number());
        switch (ours) {
            case ChordMessage.Check _, ChordMessage.Alive _ -> {
                // The number is all.
            }
            case ChordMessage.Stabilize(var _, PeerContact sender) -> put(out, sender);
            case ChordMessage.Neighbours(var _, var peers) -> peers.forEach(peer -> put(out, peer));
            case ChordMessage.Ask(var _, var position, boolean past, var silent) -> {
                out.putLong(position.value()).put((byte) (past ? 1 : 0));
                silent.forEach(peer -> out.put(peer.value().value().toArray()));
            }
            case ChordMessage.Told(var _, var to, boolean past) -> {
                out.put((byte) (past ? 1 : 0));
                put(out, to);
            }
            case ChordMessage.Found(var _, var peers) -> peers.forEach(peer -> put(out, peer));
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return Bytes.of(bytes);
    }

    private static void put(ByteBuffer out, PeerContact peer) {
        byte[] host = peer.address().host().getBytes(StandardCharsets.UTF_8);
        out.put(peer.id().value().value().toArray());
        out.putShort((short) peer.address().port()).put((byte) host.length).put(host);
    }

    @Override
    public Message decode(int number, Bytes bytes) throws MalformedMessageException {
        try {
            return read(number - FIRST, ByteBuffer.wrap(bytes.toArray()));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new MalformedMessageException("Chord message " + number, e);
        }
    }

    private static ChordMessage read(int kind, ByteBuffer in) {
        long number = in.getLong();
        return switch (kind) {
            case 0 -> new ChordMessage.Check(number);
            case 1 -> new ChordMessage.Alive(number);
            case 2 -> new ChordMessage.Stabilize(number, contact(in));
            case 3 -> new ChordMessage.Neighbours(number, contacts(in));
            case 4 -> {
                RingPosition position = new RingPosition(in.getLong());
                boolean past = in.get() == 1;
                List<PeerId> silent = new ArrayList<>();
                while (in.hasRemaining()) silent.add(id(in));
                yield new ChordMessage.Ask(number, position, past, silent);
            }
            case 5 -> {
                boolean past = in.get() == 1;
                yield new ChordMessage.Told(number, contact(in), past);
            }
            case 6 -> new ChordMessage.Found(number, contacts(in));
            default -> throw new IllegalArgumentException("there is none");
        };
    }

    private static List<PeerContact> contacts(ByteBuffer in) {
        List<PeerContact> peers = new ArrayList<>();
        while (in.hasRemaining()) peers.add(contact(in));
        return peers;
    }

    private static PeerContact contact(ByteBuffer in) {
        PeerId id = id(in);
        int port = Short.toUnsignedInt(in.getShort());
        byte[] host = new byte[Byte.toUnsignedInt(in.get())];
        in.get(host);
        return new PeerContact(id, new PeerAddress(new String(host, StandardCharsets.UTF_8), port));
    }

    private static PeerId id(ByteBuffer in) {
        byte[] id = new byte[Hash.LENGTH];
        in.get(id);
        return new PeerId(new Hash(Bytes.of(id)));
    }
}
