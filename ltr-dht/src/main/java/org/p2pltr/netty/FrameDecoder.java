package org.p2pltr.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.p2pltr.id.Bytes;
import org.p2pltr.wire.Frame;

/**
 * Cuts the bytes of a connection into frames. A length that no frame has ends it, as nothing after
 * it can be understood. Memory grows with what came, never with what was announced.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    private final Counters counters;
    private int maxLength = Frame.MAX_HELLO_LENGTH;
    private boolean broken;

    /** Told to the handlers behind, once: the connection cannot be read any further. */
    record BrokenLength(long length, int maxLength) {}

    FrameDecoder(Counters counters) {
        this.counters = counters;
    }

    /** Both ends have proven who they are: from the next frame on the large limit holds. */
    void trust() {
        maxLength = Frame.MAX_LENGTH;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < Frame.LENGTH_BYTES) return;
        long length = in.getUnsignedInt(in.readerIndex());
        if (length < Frame.NUMBER_BYTES || length > maxLength) {
            broken = true;
            in.skipBytes(in.readableBytes());
            out.add(new BrokenLength(length, maxLength));
            return;
        }
        if (in.readableBytes() < Frame.LENGTH_BYTES + length) return;
        in.skipBytes(Frame.LENGTH_BYTES);
        int number = in.readUnsignedShort();
        byte[] body = new byte[(int) length - Frame.NUMBER_BYTES];
        in.readBytes(body);
        Frame frame = new Frame(number, Bytes.of(body));
        counters.framesIn.increment();
        counters.bytesIn.add(frame.bytesOnTheWire());
        out.add(frame);
    }
}
