package org.p2pltr.block;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.env.AskId;
import org.p2pltr.id.PeerId;

/** A get under way: whom it asks, and which holders have said that they miss the block. */
final class Getting {
    /** How often the ring is asked who may have it. */
    static final int MAX_ROUNDS = 3;

    private final AskId asker;
    private final BlockName name;
    private final ArrayDeque<PeerId> toAsk = new ArrayDeque<>();
    private final List<PeerId> missing = new ArrayList<>();
    private List<PeerId> holders = List.of();
    private Optional<PeerId> asked = Optional.empty();
    private Stage stage = Stage.LOCATING;
    private int rounds = 1;
    private int turn;

    /** What it waits for. */
    enum Stage {
        /** The ring is to say who may have it. */
        LOCATING,
        /** A peer is to answer. */
        ASKING,
        /** Nobody had it; in a while the ring may say otherwise. */
        PAUSING
    }

    Getting(AskId asker, BlockName name) {
        this.asker = asker;
        this.name = name;
    }

    AskId asker() {
        return asker;
    }

    BlockName name() {
        return name;
    }

    Stage stage() {
        return stage;
    }

    /** Counts what it waited for: what is late belongs to an earlier turn. */
    int turn() {
        return turn;
    }

    /** These may have it. */
    void located(List<PeerId> peers) {
        toAsk.addAll(peers);
        holders = peers.stream().limit(BlockAccess.HOLDERS).toList();
        missing.clear();
    }

    /** The next to be asked; if there is none, it pauses. */
    Optional<PeerId> next() {
        turn++;
        asked = Optional.ofNullable(toAsk.poll());
        stage = asked.isPresent() ? Stage.ASKING : Stage.PAUSING;
        return asked;
    }

    /** Begins another round; false if there were enough. */
    boolean again() {
        turn++;
        stage = Stage.LOCATING;
        rounds++;
        return rounds <= MAX_ROUNDS;
    }

    /** A peer has no good copy; true if it is the one that was asked last. */
    boolean misses(PeerId peer) {
        if (!missing.contains(peer)) missing.add(peer);
        return stage == Stage.ASKING && asked.filter(peer::equals).isPresent();
    }

    /** Holders that are to have a copy again. */
    List<PeerId> toMend() {
        return holders.stream().filter(missing::contains).toList();
    }
}
