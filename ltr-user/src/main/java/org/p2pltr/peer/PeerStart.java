package org.p2pltr.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.p2pltr.cell.CellMap;
import org.p2pltr.disk.DataDirectory;
import org.p2pltr.disk.DataDirectoryException;
import org.p2pltr.disk.RocksStore;
import org.p2pltr.entry.wire.LogCodec;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.Message;
import org.p2pltr.env.Network;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.env.Write;
import org.p2pltr.group.Founding;
import org.p2pltr.group.Genesis;
import org.p2pltr.group.GroupSettings;
import org.p2pltr.group.wire.TimestampCodec;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.keys.KeyFileException;
import org.p2pltr.keys.Keys;
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
import org.p2pltr.ring.RingSettings;
import org.p2pltr.start.Acquaintances;
import org.p2pltr.start.StartEvent;
import org.p2pltr.wire.BlockCodec;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.RingCodec;

/**
 * Opens everything that a peer is made of, in order; closes what was opened when one thing fails.
 */
final class PeerStart {
    private final PeerSettings settings;
    private final Keys keys;
    private final Consumer<PeerEvent> reports;
    private final CompletableFuture<Throwable> death = new CompletableFuture<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    /** A peer that runs. */
    record Started(
            RunningPeer peer,
            PeerContact self,
            Genesis genesis,
            NettyNetwork network,
            RocksStore store) {}

    private PeerStart(PeerSettings settings, Keys keys, Consumer<PeerEvent> reports) {
        this.settings = settings;
        this.keys = keys;
        this.reports = reports;
    }

    /**
     * Starts a peer. {@code reports} is called on the peer's thread and must not block; {@code
     * died} is told, from any thread, what ended the peer.
     */
    static Started start(
            PeerSettings settings, Keys keys, Consumer<PeerEvent> reports, Consumer<Throwable> died)
            throws PeerStartException {
        PeerStart start = new PeerStart(settings, keys, reports);
        try {
            Started started = start.open();
            // Told at once if it died while it started.
            var _ = start.death.thenAccept(died);
            return started;
        } catch (DataDirectoryException
                | KeyFileException
                | ListenException
                | JoinException
                | DamagedRowException e) {
            start.undo();
            throw new PeerStartException(String.valueOf(e.getMessage()), e);
        } catch (PeerStartException | RuntimeException e) {
            start.undo();
            throw e;
        }
    }

    private void undo() {
        for (AutoCloseable part : opened.reversed()) Closing.quietly(part);
    }

    private Started open()
            throws DataDirectoryException,
                    KeyFileException,
                    ListenException,
                    JoinException,
                    PeerStartException {
        PeerAddress listen = PeerAddress.parse(settings.listen());
        checkPort(listen);
        DataDirectory directory = keep(DataDirectory.open(settings.dataDirectory()));
        Signer signer = keys.signer(directory.keyFile(), directory.store());
        Verifier verifier = new RememberingVerifier(keys.verifier(), RememberingVerifier.CAPACITY);
        RocksStore store = keep(RocksStore.open(directory, PeerRoles.families(), this::failed));
        Genesis genesis = genesis(store, signer, verifier, listen);
        ListenSettings where =
                settings.advertise().isEmpty()
                        ? ListenSettings.at(listen)
                        : ListenSettings.at(listen, PeerAddress.parse(settings.advertise()));
        Introduction introduction =
                Introduction.ofMember(
                        signer,
                        verifier,
                        genesis.network(),
                        genesis.bytes(),
                        store.start(),
                        settings.name());
        Codecs codecs =
                Codecs.of(new RingCodec(), new BlockCodec(), new LogCodec(), new TimestampCodec());
        Acquaintances acquaintances = new Acquaintances();
        acquaintances.recall(store);
        NettyNetwork network =
                keep(
                        NettyNetwork.bind(
                                where,
                                introduction,
                                codecs,
                                ConnectionLimits.DEFAULT,
                                acquaintances,
                                store::commit));
        PeerContact self = new PeerContact(signer.identity().id(), network.address());
        return run(store, network, directory, parts(self, genesis, signer, verifier));
    }

    private PeerParts parts(PeerContact self, Genesis genesis, Signer signer, Verifier verifier) {
        TimingSettings timing = settings.timing();
        return new PeerParts(
                self,
                settings.name(),
                genesis,
                signer,
                verifier,
                settings.join().stream().map(PeerAddress::parse).toList(),
                RingSettings.DEFAULT.suspectingAfter(timing.suspicion()),
                GroupSettings.DEFAULT
                        .withStableRing(timing.stableRing())
                        .withLeases(timing.leaseReads()));
    }

    private Started run(
            RocksStore store, NettyNetwork network, DataDirectory directory, PeerParts parts) {
        PeerThread thread = keep(new PeerThread(network.thread(), this::failed));
        RealWorld world = keep(new RealWorld(thread, network, store, reports));
        PeerLoop loop = new PeerLoop(parts.self().id(), world, PeerRoles.of(parts), this::failed);
        CompletableFuture<Boolean> running = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                loop.start(store);
                running.complete(true);
            } catch (RuntimeException e) {
                running.completeExceptionally(e);
            }
        });
        // What the roles say at their start must find the network open: it is not said again.
        network.open(
                stoppingOldCopies(
                        world.deliverTo(loop::received),
                        why -> {
                            mark(directory);
                            thread.execute(() -> loop.fail(why));
                        }));
        thread.start();
        try {
            running.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw e;
        }
        store.found().forEach(event -> thread.execute(() -> reports.accept(event)));
        List<AutoCloseable> parted = List.of(network, world, store, directory);
        return new Started(
                new RunningPeer(thread, loop, parted),
                parts.self(),
                parts.genesis(),
                network,
                store);
    }

    /** Who is proven to be an old copy of itself takes no further part: its promises are old. */
    private static Network.Listener stoppingOldCopies(
            Network.Listener listener, Consumer<OldCopyException> stop) {
        return new Network.Listener() {
            @Override
            public void received(PeerId from, Message message, int bytes) {
                listener.received(from, message, bytes);
            }

            @Override
            public void happened(PeerEvent event) {
                listener.happened(event);
                if (event instanceof StartEvent.RunsOnOldCopy copy)
                    stop.accept(new OldCopyException(copy.why()));
            }
        };
    }

    private static void mark(DataDirectory directory) {
        try {
            directory.markOldCopy();
        } catch (IOException e) {
            // It stops all the same; the next start will be refused by the others once more.
            System.getLogger(PeerStart.class.getName())
                    .log(System.Logger.Level.WARNING, "the copy cannot be marked", e);
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        opened.add(part);
        return part;
    }

    private void failed(Throwable why) {
        death.complete(why);
    }

    /** A port that is taken is found before anything is touched. */
    private void checkPort(PeerAddress listen) throws PeerStartException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port()));
        } catch (IOException e) {
            throw new PeerStartException(
                    "ltr.listen is '"
                            + settings.listen()
                            + "', which cannot be had: "
                            + e.getMessage(),
                    e);
        }
    }

    /** The record on disk; at the first start one of the network to join, or one of its own. */
    private Genesis genesis(RocksStore store, Signer signer, Verifier verifier, PeerAddress listen)
            throws JoinException, PeerStartException {
        Optional<Genesis> known = Founding.genesisIn(store);
        if (known.isPresent()) return known.get();
        if (settings.join().isEmpty()) {
            NetworkSettings network = settings.network();
            byte[] id = new byte[NetworkId.LENGTH];
            new SecureRandom().nextBytes(id);
            Genesis genesis =
                    new Genesis(
                            new NetworkId(Bytes.of(id)),
                            new CellMap(network.cells()),
                            network.groupSize(),
                            network.logFunctions(),
                            Genesis.WriteRule.GROUP_MAJORITY,
                            network.segment(),
                            signer.identity().id());
            commit(store, Founding.found(genesis));
            return genesis;
        }
        Introduction newcomer =
                Introduction.ofNewcomer(signer, verifier, store.start(), settings.name());
        List<PeerAddress> members = settings.join().stream().map(PeerAddress::parse).toList();
        Newcomer.Learned learned =
                Newcomer.learn(members, newcomer, listen.port(), ConnectionLimits.DEFAULT);
        Genesis genesis = checked(learned);
        commit(store, Founding.join(genesis));
        return genesis;
    }

    private static Genesis checked(Newcomer.Learned learned) throws PeerStartException {
        try {
            Genesis genesis = Genesis.of(learned.genesis());
            if (genesis.network().equals(learned.network())) return genesis;
            throw new PeerStartException(
                    "the member at " + learned.member().address() + " names two networks");
        } catch (IllegalArgumentException e) {
            throw new PeerStartException(
                    "the member at "
                            + learned.member().address()
                            + " told a record of its network that cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void commit(RocksStore store, List<Write> writes) {
        CompletableFuture<Boolean> synced = new CompletableFuture<>();
        store.commit(writes, () -> synced.complete(true));
        synced.join();
    }
}
