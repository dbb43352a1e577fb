package org.p2pltr.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.wire.Frame;
import org.p2pltr.wire.MalformedMessageException;
import org.p2pltr.wire.Membership;
import org.p2pltr.wire.TransportCodec;
import org.p2pltr.wire.TransportMessage;
import org.p2pltr.wire.TransportMessage.Hello;
import org.p2pltr.wire.TransportMessage.Proof;
import org.p2pltr.wire.TransportMessage.Refusal;

/**
 * The beginning of a connection: hello of the dialler, hello and proof of the other end, proof of
 * the dialler. Both sign both hellos, each with a fresh nonce, so no one speaks under another's
 * name, nor with what it heard on another connection.
 */
// A write or close that fails shows as a closed connection.
@SuppressWarnings("FutureReturnValueIgnored")
final class Handshake extends SimpleChannelInboundHandler<Object> {
    private final Owner owner;
    private final boolean dialled;
    private final long limitMillis;
    private Bytes ownHello = Bytes.EMPTY;
    private Bytes othersHello = Bytes.EMPTY;
    private @Nullable Hello other;
    private boolean over;

    /** Whoever makes connections with this handshake; called on the network's thread. */
    interface Owner {
        /** How this peer introduces itself. */
        Introduction introduction();

        /** Our hello for a connection. */
        Hello hello(boolean toNewcomer);

        /** Why a hello is refused, if it is. */
        Optional<Refusal> judge(PeerId peer, Hello hello);

        /** Both have proven who they are. The handshake has left the pipeline. */
        void met(Connection connection);

        /** The connection ends before both have proven who they are. */
        void failed(Channel channel, boolean dialled, String why);

        /** The other end refuses this peer. */
        void refused(Channel channel, Refusal refusal);
    }

    Handshake(Owner owner, boolean dialled, long limitMillis) {
        this.owner = owner;
        this.dialled = dialled;
        this.limitMillis = limitMillis;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.executor().schedule(() -> tooLate(context), limitMillis, TimeUnit.MILLISECONDS);
        if (dialled) say(context, false);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(context, "closed before the hellos were done");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(context, "closed before the hellos were done: " + cause);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object incoming) {
        if (over) return;
        try {
            switch (incoming) {
                case Frame frame -> take(context, frame, TransportCodec.decode(frame));
                case FrameDecoder.BrokenLength(long length, int max) ->
                        refuse(
                                context,
                                Refusal.Reason.BAD_HELLO,
                                "a frame of " + length + " bytes, at most " + max + " are allowed");
                default -> throw new IllegalStateException("unexpected " + incoming);
            }
        } catch (TransportCodec.OtherVersionException e) {
            refuse(context, Refusal.Reason.OTHER_VERSION, String.valueOf(e.getMessage()));
        } catch (MalformedMessageException e) {
            // The words may quote what came, so they stay here.
            refuse(context, Refusal.Reason.BAD_HELLO, "that is no hello");
        }
    }

    private void take(ChannelHandlerContext context, Frame frame, TransportMessage message) {
        switch (message) {
            case Hello hello when other == null -> heard(context, frame.body(), hello);
            case Proof proof when other != null -> check(context, proof, other);
            case Refusal refusal -> {
                over = true;
                owner.refused(context.channel(), refusal);
                context.close();
            }
            case Hello _, Proof _, TransportMessage.Ping _, TransportMessage.Pong _ ->
                    refuse(context, Refusal.Reason.BAD_HELLO, "that is not how peers begin");
        }
    }

    private void heard(ChannelHandlerContext context, Bytes body, Hello hello) {
        PeerId peer = hello.identity().id();
        if (peer.equals(owner.introduction().self())) {
            refuse(context, Refusal.Reason.SELF, "this is the same peer");
            return;
        }
        Optional<Refusal> refusal = owner.judge(peer, hello);
        if (refusal.isPresent()) {
            refuse(context, refusal.get());
            return;
        }
        other = hello;
        othersHello = body;
        if (!dialled) say(context, hello.membership() instanceof Membership.Newcomer);
        write(
                context,
                new Proof(
                        owner.introduction()
                                .signer()
                                .sign(Proof.statement(ownHello, othersHello))));
    }

    private void check(ChannelHandlerContext context, Proof proof, Hello hello) {
        Introduction self = owner.introduction();
        if (!proof.proves(hello.identity().key(), othersHello, ownHello, self.verifier())) {
            refuse(
                    context,
                    Refusal.Reason.BAD_PROOF,
                    "the signature is not of the key of the hello");
            return;
        }
        if (hello.start().seal().length() > 0
                && !hello.start().isSealedBy(hello.identity(), self.verifier())) {
            refuse(
                    context,
                    Refusal.Reason.BAD_PROOF,
                    "the start is not signed by the key of the hello");
            return;
        }
        over = true;
        String host =
                context.channel().remoteAddress() instanceof InetSocketAddress address
                        ? address.getAddress().getHostAddress()
                        : "unknown";
        PeerContact contact = new PeerContact(hello.identity().id(), hello.addressSeenAt(host));
        context.pipeline().remove(this);
        owner.met(new Connection(context.channel(), dialled, contact, hello));
    }

    private void say(ChannelHandlerContext context, boolean toNewcomer) {
        Frame frame = TransportCodec.encode(owner.hello(toNewcomer));
        ownHello = frame.body();
        context.writeAndFlush(frame);
    }

    private static void write(ChannelHandlerContext context, TransportMessage message) {
        context.writeAndFlush(TransportCodec.encode(message));
    }

    private void refuse(ChannelHandlerContext context, Refusal.Reason reason, String text) {
        refuse(context, new Refusal(reason, text));
    }

    private void refuse(ChannelHandlerContext context, Refusal refusal) {
        over = true;
        owner.failed(context.channel(), dialled, refusal.text());
        context.writeAndFlush(TransportCodec.encode(refusal))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void tooLate(ChannelHandlerContext context) {
        if (context.isRemoved()) return;
        end(context, "no hello in time");
        // Also when it was refused, but does not read why.
        context.close();
    }

    private void end(ChannelHandlerContext context, String why) {
        if (over) return;
        over = true;
        owner.failed(context.channel(), dialled, why);
        context.close();
    }
}
