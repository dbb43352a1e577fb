package org.p2pltr.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.wire.Membership;
import org.p2pltr.wire.TransportMessage.Hello;
import org.p2pltr.wire.TransportMessage.Refusal;

/** Asks members which network they are of, before a peer has one. */
// A write or close that fails shows as a closed connection.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Newcomer {
    private Newcomer() {}

    /** What a member said about its network; the genesis record is unchecked bytes. */
    public record Learned(NetworkId network, Bytes genesis, PeerContact member) {}

    private sealed interface Answer {
        record Yes(Learned learned) implements Answer {}

        record No(String why) implements Answer {}
    }

    /**
     * Asks the members in order until one answers; each has the limits' handshake time. Blocks.
     * Throws {@link JoinException} with the last reason if none does. {@code ownPort} is the port
     * this peer will listen on.
     */
    public static Learned learn(
            List<PeerAddress> members,
            Introduction introduction,
            int ownPort,
            ConnectionLimits limits)
            throws JoinException {
        EventLoopGroup group = Pipelines.oneThread("peer-join");
        try {
            Pipelines pipelines = new Pipelines(group, limits, new Counters());
            String why = "no address of a member is known";
            for (PeerAddress member : members) {
                switch (ask(pipelines, member, introduction, ownPort, limits)) {
                    case Answer.Yes(Learned learned) -> {
                        return learned;
                    }
                    case Answer.No(String reason) -> why = member + ": " + reason;
                }
            }
            throw new JoinException("no member of a network answered (" + why + ")");
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static Answer ask(
            Pipelines pipelines,
            PeerAddress member,
            Introduction introduction,
            int ownPort,
            ConnectionLimits limits) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Asking asking = new Asking(introduction, ownPort, answer);
        pipelines.connect(
                member,
                channel -> pipelines.prepare(channel, asking, true),
                why -> answer.complete(new Answer.No(why)));
        // Longer than a connection may take, as a name has to be looked up first.
        return answer.completeOnTimeout(
                        new Answer.No("no answer in time"),
                        3 * limits.handshake().toMillis(),
                        TimeUnit.MILLISECONDS)
                .join();
    }

    private record Asking(Introduction introduction, int ownPort, CompletableFuture<Answer> answer)
            implements Handshake.Owner {
        @Override
        public Hello hello(boolean toNewcomer) {
            return introduction.hello("", ownPort, false);
        }

        @Override
        public Optional<Refusal> judge(PeerId peer, Hello hello) {
            return Optional.empty();
        }

        @Override
        public void met(Connection connection) {
            connection.channel().close();
            answer.complete(
                    switch (connection.hello().membership()) {
                        case Membership.MemberOf(NetworkId network) ->
                                new Answer.Yes(
                                        new Learned(
                                                network,
                                                connection.hello().genesis(),
                                                connection.contact()));
                        case Membership.Newcomer() -> new Answer.No("it has no network itself yet");
                    });
        }

        @Override
        public void failed(Channel channel, boolean dialled, String why) {
            answer.complete(new Answer.No(why));
        }

        @Override
        public void refused(Channel channel, Refusal refusal) {
            answer.complete(new Answer.No("it refuses this peer: " + refusal.text()));
        }
    }
}
