package org.p2pltr.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import org.p2pltr.wire.Frame;

/** Writes frames as bytes. */
final class FrameEncoder extends MessageToByteEncoder<Frame> {
    private final Counters counters;

    FrameEncoder(Counters counters) {
        super(Frame.class);
        this.counters = counters;
    }

    @Override
    protected ByteBuf allocateBuffer(
            ChannelHandlerContext context, Frame frame, boolean preferDirect) {
        return context.alloc().ioBuffer(frame.bytesOnTheWire());
    }

    @Override
    protected void encode(ChannelHandlerContext context, Frame frame, ByteBuf out) {
        out.writeInt(frame.length());
        out.writeShort(frame.number());
        out.writeBytes(frame.body().toArray());
        counters.sent(frame);
    }
}
