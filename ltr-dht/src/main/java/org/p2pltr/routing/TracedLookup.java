package org.p2pltr.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/**
 * An iterative lookup under way: the asker itself asks each peer of the path for its step, goes
 * back one peer when there is no answer, and does not believe a step that leads no nearer.
 *
 * <p>It ends after {@link #MAX_ASKS} questions at most. Source: ring.md, "Routing".
 */
public final class TracedLookup {
    /** Most questions of one lookup: more than any path and all silent peers that may be told. */
    public static final int MAX_ASKS = 128;

    /** Most silent peers that a question names; the first ones found. */
    public static final int MAX_SILENT = 32;

    private final RingPosition position;
    private final List<Hop> path = new ArrayList<>();
    private final NavigableSet<PeerId> silent = new TreeSet<>();
    private int asks;
    private boolean doubtful;

    /** Length of the path when the lookup went round once more; 0 before. */
    private int restart;

    /**
     * A peer of the path.
     *
     * @param past whether the peer before it believes that the lookup ends here: then it is to
     *     {@link RoutingTable#settle}, otherwise to find the {@link RoutingTable#next}
     */
    public record Hop(PeerContact peer, boolean past) {}

    /** What is to be done. */
    public sealed interface Turn {
        /** This peer is to be asked for its step. */
        record Ask(Hop hop) implements Turn {}

        /** This peer is responsible. */
        record Done(PeerContact responsible) implements Turn {}

        /** Nobody is left to ask. */
        record Failed(String why) implements Turn {}
    }

    /** A lookup that begins at a peer: the asker itself, or one that it was told of. */
    public TracedLookup(RingPosition position, PeerContact first) {
        this(position, first, List.of());
    }

    /** The same, and these peers are gone round from the beginning. */
    public TracedLookup(RingPosition position, PeerContact first, List<PeerId> avoided) {
        this.position = position;
        silent.addAll(avoided);
        path.add(new Hop(first, false));
    }

    /** What is looked for. */
    public RingPosition position() {
        return position;
    }

    /** The peers that answered, in order, and the one that is asked now. */
    public List<PeerId> path() {
        return path.stream().map(hop -> hop.peer().id()).toList();
    }

    /** Who is asked now. */
    public Hop hop() {
        return path.getLast();
    }

    /** Those that did not answer, to be avoided, in the order of their ids. */
    public List<PeerId> silent() {
        return List.copyOf(silent);
    }

    /**
     * Leads it to its end where all answers are at hand: the step of the asked peer, or none if it
     * does not answer.
     */
    public Turn lead(Function<Hop, Optional<Step>> answers) {
        Turn turn = start();
        while (turn instanceof Turn.Ask(Hop hop)) {
            turn = answers.apply(hop).map(this::answered).orElseGet(this::noAnswer);
        }
        return turn;
    }

    /** The first question. */
    public Turn start() {
        return ask();
    }

    /** The peer asked last answered. */
    public Turn answered(Step step) {
        Hop asked = path.getLast();
        return switch (step) {
            case Step.Here _ -> new Turn.Done(asked.peer());
            case Step.Final(PeerContact to) -> follow(asked, new Hop(to, true));
            case Step.Toward(PeerContact to) -> follow(asked, new Hop(to, false));
        };
    }

    private Turn follow(Hop asked, Hop next) {
        if (asked.past() && !next.past()) {
            // Whoever it was thought to end at cannot tell: once more round the circle, and then
            // that peer is perhaps the one.
            boolean stillBeginning = path.size() == restart;
            if (restart > 0 && !stillBeginning) return believed(asked);
            restart = path.size();
        } else if (!isNearer(asked, next)) {
            return noAnswer();
        }
        // Who lies between does not answer here, but is heard by the one after it.
        if (asked.past() && silent.contains(next.peer().id())) return believed(asked);
        // The same peer may come twice: asked on the way, and at the end, as the one responsible.
        boolean again = path.subList(Math.min(restart, path.size()), path.size()).contains(next);
        // Who leads back, or to the dead, is as good as one who does not answer.
        if (again || silent.contains(next.peer().id())) return noAnswer();
        path.add(next);
        return ask();
    }

    private Turn believed(Hop asked) {
        doubtful = true;
        return new Turn.Done(asked.peer());
    }

    /**
     * True if the peer at its end stands in for others that it does not say are gone: right if they
     * are, and too early if they only did not answer this lookup.
     */
    public boolean isDoubtful() {
        return doubtful;
    }

    private boolean isNearer(Hop asked, Hop next) {
        RingPosition from = asked.peer().id().position();
        RingPosition to = next.peer().id().position();
        if (asked.past()) {
            return next.past()
                    && Long.compareUnsigned(position.distanceTo(to), position.distanceTo(from)) < 0;
        }
        return next.past()
                || Long.compareUnsigned(to.distanceTo(position), from.distanceTo(position)) < 0;
    }

    /** The peer asked last did not answer in time. */
    public Turn noAnswer() {
        Hop gone = path.removeLast();
        silent.add(gone.peer().id());
        if (path.isEmpty()) return new Turn.Failed("no answer from " + gone.peer().id());
        if (silent.size() > MAX_SILENT)
            return new Turn.Failed("more than " + MAX_SILENT + " peers did not answer");
        return ask();
    }

    private Turn ask() {
        asks++;
        if (asks > MAX_ASKS) return new Turn.Failed("no end after " + MAX_ASKS + " questions");
        return new Turn.Ask(path.getLast());
    }
}
