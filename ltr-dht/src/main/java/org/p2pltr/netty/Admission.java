package org.p2pltr.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.p2pltr.env.Write;
import org.p2pltr.id.PeerId;
import org.p2pltr.start.Acquaintances;
import org.p2pltr.start.Start;
import org.p2pltr.wire.TransportMessage.Refusal;

/**
 * Lets a peer speak, and be spoken to, once its start is remembered on disk and is not one that was
 * seen to be over. Touched by the network's thread only.
 */
// A write or close that fails shows as a closed connection.
@SuppressWarnings("FutureReturnValueIgnored")
final class Admission {
    private static final String WAITING = "waits for the disk";

    private final EventLoop thread;
    private final Acquaintances acquaintances;
    private final Acquaintances.Disk disk;

    Admission(EventLoop thread, Acquaintances acquaintances, Acquaintances.Disk disk) {
        this.thread = thread;
        this.acquaintances = acquaintances;
        this.disk = disk;
    }

    /** The start for which a peer must be refused, if it must. */
    Optional<Start> judge(PeerId peer, Start said) {
        return acquaintances.judge(peer, said);
    }

    /** What a peer is told whose start is ruled out by one that was seen. */
    static Refusal refusal(Start said, Start seen) {
        Refusal.Evidence evidence = new Refusal.Evidence.Seen(seen);
        return said.number() < seen.number()
                ? new Refusal(
                        Refusal.Reason.OLD_START,
                        "this is start "
                                + said.number()
                                + " of a peer already seen at start "
                                + seen.number()
                                + ": its data directory is an old copy",
                        evidence)
                : new Refusal(
                        Refusal.Reason.TWIN,
                        "another process runs as this peer with the same start "
                                + said.number()
                                + ": its data directory was copied",
                        evidence);
    }

    /** Goes on, at once or later, when the start is on disk; what comes meanwhile waits. */
    void remember(Connection connection, Runnable then) {
        PeerId peer = connection.peer();
        Start start = connection.hello().start();
        List<Write> writes = acquaintances.remember(peer, start);
        if (writes.isEmpty()) {
            then.run();
            return;
        }
        Channel channel = connection.channel();
        Waiting waiting = new Waiting();
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(WAITING, waiting);
        disk.commit(
                writes,
                () -> {
                    // After the network's end there is nobody to go on for.
                    if (!thread.isShuttingDown())
                        thread.execute(() -> {
                            acquaintances.isOnDisk(peer, start);
                            then.run();
                            if (channel.pipeline().get(WAITING) != null) waiting.goOn(channel);
                        });
                });
    }

    /** Keeps what was read before reading was stopped. */
    private static final class Waiting extends ChannelInboundHandlerAdapter {
        private final ArrayDeque<Object> came = new ArrayDeque<>();

        @Override
        public void channelRead(ChannelHandlerContext context, Object incoming) {
            came.addLast(incoming);
        }

        void goOn(Channel channel) {
            ChannelHandlerContext context = channel.pipeline().context(this);
            while (!came.isEmpty()) context.fireChannelRead(came.removeFirst());
            channel.pipeline().remove(this);
            channel.config().setAutoRead(true);
        }
    }
}
