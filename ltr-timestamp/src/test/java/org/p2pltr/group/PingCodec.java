package org.p2pltr.group;

import org.p2pltr.env.Message;
import org.p2pltr.id.Bytes;
import org.p2pltr.wire.MessageCodec;

/** The bytes of {@link FakeRing}'s only message. */
final class PingCodec implements MessageCodec {
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
        return message instanceof FakeRing.Ping;
    }

    @Override
    public int numberOf(Message message) {
        return 1;
    }

    @Override
    public Bytes encode(Message message) {
        return Bytes.EMPTY;
    }

    @Override
    public Message decode(int number, Bytes bytes) {
        return new FakeRing.Ping();
    }
}
