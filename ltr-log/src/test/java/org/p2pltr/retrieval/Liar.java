package org.p2pltr.retrieval;

import java.util.List;
import java.util.stream.LongStream;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Entries;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.logpeer.LogMessage;
import org.p2pltr.logpeer.LogPeer;
import org.p2pltr.logpeer.TsRange;

/** Answers questions for entries with what was never committed. */
final class Liar implements Role {
    private final Lie lie;

    /** How it lies. */
    enum Lie {
        /** A well-formed, well-signed history of another author. */
        OTHER_HISTORY,
        /** The true entries with signatures that are not their author's. */
        BAD_SIGNATURES,
        /** An answer about timestamps that were not asked for. */
        NOT_ASKED,
        /** An answer that says it goes to the end of time, with nothing in it. */
        ENDLESS
    }

    Liar(Lie lie) {
        this.lie = lie;
    }

    @Override
    public RoleName name() {
        return LogPeer.NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(LogMessage.ToLogPeer.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        if (!(event
                instanceof
                Event.Received(
                        var from,
                        LogMessage.LogGet(
                                long question,
                                DocumentKey document,
                                TsRange range,
                                boolean bodies)))) return Effects.none();
        List<PatchEntry> entries = lies(document, range);
        Timestamp through =
                switch (lie) {
                    case NOT_ASKED -> Timestamp.NONE;
                    case ENDLESS -> new Timestamp(Long.MAX_VALUE);
                    case OTHER_HISTORY, BAD_SIGNATURES -> range.last();
                };
        LogMessage answer =
                bodies
                        ? new LogMessage.Entries(question, document, through, entries)
                        : new LogMessage.Headers(
                                question,
                                document,
                                through,
                                entries.stream().map(PatchEntry::header).toList());
        return Effects.of(new Effect.Send(from, answer));
    }

    private List<PatchEntry> lies(DocumentKey document, TsRange range) {
        if (lie == Lie.ENDLESS) return List.of();
        int last = (int) range.last().value();
        List<PatchEntry> chain =
                switch (lie) {
                    case OTHER_HISTORY, NOT_ASKED, ENDLESS ->
                            Entries.chain(document, last, 20, "liar");
                    case BAD_SIGNATURES ->
                            Entries.chain(document, last, 100).stream()
                                    .map(Entries::badlySigned)
                                    .toList();
                };
        return LongStream.rangeClosed(range.first().value(), last)
                .mapToObj(ts -> chain.get((int) ts - 1))
                .toList();
    }
}
