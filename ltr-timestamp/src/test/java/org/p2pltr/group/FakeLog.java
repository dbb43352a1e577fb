package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Timer;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogNotice;
import org.p2pltr.logpeer.LogWriter;

/**
 * A log-writer for tests: one shelf for the whole network, which never forgets and may be down. It
 * stores what it is given in the name of as many Log-Peers as the scenario has peers.
 */
final class FakeLog implements Role {
    private final Shelf shelf;

    /** What all Log-Peers of the network hold. */
    static final class Shelf {
        private final TreeMap<DocumentKey, TreeMap<Timestamp, PatchEntry>> entries =
                new TreeMap<>();
        private List<PeerId> peers = List.of();
        private boolean down;

        void peers(List<PeerId> all) {
            peers = List.copyOf(all);
        }

        void down(boolean isDown) {
            down = isDown;
        }

        /** The entries after one timestamp up to another, as far as they are there. */
        List<PatchEntry> entries(DocumentKey document, Timestamp after, Timestamp upTo) {
            return List.copyOf(
                    entries.getOrDefault(document, new TreeMap<>())
                            .subMap(after, false, upTo, true)
                            .values());
        }

        private void put(DocumentKey document, PatchEntry entry) {
            PatchEntry before =
                    entries.computeIfAbsent(document, _ -> new TreeMap<>())
                            .putIfAbsent(entry.ts(), entry);
            if (before != null)
                assertThat(before.hash())
                        .as("LogPurity: two entries at %s of '%s'", entry.ts(), document)
                        .isEqualTo(entry.hash());
        }
    }

    record Stored(DocumentKey document, PatchEntry entry) implements Timer {}

    FakeLog(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public RoleName name() {
        return LogWriter.NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of();
    }

    @Override
    public Effects on(Event event, Environment world) {
        var out = new Effects.Collector(Lane.MAIN);
        switch (event) {
            case Event.Told(LogNotice.PutEntries put) -> {
                if (shelf.down) break;
                for (PatchEntry entry : put.entries()) {
                    Duration after = Duration.ofMillis(1 + world.random().nextInt(30));
                    out.timer(after, new Stored(put.document(), entry));
                }
            }
            case Event.Elapsed(Stored(DocumentKey document, PatchEntry entry)) -> {
                if (shelf.down) break;
                shelf.put(document, entry);
                List<PeerId> soFar = new ArrayList<>();
                for (PeerId peer : shelf.peers) {
                    soFar.add(peer);
                    out.add(
                            new Effect.Tell(
                                    MasterGroups.NAME,
                                    new LogNotice.EntryStored(
                                            document,
                                            entry.ts(),
                                            entry.hash(),
                                            soFar,
                                            shelf.peers.size())));
                }
            }
            case Event.Started _,
                    Event.Received _,
                    Event.Elapsed _,
                    Event.Told _,
                    Event.Asked _,
                    Event.Found _,
                    Event.Computed _ -> {}
        }
        return out.effects();
    }
}
