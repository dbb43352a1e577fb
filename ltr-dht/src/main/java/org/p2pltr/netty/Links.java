package org.p2pltr.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.p2pltr.env.Message;
import org.p2pltr.env.Network;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.start.Start;
import org.p2pltr.start.StartEvent;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.Frame;
import org.p2pltr.wire.Membership;
import org.p2pltr.wire.TransportCodec;
import org.p2pltr.wire.TransportMessage.Hello;
import org.p2pltr.wire.TransportMessage.Refusal;

/**
 * All connections of a peer and the links that make them. A message takes the newest connection
 * with its receiver, whoever dialled it; if there is none, the receiver's address is dialled.
 * Touched by the network's thread only.
 */
// A write or close that fails shows as a closed connection.
@SuppressWarnings("FutureReturnValueIgnored")
final class Links implements Handshake.Owner, Conversation.Trouble {
    /** Most peers whose address, and most addresses whose link, is remembered. */
    static final int MAX_REMEMBERED = 10_000;

    /** Most connections with one peer; beyond that its oldest is closed. */
    static final int MAX_PER_PEER = 8;

    private final EventLoop thread;
    private final Dialler dialler;
    private final Introduction introduction;
    private final PeerAddressToTell told;
    private final Codecs codecs;
    private final ConnectionLimits limits;
    private final Counters counters;
    private final Network.Listener listener;
    private final Complaints complaints = new Complaints();
    private final Admission admission;
    private final Map<PeerAddress, Link> links = new LinkedHashMap<>();
    private final Map<PeerId, PeerContact> contacts = new LinkedHashMap<>();
    private final Map<PeerId, ArrayDeque<Connection>> connections = new LinkedHashMap<>();
    private final Set<Channel> unflushed = new LinkedHashSet<>();

    /** Makes connections; {@link Handshake.Owner} hears what becomes of them. */
    interface Dialler {
        /** Connects, or says on the network's thread why not. */
        void dial(Link link, Handshake.Owner owner, Consumer<String> failed);

        /** The link that a channel was dialled for. */
        Optional<Link> linkOf(Channel channel);
    }

    /** What this peer's hellos say about its address. */
    record PeerAddressToTell(String host, int port) {}

    Links(
            EventLoop thread,
            Dialler dialler,
            Introduction introduction,
            PeerAddressToTell told,
            Codecs codecs,
            ConnectionLimits limits,
            Counters counters,
            Admission admission,
            Network.Listener listener) {
        this.thread = thread;
        this.dialler = dialler;
        this.introduction = introduction;
        this.told = told;
        this.codecs = codecs;
        this.limits = limits;
        this.counters = counters;
        this.admission = admission;
        this.listener = listener;
    }

    // What the peer wants.

    void send(PeerId to, Message message) {
        Optional<Frame> frame = encode(message);
        if (frame.isEmpty()) return;
        ArrayDeque<Connection> open = connections.get(to);
        if (open != null) {
            write(open.getLast().channel(), frame.get());
            return;
        }
        PeerContact contact = contacts.get(to);
        if (contact == null) {
            counters.dropped.increment();
        } else {
            queue(link(contact.address()), frame.get(), new Link.Receiver.Only(to));
        }
    }

    void call(PeerAddress to, Message message) {
        Optional<Frame> frame = encode(message);
        if (frame.isEmpty()) return;
        Link link = link(to);
        Optional<Connection> open = link.connection();
        if (open.isPresent()) {
            write(open.get().channel(), frame.get());
        } else {
            queue(link, frame.get(), new Link.Receiver.Anyone());
        }
    }

    void know(PeerContact contact) {
        // What a connected peer said about itself goes before what others say.
        if (!connections.containsKey(contact.id())) remember(contact);
    }

    void flush() {
        // A flush that fails closes its channel at once, which takes it from the set.
        List<Channel> now = List.copyOf(unflushed);
        unflushed.clear();
        now.forEach(Channel::flush);
    }

    void complain(Complaints.Kind kind, String about, String what) {
        long times = complaints.due(kind, about, System.nanoTime());
        if (times > 0) listener.happened(new NetworkEvent.Complaint(about, what, times));
    }

    private Optional<Frame> encode(Message message) {
        try {
            Frame frame = codecs.encode(message);
            counters.named(frame.number(), message);
            return Optional.of(frame);
        } catch (IllegalArgumentException e) {
            // The sender's mistake, not the network's: it must be seen, and the peer goes on.
            counters.dropped.increment();
            complain(
                    Complaints.Kind.OWN_MESSAGE,
                    "this peer",
                    "a message cannot be sent: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void write(Channel channel, Frame frame) {
        if (!channel.isWritable()) {
            counters.dropped.increment();
            return;
        }
        channel.write(frame);
        Conversation conversation = channel.pipeline().get(Conversation.class);
        if (conversation != null) conversation.used();
        unflushed.add(channel);
    }

    // Links.

    private Link link(PeerAddress address) {
        Link link = links.remove(address);
        if (link == null) link = new Link(address, limits, System.nanoTime());
        links.put(address, link);
        Iterator<Link> oldest = links.values().iterator();
        while (links.size() > MAX_REMEMBERED && oldest.hasNext()) {
            if (oldest.next().isIdle()) oldest.remove();
        }
        return link;
    }

    private void queue(Link link, Frame frame, Link.Receiver receiver) {
        if (!link.add(frame, receiver, System.nanoTime())) counters.dropped.increment();
        dialIfNeeded(link);
    }

    private void dialIfNeeded(Link link) {
        if (link.state() != Link.State.IDLE || !link.hasWaiting()) return;
        long pause = link.pause(System.nanoTime());
        if (pause == 0) {
            dial(link);
        } else {
            link.pausing();
            thread.schedule(() -> dial(link), pause, TimeUnit.NANOSECONDS);
        }
    }

    private void dial(Link link) {
        link.dialling();
        dialler.dial(link, this, why -> attemptFailed(link, why, false));
    }

    /** No connection came of an attempt. {@code hopeless}: it will not soon be different. */
    private void attemptFailed(Link link, String why, boolean hopeless) {
        if (link.state() != Link.State.DIALLING) return;
        counters.dropped.add(link.failed(System.nanoTime(), hopeless));
        complain(Complaints.Kind.UNREACHABLE, link.address().toString(), why);
        dialIfNeeded(link);
    }

    // What becomes of connections.

    @Override
    public Introduction introduction() {
        return introduction;
    }

    @Override
    public Hello hello(boolean toNewcomer) {
        return introduction.hello(told.host(), told.port(), toNewcomer);
    }

    @Override
    public Optional<Refusal> judge(PeerId peer, Hello hello) {
        return switch (hello.membership()) {
            case Membership.Newcomer() -> Optional.empty();
            case Membership.MemberOf member when member.equals(introduction.membership()) ->
                    judge(peer, hello.start());
            case Membership.MemberOf _ ->
                    Optional.of(
                            new Refusal(
                                    Refusal.Reason.OTHER_NETWORK,
                                    "this peer is of another network"));
        };
    }

    private Optional<Refusal> judge(PeerId peer, Start said) {
        Optional<Start> seen = admission.judge(peer, said);
        // Nothing is proven yet, so that anybody could have it reported again and again.
        if (seen.isPresent()
                && complaints.due(Complaints.Kind.START_REFUSED, peer.toString(), System.nanoTime())
                        > 0) listener.happened(new StartEvent.StartRefused(peer, said, seen.get()));
        return seen.map(start -> Admission.refusal(said, start));
    }

    @Override
    public void met(Connection connection) {
        Channel channel = connection.channel();
        // A newcomer has heard all it may; it comes back as a member.
        if (connection.hello().membership() instanceof Membership.Newcomer) {
            channel.close();
            dialler.linkOf(channel).ifPresent(l -> attemptFailed(l, "not a member", true));
            return;
        }
        if (isRefused(connection)) return;
        channel.pipeline().get(FrameDecoder.class).trust();
        admission.remember(connection, () -> admitted(connection));
    }

    /** Judges again, as another connection may have told more in the meantime. */
    private boolean isRefused(Connection connection) {
        Optional<Refusal> refusal = judge(connection.peer(), connection.hello().start());
        if (refusal.isEmpty()) return false;
        Channel channel = connection.channel();
        channel.writeAndFlush(TransportCodec.encode(refusal.get()));
        channel.close();
        failed(channel, connection.dialled(), refusal.get().text());
        return true;
    }

    private void admitted(Connection connection) {
        if (!connection.channel().isActive()) {
            failed(connection.channel(), connection.dialled(), "closed after the hellos");
            return;
        }
        if (isRefused(connection)) return;
        closeOlderStarts(connection);
        converse(connection);
        open(connection);
    }

    private void converse(Connection connection) {
        Channel channel = connection.channel();
        channel.pipeline()
                .addFirst(
                        new IdleStateHandler(
                                limits.silence().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
        channel.pipeline()
                .addLast(
                        new Conversation(
                                connection, codecs, listener, this, limits.unused().toNanos()));
        channel.closeFuture().addListener(_ -> closed(connection));
    }

    private void open(Connection connection) {
        remember(connection.contact());
        ArrayDeque<Connection> open =
                connections.computeIfAbsent(connection.peer(), _ -> new ArrayDeque<>());
        open.addLast(connection);
        if (open.size() == 1)
            listener.happened(
                    new NetworkEvent.PeerConnected(
                            connection.contact(),
                            connection.hello().name(),
                            connection.hello().start().number()));
        while (open.size() > MAX_PER_PEER) open.removeFirst().channel().close();
        dialler.linkOf(connection.channel())
                .ifPresent(link -> {
                    link.opened(connection);
                    handOver(link, connection);
                    // What waited for another peer here will not find it.
                    counters.dropped.add(link.dropAll());
                });
        Link waiting = links.get(connection.contact().address());
        if (waiting != null) handOver(waiting, connection);
        flush();
    }

    private void handOver(Link link, Connection connection) {
        link.handOver(connection.peer(), frame -> write(connection.channel(), frame));
    }

    private void closeOlderStarts(Connection connection) {
        for (Connection older :
                List.copyOf(connections.getOrDefault(connection.peer(), new ArrayDeque<>()))) {
            if (older.hello().start().isRuledOutBy(connection.hello().start())) {
                closed(older);
                older.channel().close();
            }
        }
    }

    private void closed(Connection connection) {
        unflushed.remove(connection.channel());
        dialler.linkOf(connection.channel())
                .filter(link -> link.connection().filter(connection::equals).isPresent())
                .ifPresent(link -> {
                    link.closed(System.nanoTime());
                    dialIfNeeded(link);
                });
        ArrayDeque<Connection> open = connections.get(connection.peer());
        if (open == null || !open.remove(connection) || !open.isEmpty()) return;
        connections.remove(connection.peer());
        listener.happened(new NetworkEvent.PeerDisconnected(connection.peer()));
    }

    private void remember(PeerContact contact) {
        contacts.remove(contact.id());
        contacts.put(contact.id(), contact);
        Iterator<PeerId> oldest = contacts.keySet().iterator();
        while (contacts.size() > MAX_REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
    }

    // What goes wrong.

    @Override
    public void failed(Channel channel, boolean dialled, String why) {
        Optional<Link> link = dialler.linkOf(channel);
        if (link.isPresent()) {
            attemptFailed(link.get(), why, false);
        } else {
            complain(Complaints.Kind.BAD_HELLO, Pipelines.remoteHost(channel), why);
        }
    }

    @Override
    public void refused(Channel channel, Refusal refusal) {
        String by =
                dialler.linkOf(channel)
                        .map(link -> link.address().toString())
                        .orElse(Pipelines.remoteHost(channel));
        if (complaints.due(Complaints.Kind.REFUSED_BY, by, System.nanoTime()) > 0)
            listener.happened(new NetworkEvent.Refused(by, refusal.reason(), refusal.text()));
        switch (refusal.evidence()) {
            case Refusal.Evidence.None() -> {}
            case Refusal.Evidence.Seen(Start seen) -> {
                if (introduction.isRuledOutBy(seen))
                    listener.happened(new StartEvent.RunsOnOldCopy(introduction.start(), seen));
            }
        }
        dialler.linkOf(channel)
                .ifPresent(link -> attemptFailed(link, "it refuses this peer", true));
    }

    @Override
    public void malformed(Connection connection) {
        counters.malformed.increment();
        complain(
                Complaints.Kind.MALFORMED, "peer " + connection.peer(), "sends what is no message");
    }

    @Override
    public void broken(Connection connection, String why) {
        complain(Complaints.Kind.BROKEN, "peer " + connection.peer(), why);
    }
}
