package org.p2pltr.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.disk.DataDirectory;
import org.p2pltr.disk.RocksStore;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.keys.Ed25519Signer;
import org.p2pltr.keys.Ed25519Verifier;
import org.p2pltr.keys.PeerKeys;
import org.p2pltr.loop.PeerLoop;
import org.p2pltr.loop.PeerThread;
import org.p2pltr.loop.RealWorld;
import org.p2pltr.start.Acquaintances;
import org.p2pltr.wire.Codecs;
import org.p2pltr.wire.NoteCodec;
import org.p2pltr.wire.NoteCodec.Note;

/** A role on the real thread, disk, keys and network: all parts put together as a peer does. */
class RealPeerTest {
    private static final Family NOTES = new Family(Family.Database.CORE, "notes");

    private record Tell(PeerAddress to, String text) implements Request {}

    private record Done(List<String> known) implements Reply {}

    /** Keeps every note, durably, then thanks for it; an answer comes with the thanks. */
    private static final class NoteKeeper implements Role {
        private final List<String> known = new CopyOnWriteArrayList<>();
        private final List<Event.Asked> waiting = new CopyOnWriteArrayList<>();

        @Override
        public RoleName name() {
            return new RoleName("notes");
        }

        @Override
        public List<Class<?>> takes() {
            return List.of(Note.class, Tell.class);
        }

        @Override
        public List<Range> remembers() {
            return List.of(Range.all(NOTES));
        }

        @Override
        public void remember(Family family, Row row) {
            known.add(row.key().asUtf8());
        }

        @Override
        public Effects on(Event event, Environment world) {
            return switch (event) {
                case Event.Asked asked when asked.request() instanceof Tell tell -> {
                    waiting.add(asked);
                    yield Effects.of(new Effect.Call(tell.to(), Note.of(tell.text())));
                }
                case Event.Received(var from, Note note) when !thanks(note) -> {
                    known.add(note.bytes().asUtf8());
                    yield Effects.of(
                            Effect.Persist.of(new Write.Put(NOTES, note.bytes(), Bytes.EMPTY)),
                            new Effect.Send(from, Note.of("thanks")));
                }
                case Event.Received _ ->
                        Effects.of(
                                new Effect.Answer(
                                        waiting.removeFirst().id(), new Done(List.copyOf(known))));
                default -> Effects.none();
            };
        }

        private static boolean thanks(Note note) {
            return note.equals(Note.of("thanks"));
        }
    }

    @Test
    void whatAPeerThankedForIsThereAfterItsRestart(@TempDir Path home) throws Exception {
        try (Peer ann = new Peer(home.resolve("ann"))) {
            try (Peer bob = new Peer(home.resolve("bob"))) {
                assertThat(ann.ask(new Tell(bob.network.address(), "remember me")).known())
                        .isEmpty();
            }
            try (Peer bob = new Peer(home.resolve("bob"))) {
                assertThat(bob.role.known).containsExactly("remember me");
                assertThat(bob.store.start()).isEqualTo(2);
                assertThat(bob.ask(new Tell(ann.network.address(), "I do")).known())
                        .containsExactly("remember me");
                assertThat(ann.role.known).containsExactly("I do");
            }
        }
    }

    /** The whole assembly of a peer. */
    private static final class Peer implements AutoCloseable {
        private final NoteKeeper role = new NoteKeeper();
        private final List<Throwable> failures = new CopyOnWriteArrayList<>();
        private final DataDirectory directory;
        private final RocksStore store;
        private final NettyNetwork network;
        private final PeerThread thread;
        private final RealWorld world;
        private final PeerLoop loop;

        Peer(Path home) throws Exception {
            directory = DataDirectory.open(home);
            Ed25519Signer signer =
                    PeerKeys.loadOrCreate(directory.keyFile()).signer(directory.store());
            store = RocksStore.open(directory, List.of(NOTES, Acquaintances.FAMILY), failures::add);
            network =
                    NettyNetwork.bind(
                            ListenSettings.anyPort(),
                            Introduction.ofMember(
                                    signer,
                                    new Ed25519Verifier(),
                                    TestPeer.NETWORK,
                                    TestPeer.GENESIS,
                                    store.start(),
                                    "a peer"),
                            Codecs.of(new NoteCodec(7)),
                            ConnectionLimits.DEFAULT,
                            new Acquaintances(),
                            store::commit);
            thread = new PeerThread(network.thread(), failures::add);
            world = new RealWorld(thread, network, store, event -> {});
            loop = new PeerLoop(signer.identity().id(), world, List.of(role), failures::add);
            CompletableFuture<Boolean> started = new CompletableFuture<>();
            thread.execute(() -> {
                loop.start(store);
                network.open(world.deliverTo(loop::received));
                started.complete(true);
            });
            thread.start();
            started.join();
        }

        Done ask(Request request) {
            CompletableFuture<Reply> reply = new CompletableFuture<>();
            thread.execute(() -> loop.ask(request, reply::complete));
            return (Done) reply.join();
        }

        @Override
        public void close() {
            thread.close();
            network.close();
            world.close();
            store.close();
            directory.close();
            assertThat(failures).isEmpty();
        }
    }
}
