package org.p2pltr.lab.author;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.wire.LogCodec;
import org.p2pltr.env.Role;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.group.Genesis;
import org.p2pltr.group.wire.TimestampCodec;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.keys.RememberingVerifier;
import org.p2pltr.loop.PeerLoop;
import org.p2pltr.loop.PeerThread;
import org.p2pltr.loop.RealWorld;
import org.p2pltr.netty.ConnectionLimits;
import org.p2pltr.netty.Introduction;
import org.p2pltr.netty.JoinException;
import org.p2pltr.netty.ListenException;
import org.p2pltr.netty.ListenSettings;
import org.p2pltr.netty.NettyNetwork;
import org.p2pltr.netty.Newcomer;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.retrieval.LogReader;
import org.p2pltr.start.Acquaintances;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.RingCodec;

/**
 * A real author beside a network: a key and a connection of its own, no place in the ring, no disk.
 * Publishes one patch at a time, signed, and checks what others published before it goes on.
 */
public final class AuthorPeer implements AutoCloseable {
    private final PeerThread thread;
    private final PeerLoop loop;
    private final NettyNetwork network;
    private final RealWorld world;
    private final CompletableFuture<Throwable> death;

    /** A patch has its timestamp, at the try after so many refused ones. */
    public record Published(long ts, int refused) {}

    /**
     * A network to load: its record, its members, how it signs, and the one verifier of all authors
     * here.
     */
    public record Target(
            Genesis genesis, List<PeerContact> members, Signing signing, Verifier verifier) {
        public Target {
            members = List.copyOf(members);
        }

        /** Asks each of these addresses who it is. Throws JoinException if one does not answer. */
        public static Target at(List<PeerAddress> addresses, Signing signing) throws JoinException {
            Verifier verifier =
                    new RememberingVerifier(
                            signing.keys().verifier(), RememberingVerifier.CAPACITY);
            Introduction newcomer =
                    Introduction.ofNewcomer(signing.newSigner(), verifier, 1, "author");
            List<PeerContact> members = new ArrayList<>();
            Bytes genesis = Bytes.EMPTY;
            for (PeerAddress address : addresses) {
                Newcomer.Learned learned =
                        Newcomer.learn(List.of(address), newcomer, 1, ConnectionLimits.DEFAULT);
                members.add(new PeerContact(learned.member().id(), address));
                genesis = learned.genesis();
            }
            return new Target(Genesis.of(genesis), members, signing, verifier);
        }
    }

    private AuthorPeer(
            PeerThread thread,
            PeerLoop loop,
            NettyNetwork network,
            RealWorld world,
            CompletableFuture<Throwable> death) {
        this.thread = thread;
        this.loop = loop;
        this.network = network;
        this.world = world;
        this.death = death;
    }

    /** Starts an author. Throws ListenException if no port is free. */
    public static AuthorPeer start(Target target) throws ListenException {
        Signer signer = target.signing().newSigner();
        Verifier verifier = target.verifier();
        Genesis genesis = target.genesis();
        CompletableFuture<Throwable> death = new CompletableFuture<>();
        NoDisk disk = new NoDisk();
        NettyNetwork network =
                NettyNetwork.bind(
                        ListenSettings.anyPort(),
                        Introduction.ofMember(
                                signer, verifier, genesis.network(), genesis.bytes(), 1, "author"),
                        Codecs.of(new RingCodec(), new LogCodec(), new TimestampCodec()),
                        ConnectionLimits.DEFAULT,
                        new Acquaintances(),
                        disk::commit);
        PeerThread thread = new PeerThread(network.thread(), death::complete);
        RealWorld world = new RealWorld(thread, network, disk, _ -> {});
        List<PeerId> members = target.members().stream().map(PeerContact::id).toList();
        LogSettings log = new LogSettings(genesis.logHashes(), genesis.segment());
        List<Role> roles =
                List.of(
                        new GuestRing(target.members()),
                        new LogReader(signer.identity().id(), log, verifier),
                        new AuthorRole(genesis.network(), signer, members));
        PeerLoop loop = new PeerLoop(signer.identity().id(), world, roles, death::complete);
        thread.execute(() -> loop.start(disk));
        network.open(world.deliverTo(loop::received));
        thread.start();
        return new AuthorPeer(thread, loop, network, world, death);
    }

    /**
     * Publishes these bytes as a patch and waits until it has its timestamp. One thread at a time.
     * Throws IllegalStateException if the author died, such as of another history.
     */
    public Published publish(DocumentKey document, Bytes change) {
        CompletableFuture<Published> done = new CompletableFuture<>();
        var _ = death.thenAccept(why -> done.completeExceptionally(new IllegalStateException(why)));
        thread.execute(() ->
                loop.ask(
                        new AuthorRole.Publish(document, change),
                        reply -> {
                            AuthorRole.Published published = (AuthorRole.Published) reply;
                            done.complete(
                                    new Published(
                                            published.head().ts().value(), published.refused()));
                        }));
        return done.join();
    }

    @Override
    public void close() {
        thread.execute(loop::stop);
        thread.close();
        network.close();
        world.close();
    }
}
