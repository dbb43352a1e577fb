package org.p2pltr.lab.author;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Timer;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;
import org.p2pltr.retrieval.LogReader;
import org.p2pltr.retrieval.RetrievalNotice;

/**
 * Publishes one patch after the other by the rule of master-group.md §6: with the head it has
 * verified, and again, once it has the missing entries, when others were first.
 */
final class AuthorRole implements Role {
    private static final RoleName NAME = new RoleName("author");
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final NetworkId network;
    private final Signer signer;
    private final List<PeerId> members;
    private final TreeMap<DocumentKey, Head> heads = new TreeMap<>();
    private final TreeMap<DocumentKey, PeerId> masters = new TreeMap<>();
    private Optional<Work> current = Optional.empty();
    private long questions;

    /** Publish these bytes as one patch; one at a time. Answered with {@link Published}. */
    record Publish(DocumentKey document, Bytes change) implements Request {}

    /** The patch has its timestamp; so often somebody else was first. */
    record Published(Head head, int refused) implements Reply {}

    /** A patch on its way; {@code request} is the newest, {@code asked} the log's question. */
    private record Work(AskId asker, EntryBody body, RequestId request, long asked, int refused) {
        DocumentKey document() {
            return body.document();
        }

        Work asking(long question, int more) {
            return new Work(asker, body, request, question, refused + more);
        }

        Work trying(RequestId next) {
            return new Work(asker, body, next, 0, refused);
        }
    }

    /** No answer came, or the pause is over. */
    private record Again(RequestId request) implements Timer {}

    AuthorRole(NetworkId network, Signer signer, List<PeerId> members) {
        this.network = network;
        this.signer = signer;
        this.members = List.copyOf(members);
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(UserMessage.ToUser.class, Publish.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        var out = new Effects.Collector(Lane.MAIN);
        switch (event) {
            case Event.Asked(AskId id, Publish publish) -> begin(id, publish, world, out);
            case Event.Received(PeerId from, UserMessage.Outcome outcome) -> {
                if (isAwaited(outcome.id())) answered(from, outcome, world, out);
            }
            case Event.Told(RetrievalNotice notice) -> retrieved(notice, world, out);
            case Event.Elapsed(Again(RequestId request)) -> {
                if (isAwaited(request)) silent(world, out);
            }
            default -> {}
        }
        return out.effects();
    }

    private boolean isAwaited(RequestId request) {
        return current.filter(work -> work.asked() == 0 && work.request().equals(request))
                .isPresent();
    }

    private void begin(AskId id, Publish publish, Environment world, Effects.Collector out) {
        if (current.isPresent()) throw new IllegalStateException("one patch at a time");
        EntryBody body =
                new EntryBody(
                        publish.document(),
                        PatchId.random(world.random()),
                        signer.identity(),
                        "author",
                        world.wallClock(),
                        "",
                        publish.change(),
                        Hash.of(publish.change()),
                        new Label(Bytes.EMPTY));
        current = Optional.of(new Work(id, body, RequestId.random(world.random()), 0, 0));
        attempt(world, out);
    }

    private void attempt(Environment world, Effects.Collector out) {
        Work work = current.orElseThrow().trying(RequestId.random(world.random()));
        current = Optional.of(work);
        Head head = head(work.document());
        PatchEntry entry = PatchEntry.signed(head, work.body(), signer);
        out.send(
                masters.getOrDefault(work.document(), members.getFirst()),
                new UserMessage.Publish(work.request(), work.document(), head, List.of(entry)));
        out.timer(PATIENCE, new Again(work.request()));
    }

    private void silent(Environment world, Effects.Collector out) {
        DocumentKey document = current.orElseThrow().document();
        PeerId last = masters.getOrDefault(document, members.getFirst());
        int next = (members.indexOf(last) + 1) % members.size();
        masters.put(document, members.get(next));
        attempt(world, out);
    }

    private void answered(
            PeerId from, UserMessage.Outcome outcome, Environment world, Effects.Collector out) {
        Work work = current.orElseThrow();
        switch (outcome) {
            case UserMessage.Validated validated -> done(work, validated.head(), out);
            case UserMessage.Behind behind -> {
                long question = ++questions;
                current = Optional.of(work.asking(question, 1));
                retrieve(question, behind.head(), behind.tail(), out);
            }
            case UserMessage.Redirect(RequestId _, var _, List<PeerId> guesses) -> {
                if (guesses.isEmpty() || guesses.getFirst().equals(from)) {
                    pause(work, out);
                } else {
                    masters.put(work.document(), guesses.getFirst());
                    attempt(world, out);
                }
            }
            case UserMessage.Busy _ -> pause(work, out);
            case UserMessage.Diverged diverged ->
                    throw new IllegalStateException("another history: " + diverged);
            case UserMessage.Last _ -> {}
        }
    }

    private void pause(Work work, Effects.Collector out) {
        out.timer(PAUSE, new Again(work.request()));
    }

    private void retrieve(long question, Head upTo, List<PatchEntry> tail, Effects.Collector out) {
        DocumentKey document = current.orElseThrow().document();
        out.add(
                new Effect.Tell(
                        LogReader.NAME,
                        new RetrievalNotice.Retrieve(
                                NAME, question, document, head(document), upTo, tail)));
    }

    private void retrieved(RetrievalNotice notice, Environment world, Effects.Collector out) {
        Work work = current.orElse(null);
        if (work == null || work.asked() == 0) return;
        switch (notice) {
            case RetrievalNotice.Retrieved r when r.question() == work.asked() ->
                    apply(work, r.entries(), world, out);
            case RetrievalNotice.Missing r when r.question() == work.asked() -> {
                current = Optional.of(work.asking(0, 0));
                pause(work, out);
            }
            case RetrievalNotice.OtherHistory r when r.question() == work.asked() ->
                    throw new IllegalStateException("another history: " + r);
            default -> {}
        }
    }

    /** A page that is not complete brings the author forward too: the next Behind says the rest. */
    private void apply(
            Work work, List<PatchEntry> entries, Environment world, Effects.Collector out) {
        for (PatchEntry entry : entries) {
            heads.put(work.document(), entry.header().head());
            if (entry.header().patch().equals(work.body().patch())) {
                done(work, entry.header().head(), out);
                return;
            }
        }
        attempt(world, out);
    }

    private void done(Work work, Head head, Effects.Collector out) {
        heads.put(work.document(), head);
        current = Optional.empty();
        out.add(new Effect.Answer(work.asker(), new Published(head, work.refused())));
    }

    private Head head(DocumentKey document) {
        return heads.getOrDefault(document, Head.start(network, document));
    }
}
