package org.p2pltr.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import org.p2pltr.env.Network;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.Frame;
import org.p2pltr.wire.MalformedMessageException;
import org.p2pltr.wire.TransportCodec;
import org.p2pltr.wire.TransportMessage;

/** A connection after its hellos: messages come in, silence is noticed. */
// A write or close that fails shows as a closed connection.
@SuppressWarnings("FutureReturnValueIgnored")
final class Conversation extends SimpleChannelInboundHandler<Object> {
    private final Connection connection;
    private final Codecs codecs;
    private final Network.Listener listener;
    private final Trouble trouble;
    private final long unusedNanos;
    private long lastUse = System.nanoTime();
    private boolean asked;

    /** Whoever hears of what goes wrong; called on the network's thread. */
    interface Trouble {
        /** A frame was no message and was dropped. */
        void malformed(Connection connection);

        /** The connection must end, and why. */
        void broken(Connection connection, String why);

        /** The other end refuses this peer after all. */
        void refused(io.netty.channel.Channel channel, TransportMessage.Refusal refusal);
    }

    Conversation(
            Connection connection,
            Codecs codecs,
            Network.Listener listener,
            Trouble trouble,
            long unusedNanos) {
        this.connection = connection;
        this.codecs = codecs;
        this.listener = listener;
        this.trouble = trouble;
        this.unusedNanos = unusedNanos;
    }

    /** A message leaves on this connection. */
    void used() {
        lastUse = System.nanoTime();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object incoming) {
        asked = false;
        switch (incoming) {
            case Frame frame -> take(context, frame);
            case FrameDecoder.BrokenLength(long length, int max) -> {
                trouble.broken(
                        connection,
                        "a frame of " + length + " bytes, at most " + max + " are allowed");
                context.close();
            }
            default -> throw new IllegalStateException("unexpected " + incoming);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof IdleStateEvent)) return;
        if (asked) {
            trouble.broken(connection, "no sign of life");
            context.close();
            return;
        }
        asked = true;
        if (!closeIfUnused(context)) say(context, new TransportMessage.Ping());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        trouble.broken(connection, "connection lost: " + cause.getMessage());
        context.close();
    }

    private void take(ChannelHandlerContext context, Frame frame) {
        try {
            if (frame.number() == Frame.TRANSPORT) {
                take(context, TransportCodec.decode(frame));
            } else {
                used();
                listener.received(connection.peer(), codecs.decode(frame), frame.bytesOnTheWire());
            }
        } catch (MalformedMessageException e) {
            trouble.malformed(connection);
        }
    }

    private void take(ChannelHandlerContext context, TransportMessage message)
            throws MalformedMessageException {
        switch (message) {
            case TransportMessage.Ping() -> {
                if (!closeIfUnused(context)) say(context, new TransportMessage.Pong());
            }
            case TransportMessage.Pong() -> {}
            case TransportMessage.Refusal refusal -> {
                trouble.refused(context.channel(), refusal);
                context.close();
            }
            case TransportMessage.Hello _, TransportMessage.Proof _ ->
                    throw new MalformedMessageException("the hellos are over");
        }
    }

    /** The end that dialled looks after that, so that not both make a decision. */
    private boolean closeIfUnused(ChannelHandlerContext context) {
        boolean unused = connection.dialled() && System.nanoTime() - lastUse > unusedNanos;
        if (unused) context.close();
        return unused;
    }

    private static void say(ChannelHandlerContext context, TransportMessage message) {
        context.writeAndFlush(TransportCodec.encode(message));
    }
}
