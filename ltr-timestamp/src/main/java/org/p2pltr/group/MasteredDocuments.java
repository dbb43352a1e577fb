package org.p2pltr.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogNotice;
import org.p2pltr.logpeer.LogWriter;
import org.p2pltr.master.UserMessage;

/**
 * The documents of a session's cell, from unknown through ready to written: one write of a document
 * is in flight, different documents run in parallel. Source: master-group.md §5.
 */
final class MasteredDocuments {
    private final Session session;
    private final Genesis genesis;
    private final GroupSettings settings;
    private final TreeMap<DocumentKey, MasteredDocument> documents = new TreeMap<>();
    private final TreeSet<DocumentKey> writing = new TreeSet<>();
    private final TreeSet<DocumentKey> queued = new TreeSet<>();
    private final Sweep sweep = new Sweep();
    private final Publication publication;

    MasteredDocuments(Session session, Genesis genesis, GroupSettings settings) {
        this.session = session;
        this.genesis = genesis;
        this.settings = settings;
        this.publication = new Publication(settings);
    }

    /** How many documents the session has met. */
    int count() {
        return documents.size();
    }

    /** True if nothing is being written, nobody waits, and all is published and trimmed. */
    boolean isQuiet() {
        return writing.isEmpty() && queued.isEmpty() && publication.isQuiet();
    }

    /** Everyone who waits for an answer about a document. */
    List<MasteredDocument.Asker> everybody() {
        List<MasteredDocument.Asker> all = new ArrayList<>();
        documents.values().forEach(document -> all.addAll(document.everybody()));
        return all;
    }

    /** Answers a request that a majority has confirmed. */
    void answer(Waiting waiting, Turn turn) {
        MasteredDocument document = document(waiting.document());
        new Publishing(session, waiting.document(), document).answer(waiting, turn);
    }

    /** Sends again what was not answered in time, trims what is published, puts what is not. */
    void tick(Turn turn) {
        for (DocumentKey key : writing) {
            if (!(document(key).step() instanceof MasteredDocument.Step.Writing step)
                    || !step.resend().isDue(turn.now())) continue;
            var held = new GroupMessage.Held(key, step.proposal());
            var accept =
                    new GroupMessage.Accept(
                            session.cell(), session.ballot(), List.of(held), List.of());
            for (PeerId member : session.config().members())
                if (!step.accepted().contains(member)) turn.sendNow(session.cell(), member, accept);
        }
        for (DocumentKey key : List.copyOf(queued)) tickQueue(key, document(key), turn);
        tickPublication(turn);
    }

    /** Sends away who waited too long; a turn that nobody used passes on. */
    private void tickQueue(DocumentKey key, MasteredDocument document, Turn turn) {
        document.queue()
                .takeUnused(turn.now())
                .ifPresent(author ->
                        turn.reportNow(
                                session.cell(),
                                new GroupEvent.TurnUnused(session.cell(), key, author)));
        for (PublishQueue.Place place : document.queue().takeExpired(turn.now()))
            turn.sendNow(session.cell(), place.from(), new UserMessage.Busy(place.id()));
        serveQueue(key, document, turn);
        if (document.queue().isIdle(turn.now())) queued.remove(key);
    }

    private void tickPublication(Turn turn) {
        if (publication.mustTell(turn.now())) {
            var accept =
                    new GroupMessage.Accept(
                            session.cell(), session.ballot(), List.of(), publication.takeUntold());
            for (PeerId member : session.config().members())
                turn.sendNow(session.cell(), member, accept);
        }
        for (DocumentKey key : publication.putAgain(turn.now()))
            if (document(key).value() instanceof MasteredDocument.Value.Chosen(Register register))
                put(key, register.unpublished(), turn);
    }

    /** The document's chosen head, where this session knows it. */
    Optional<Head> headOf(DocumentKey document) {
        MasteredDocument known = documents.get(document);
        return known == null ? Optional.empty() : headOf(known);
    }

    private static Optional<Head> headOf(MasteredDocument document) {
        return switch (document.value()) {
            case MasteredDocument.Value.Unknown _ -> Optional.empty();
            case MasteredDocument.Value.Empty(Head head) -> Optional.of(head);
            case MasteredDocument.Value.Chosen(Register register) -> Optional.of(register.head());
        };
    }

    void swept(Sweep.PageFound page, Turn turn) {
        page.documents()
                .forEach((document, registers) -> {
                    MasteredDocument known = document(document);
                    boolean untouched =
                            known.value() instanceof MasteredDocument.Value.Unknown
                                    && known.step() instanceof MasteredDocument.Step.Idle;
                    if (untouched) found(document, registers, turn);
                });
        List<DocumentKey> unready =
                page.documents().keySet().stream()
                        .filter(each ->
                                document(each).value() instanceof MasteredDocument.Value.Unknown)
                        .toList();
        sweep.read(page, unready);
        sweepOn(turn);
    }

    void sweepOn(Turn turn) {
        if (sweep.wantsNextPage())
            session.ask(
                    new Round.Purpose.Sweeping(sweep.place()),
                    new GroupMessage.Scope.Page(sweep.place()),
                    turn);
    }

    /** What a majority holds of a document: those that hold nothing are left out. */
    void found(DocumentKey key, List<Register> registers, Turn turn) {
        MasteredDocument document = document(key);
        if (!(document.value() instanceof MasteredDocument.Value.Unknown)) return;
        if (document.step() instanceof MasteredDocument.Step.Writing) return;
        document.step(new MasteredDocument.Step.Idle());
        Optional<Register> highest = registers.stream().reduce(session.rules()::higher);
        if (highest.isEmpty()) {
            empty(key, document, turn);
            return;
        }
        Register best = highest.get();
        if (session.rules().isAlreadyChosen(best, registers, session.config())) {
            chosen(key, document, best, true, turn);
        } else {
            write(key, document, best.at(session.ballot()), new ArrayList<>(), turn);
        }
    }

    private void empty(DocumentKey key, MasteredDocument document, Turn turn) {
        document.value(new MasteredDocument.Value.Empty(Head.start(genesis.network(), key)));
        ready(key, document, turn);
    }

    /** Proposes a register until a majority has accepted it. */
    void write(
            DocumentKey key,
            MasteredDocument document,
            Register proposal,
            List<MasteredDocument.Asker> askers,
            Turn turn) {
        document.step(
                new MasteredDocument.Step.Writing(
                        proposal,
                        new TreeSet<>(),
                        askers,
                        new Resend(turn.now(), settings.resend(), settings.resendMost())));
        writing.add(key);
        var held = new GroupMessage.Held(key, proposal);
        GroupMessage.Accept accept =
                new GroupMessage.Accept(
                        session.cell(), session.ballot(), List.of(held), publication.takeUntold());
        for (PeerId member : session.config().members())
            turn.sendNow(session.cell(), member, accept);
        Timestamp known = headOf(document).map(Head::ts).orElse(Timestamp.NONE);
        put(key, session.rules().puttable(proposal, known, false), turn);
    }

    void accepted(PeerId from, GroupMessage.Accepted accepted, Turn turn) {
        if (!accepted.ballot().equals(session.ballot()) || !session.config().has(from)) return;
        for (GroupMessage.Mark mark : accepted.writes()) {
            MasteredDocument document = documents.get(mark.document());
            if (document == null
                    || !(document.step() instanceof MasteredDocument.Step.Writing step)
                    || !step.proposal().ts().equals(mark.ts())) continue;
            step.accepted().add(from);
            if (step.accepted().size() < session.rules().quorum(session.config())) continue;
            boolean recovered = document.value() instanceof MasteredDocument.Value.Unknown;
            document.step(new MasteredDocument.Step.Idle());
            writing.remove(mark.document());
            for (MasteredDocument.Asker asker : step.askers())
                turn.sendNow(
                        session.cell(),
                        asker.from(),
                        new UserMessage.Validated(
                                asker.id(), mark.document(), step.proposal().head()));
            chosen(mark.document(), document, step.proposal(), recovered, turn);
        }
    }

    private void chosen(
            DocumentKey key,
            MasteredDocument document,
            Register register,
            boolean recovered,
            Turn turn) {
        Timestamp before = headOf(document).map(Head::ts).orElse(Timestamp.NONE);
        turn.reportNow(
                session.cell(),
                Publishing.report(
                        session.cell(), key, session.ballot(), register, before, recovered));
        Register rest = publication.chosen(key, register, turn.now());
        document.value(new MasteredDocument.Value.Chosen(rest));
        put(key, session.rules().puttable(rest, before, true), turn);
        session.catalog()
                .changed(
                        new UserMessage.DocumentHead(key, register.head(), register.last().label()),
                        turn.now(),
                        (subscriber, heads) -> turn.sendNow(session.cell(), subscriber, heads));
        ready(key, document, turn);
    }

    private void put(DocumentKey key, List<PatchEntry> entries, Turn turn) {
        // Only what a majority holds durably is put, so nothing here need be waited for.
        if (!entries.isEmpty())
            turn.tell(LogWriter.NAME, new LogNotice.PutEntries(MasterGroups.NAME, key, entries));
    }

    private void ready(DocumentKey key, MasteredDocument document, Turn turn) {
        session.confirmAll(document.reads(), turn);
        document.reads().clear();
        serveQueue(key, document, turn);
        sweep.ready(key);
        sweepOn(turn);
    }

    /** Serves those that wait until one of them writes, or has the turn. */
    private void serveQueue(DocumentKey key, MasteredDocument document, Turn turn) {
        while (document.isReady()) {
            Optional<PublishQueue.Place> next = document.queue().next(turn.now());
            if (next.isEmpty()) return;
            new Publishing(session, key, document).serve(next.get(), turn);
        }
    }

    /** A publish whose form and signatures were checked. */
    void publish(PeerId from, UserMessage.Publish publish, Turn turn) {
        DocumentKey key = publish.document();
        MasteredDocument document = document(key);
        if (document.isBeingWritten(from, publish)) return;
        PublishQueue.Place place = PublishQueue.Place.of(from, publish, turn.now());
        boolean late = isLate(document, publish.expected());
        queued.add(key);
        if (document.isReady() && document.queue().serves(from, turn.now())) {
            new Publishing(session, key, document).serve(place, turn);
        } else if (document.queue().add(late ? place.withoutEntries() : place)) {
            makeReady(key, document, turn);
            serveQueue(key, document, turn);
        } else {
            turn.sendNow(session.cell(), from, new UserMessage.Busy(publish.id()));
        }
    }

    private static boolean isLate(MasteredDocument document, Head expected) {
        return headOf(document).map(head -> expected.ts().isBefore(head.ts())).orElse(false);
    }

    /** True if a publish with this expectation is refused, whatever its entries are. */
    boolean isLate(DocumentKey key, Head expected) {
        MasteredDocument known = documents.get(key);
        return known != null && isLate(known, expected);
    }

    void read(PeerId from, UserMessage.AskLast ask, Turn turn) {
        MasteredDocument document = document(ask.document());
        var reading = new Waiting.Reading(from, ask.id(), ask.document(), ask.have());
        if (!(document.value() instanceof MasteredDocument.Value.Unknown)) {
            session.confirm(reading, turn);
        } else if (document.reads().size() >= MasteredDocument.MAX_READS) {
            turn.sendNow(session.cell(), from, new UserMessage.Busy(ask.id()));
        } else {
            document.reads().add(reading);
            makeReady(ask.document(), document, turn);
        }
    }

    private void makeReady(DocumentKey key, MasteredDocument document, Turn turn) {
        if (!(document.value() instanceof MasteredDocument.Value.Unknown)
                || !(document.step() instanceof MasteredDocument.Step.Idle)) return;
        if (sweep.isComplete()) {
            // The sweep has met every document that a majority knows of.
            empty(key, document, turn);
        } else {
            document.step(new MasteredDocument.Step.Reading());
            session.ask(new Round.Purpose.Ready(key), new GroupMessage.Scope.One(key), turn);
        }
    }

    /** Who made an entry that is not published yet. */
    Optional<PeerId> authorOf(LogNotice.EntryStored stored) {
        MasteredDocument document = documents.get(stored.document());
        if (document == null
                || !(document.value() instanceof MasteredDocument.Value.Chosen(Register register)))
            return Optional.empty();
        return register.unpublished().stream()
                .filter(entry -> isIt(entry, stored))
                .map(entry -> entry.header().author())
                .findFirst();
    }

    private static boolean isIt(PatchEntry entry, LogNotice.EntryStored stored) {
        return entry.ts().equals(stored.ts()) && entry.hash().equals(stored.hash());
    }

    /** Enough or not: these peers hold an entry. */
    void stored(LogNotice.EntryStored stored, Turn turn) {
        MasteredDocument document = documents.get(stored.document());
        if (document == null
                || !session.rules().isPublished(stored.peers().size(), genesis, session.config())
                || !(document.value() instanceof MasteredDocument.Value.Chosen(Register register)))
            return;
        if (register.unpublished().stream().anyMatch(entry -> isIt(entry, stored)))
            document.value(
                    new MasteredDocument.Value.Chosen(
                            publication.stored(
                                    stored.document(), register, stored.ts(), turn.now())));
    }

    private MasteredDocument document(DocumentKey key) {
        return documents.computeIfAbsent(key, _ -> new MasteredDocument());
    }
}
