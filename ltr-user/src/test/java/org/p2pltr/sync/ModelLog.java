package org.p2pltr.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Message;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;
import org.p2pltr.retrieval.RetrievalNotice;
import org.p2pltr.ring.RingNotice;

/**
 * The simplest world that a User Peer can live in: one master that never fails with the whole log
 * in one place, and at each peer a ring and a log's reader that know it.
 */
final class ModelLog {
    static final CellMap CELLS = new CellMap(4);

    private static final int PAGE = 3;

    private final NetworkId network;
    private final TreeMap<DocumentKey, List<PatchEntry>> entries = new TreeMap<>();
    private final List<PeerId> masters = new ArrayList<>();
    private final List<PeerContact> contacts = new ArrayList<>();

    ModelLog(NetworkId network) {
        this.network = network;
    }

    List<PatchEntry> of(DocumentKey document) {
        return entries.getOrDefault(document, List.of());
    }

    /**
     * What an unsafe recovery can do: the newest entries are gone, and the document goes on without
     * them.
     */
    void lose(DocumentKey document, int newest) {
        List<PatchEntry> all = entries.getOrDefault(document, new ArrayList<>());
        all.subList(all.size() - newest, all.size()).clear();
    }

    private Head head(DocumentKey document) {
        List<PatchEntry> all = of(document);
        return all.isEmpty() ? Head.start(network, document) : all.getLast().header().head();
    }

    private List<PatchEntry> after(DocumentKey document, Timestamp ts) {
        List<PatchEntry> all = of(document);
        return all.subList((int) Math.min(ts.value(), all.size()), all.size());
    }

    /** The master of all cells. */
    Role master(PeerContact self) {
        contacts.add(self);
        masters.add(self.id());
        return new Master();
    }

    /** What a user's peer needs beside its User Peer. */
    List<Role> company(PeerContact self) {
        contacts.add(self);
        return List.of(new Ring(), new Reader());
    }

    private void know(Effects.Collector out) {
        for (PeerContact each : contacts) out.add(new Effect.Know(each));
    }

    private final class Master implements Role {
        private final TreeMap<Cell, List<PeerId>> subscribers = new TreeMap<>();
        private long counter;

        @Override
        public RoleName name() {
            return new RoleName("groups");
        }

        @Override
        public List<Class<?>> takes() {
            return List.of(UserMessage.ToMaster.class);
        }

        @Override
        public Effects on(Event event, Environment world) {
            Effects.Collector out = new Effects.Collector(Lane.MAIN);
            know(out);
            if (event instanceof Event.Received(PeerId from, Message message)) {
                switch ((UserMessage.ToMaster) message) {
                    case UserMessage.Publish publish -> publish(from, publish, out);
                    case UserMessage.AskLast ask ->
                            out.send(
                                    from,
                                    new UserMessage.Last(
                                            ask.id(),
                                            ask.document(),
                                            head(ask.document()),
                                            newest(ask.document(), ask.have())));
                    case UserMessage.FindGroups find ->
                            out.send(
                                    from,
                                    new UserMessage.GroupsFound(
                                            find.id(),
                                            find.cells().stream()
                                                    .map(c ->
                                                            new UserMessage.GroupHint(
                                                                    c, 0, 1, masters))
                                                    .toList()));
                    case UserMessage.Subscribe subscribe ->
                            subscribe.cursors().forEach(cursor -> subscribe(from, cursor, out));
                }
            }
            return out.effects();
        }

        /** Only the last two travel with an answer; the rest must be fetched. */
        private List<PatchEntry> newest(DocumentKey document, Timestamp have) {
            List<PatchEntry> missing = after(document, have);
            return missing.subList(Math.max(0, missing.size() - 2), missing.size());
        }

        private void publish(PeerId from, UserMessage.Publish publish, Effects.Collector out) {
            DocumentKey document = publish.document();
            Head head = head(document);
            boolean other =
                    head.ts().isBefore(publish.expected().ts())
                            || (head.ts().equals(publish.expected().ts())
                                    && !head.equals(publish.expected()));
            if (other) {
                out.send(from, new UserMessage.Diverged(publish.id(), document, head));
                return;
            }
            if (!publish.expected().equals(head)) {
                out.send(
                        from,
                        new UserMessage.Behind(
                                publish.id(),
                                document,
                                head,
                                newest(document, publish.expected().ts())));
                return;
            }
            entries.computeIfAbsent(document, _ -> new ArrayList<>()).addAll(publish.entries());
            out.send(from, new UserMessage.Validated(publish.id(), document, head(document)));
            counter++;
            Cell cell = CELLS.cellOf(document);
            for (PeerId each : subscribers.getOrDefault(cell, List.of()))
                out.send(each, heads(cell, List.of(document)));
        }

        private void subscribe(PeerId from, UserMessage.Cursor cursor, Effects.Collector out) {
            List<PeerId> known = subscribers.computeIfAbsent(cursor.cell(), _ -> new ArrayList<>());
            if (!known.contains(from)) known.add(from);
            List<DocumentKey> all =
                    entries.keySet().stream()
                            .filter(d -> CELLS.cellOf(d).equals(cursor.cell()))
                            .toList();
            out.send(from, heads(cursor.cell(), cursor.counter() < counter ? all : List.of()));
        }

        private UserMessage.Heads heads(Cell cell, List<DocumentKey> documents) {
            List<UserMessage.DocumentHead> lines =
                    documents.stream()
                            .map(d ->
                                    new UserMessage.DocumentHead(
                                            d, head(d), of(d).getLast().header().label()))
                            .toList();
            return new UserMessage.Heads(new UserMessage.Cursor(cell, 7, counter), lines);
        }
    }

    private final class Ring implements Role {
        @Override
        public RoleName name() {
            return new RoleName("ring");
        }

        @Override
        public List<Class<?>> takes() {
            return List.of();
        }

        @Override
        public Effects on(Event event, Environment world) {
            Effects.Collector out = new Effects.Collector(Lane.MAIN);
            know(out);
            if (event instanceof Event.Told(RingNotice.Locate locate))
                out.add(
                        new Effect.Tell(
                                locate.asker(),
                                new RingNotice.Located(
                                        locate.question(), locate.position(), masters)));
            return out.effects();
        }
    }

    private final class Reader implements Role {
        @Override
        public RoleName name() {
            return new RoleName("log-reader");
        }

        @Override
        public List<Class<?>> takes() {
            return List.of();
        }

        @Override
        public Effects on(Event event, Environment world) {
            if (!(event instanceof Event.Told(RetrievalNotice.Retrieve asked)))
                return Effects.none();
            List<PatchEntry> all = of(asked.document());
            int have = (int) asked.have().ts().value();
            boolean same =
                    have == 0
                            || (have <= all.size()
                                    && all.get(have - 1).hash().equals(asked.have().hash()));
            if (!same)
                return Effects.of(
                        new Effect.Tell(
                                asked.asker(),
                                new RetrievalNotice.OtherHistory(
                                        asked.question(),
                                        asked.document(),
                                        asked.have(),
                                        asked.upTo())));
            List<PatchEntry> missing = after(asked.document(), asked.have().ts());
            List<PatchEntry> page = missing.subList(0, Math.min(PAGE, missing.size()));
            boolean complete = page.getLast().ts().equals(asked.upTo().ts());
            return Effects.of(
                    new Effect.Tell(
                            asked.asker(),
                            new RetrievalNotice.Retrieved(
                                    asked.question(), asked.document(), page, complete)));
        }
    }
}
