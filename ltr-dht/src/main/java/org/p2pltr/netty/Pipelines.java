package org.p2pltr.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.p2pltr.id.PeerAddress;

/** How connections of either direction are set up. */
// A write or close that fails shows as a closed connection.
@SuppressWarnings("FutureReturnValueIgnored")
final class Pipelines implements Links.Dialler {
    private static final AttributeKey<Link> LINK = AttributeKey.valueOf("p2pltr-link");

    private final EventLoopGroup group;
    private final ConnectionLimits limits;
    private final Counters counters;

    Pipelines(EventLoopGroup group, ConnectionLimits limits, Counters counters) {
        this.group = group;
        this.limits = limits;
        this.counters = counters;
    }

    /** One thread for everything: the state of the network needs no lock. */
    static EventLoopGroup oneThread(String name) {
        return new MultiThreadIoEventLoopGroup(
                1, Thread.ofPlatform().daemon().name(name).factory(), NioIoHandler.newFactory());
    }

    static String remoteHost(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "unknown";
    }

    WriteBufferWaterMark waterMark() {
        return new WriteBufferWaterMark(limits.queueBytes() / 4 * 3, limits.queueBytes());
    }

    void prepare(Channel channel, Handshake.Owner owner, boolean dialled) {
        channel.pipeline()
                .addLast(
                        new FrameDecoder(counters),
                        new FrameEncoder(counters),
                        new Handshake(owner, dialled, limits.handshake().toMillis()));
    }

    @Override
    public Optional<Link> linkOf(Channel channel) {
        return Optional.ofNullable(channel.attr(LINK).get());
    }

    @Override
    public void dial(Link link, Handshake.Owner owner, Consumer<String> failed) {
        connect(
                link.address(),
                channel -> {
                    channel.attr(LINK).set(link);
                    prepare(channel, owner, true);
                },
                failed);
    }

    /** Connects; {@code failed} is told on the network's thread why no connection came of it. */
    void connect(PeerAddress to, Consumer<Channel> prepare, Consumer<String> failed) {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(group)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) limits.handshake().toMillis())
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        prepare.accept(channel);
                                    }
                                });
        // Looking up a name may take seconds, so the network's thread does not do it.
        Thread.ofPlatform().daemon().name("peer-lookup").start(() -> lookUp(to, bootstrap, failed));
    }

    private void lookUp(PeerAddress to, Bootstrap bootstrap, Consumer<String> failed) {
        Runnable next;
        try {
            InetAddress host = InetAddress.getByName(to.host());
            next = () -> connect(bootstrap, new InetSocketAddress(host, to.port()), failed);
        } catch (UnknownHostException e) {
            next = () -> failed.accept("no such host");
        }
        try {
            group.execute(next);
        } catch (RejectedExecutionException e) {
            // The network was closed meanwhile: its thread, and whoever waited, are gone.
            return;
        }
    }

    private static void connect(
            Bootstrap bootstrap, InetSocketAddress to, Consumer<String> failed) {
        bootstrap
                .connect(to)
                .addListener(future -> {
                    Throwable cause = future.cause();
                    if (cause != null) failed.accept("cannot connect: " + reason(cause));
                });
    }

    /** Netty appends the address, which is said already. */
    private static String reason(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        int colon = text.indexOf(": ");
        return colon > 0 ? text.substring(0, colon) : text;
    }
}
