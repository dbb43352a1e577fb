package org.p2pltr.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.p2pltr.env.Message;
import org.p2pltr.env.Network;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.start.Acquaintances;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.Membership;

/**
 * The real network of a peer: one listening port, one link per known address, on one thread of its
 * own. Source: architecture.md, rules 6 and 7.
 */
// A write or close that fails shows as a closed connection.
@SuppressWarnings("FutureReturnValueIgnored")
public final class NettyNetwork implements Network {
    private final EventLoopGroup group;
    private final EventLoop thread;
    private final Channel port;
    private final PeerAddress told;
    private final Introduction introduction;
    private final Links.PeerAddressToTell helloAddress;
    private final Codecs codecs;
    private final ConnectionLimits limits;
    private final Pipelines pipelines;
    private final Counters counters;
    private final Gate gate;
    private final Admission admission;

    /** What is to leave with the next flush; touched by the caller's one thread. */
    private List<Outgoing> outbox = new ArrayList<>();

    private sealed interface Outgoing {
        record To(PeerId peer, Message message) implements Outgoing {}

        record At(PeerAddress address, Message message) implements Outgoing {}

        record Known(PeerContact contact) implements Outgoing {}
    }

    /** Lets connections in once the network is open; touched by the network's thread. */
    private static final class Gate extends ChannelInitializer<Channel> {
        private final Pipelines pipelines;
        private final Door door;
        private @Nullable Links links;

        Gate(Pipelines pipelines, Door door) {
            this.pipelines = pipelines;
            this.door = door;
        }

        @Override
        protected void initChannel(Channel channel) {
            Links open = links;
            if (open == null) {
                channel.close();
            } else if (door.letIn(channel)) {
                pipelines.prepare(channel, open, false);
            } else {
                channel.close();
                open.complain(
                        Complaints.Kind.TOO_MANY_CONNECTIONS,
                        Pipelines.remoteHost(channel),
                        "too many connections");
            }
        }
    }

    private NettyNetwork(
            EventLoopGroup group,
            Channel port,
            ListenSettings listen,
            Introduction introduction,
            Codecs codecs,
            ConnectionLimits limits,
            Pipelines pipelines,
            Counters counters,
            Gate gate,
            Admission admission) {
        this.group = group;
        this.thread = port.eventLoop();
        this.port = port;
        this.introduction = introduction;
        this.codecs = codecs;
        this.limits = limits;
        this.pipelines = pipelines;
        this.counters = counters;
        this.gate = gate;
        this.admission = admission;
        int actual = ((InetSocketAddress) port.localAddress()).getPort();
        int toldPort = listen.toldPort() == 0 ? actual : listen.toldPort();
        this.helloAddress = new Links.PeerAddressToTell(listen.toldHost(), toldPort);
        this.told =
                new PeerAddress(
                        listen.toldHost().isEmpty() ? listen.host() : listen.toldHost(), toldPort);
    }

    /**
     * Takes the port; nobody is let in and nothing leaves before {@link #open}. Throws {@link
     * ListenException} if the port cannot be had, and IllegalArgumentException for a newcomer, that
     * has no network yet (see {@link Newcomer}).
     *
     * @param acquaintances from here on the network's
     * @param disk where they are kept
     */
    public static NettyNetwork bind(
            ListenSettings listen,
            Introduction introduction,
            Codecs codecs,
            ConnectionLimits limits,
            Acquaintances acquaintances,
            Acquaintances.Disk disk)
            throws ListenException {
        if (introduction.membership() instanceof Membership.Newcomer)
            throw new IllegalArgumentException("a newcomer has no network to talk with yet");
        EventLoopGroup group = Pipelines.oneThread("peer-network");
        Counters counters = new Counters();
        Pipelines pipelines = new Pipelines(group, limits, counters);
        Gate gate = new Gate(pipelines, new Door(limits));
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(group)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, pipelines.waterMark())
                        .childHandler(gate)
                        .bind(listen.host(), listen.port())
                        .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new ListenException(
                    "cannot listen on "
                            + listen.host()
                            + " port "
                            + listen.port()
                            + ": "
                            + cause.getMessage(),
                    cause);
        }
        return new NettyNetwork(
                group,
                bound.channel(),
                listen,
                introduction,
                codecs,
                limits,
                pipelines,
                counters,
                gate,
                new Admission(bound.channel().eventLoop(), acquaintances, disk));
    }

    /** Lets others in and messages out; once. */
    public void open(Listener listener) {
        Links links =
                new Links(
                        thread,
                        pipelines,
                        introduction,
                        helloAddress,
                        codecs,
                        limits,
                        counters,
                        admission,
                        listener);
        thread.execute(() -> {
            gate.links = links;
            port.config().setAutoRead(true);
        });
    }

    /** The network's one thread, to be shared by a loop: then no message changes threads. */
    public ScheduledExecutorService thread() {
        return thread;
    }

    /** What others are told about where this peer listens; the port is the real one. */
    public PeerAddress address() {
        return told;
    }

    /** What went over the network since the start; from any thread. */
    public TrafficCounts counts() {
        return counters.counts();
    }

    @Override
    public void send(PeerId to, Message message) {
        outbox.add(new Outgoing.To(to, message));
    }

    @Override
    public void call(PeerAddress to, Message message) {
        outbox.add(new Outgoing.At(to, message));
    }

    @Override
    public void know(PeerContact contact) {
        outbox.add(new Outgoing.Known(contact));
    }

    @Override
    public void flush() {
        if (outbox.isEmpty()) return;
        List<Outgoing> leaving = outbox;
        outbox = new ArrayList<>();
        // Also on the network's thread: what goes wrong with a connection is not the loop's fault.
        if (!thread.isShuttingDown()) thread.execute(() -> carry(leaving));
    }

    @Override
    public void close() {
        // The port first and for itself: the group's end alone may leave it open for a while.
        port.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void carry(List<Outgoing> leaving) {
        Links links = gate.links;
        if (links == null) {
            counters.dropped.add(leaving.size());
            return;
        }
        for (Outgoing each : leaving) {
            switch (each) {
                case Outgoing.To(PeerId peer, Message message) -> links.send(peer, message);
                case Outgoing.At(PeerAddress address, Message message) ->
                        links.call(address, message);
                case Outgoing.Known(PeerContact contact) -> links.know(contact);
            }
        }
        links.flush();
    }
}
