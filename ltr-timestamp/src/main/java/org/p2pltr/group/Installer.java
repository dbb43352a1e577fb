package org.p2pltr.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.PeerId;

/**
 * Gathers the state from which a member starts a new configuration: all pages of one member that
 * has installed it, or all pages of a frozen majority of the one before. Source: master-group.md
 * §4, install.
 */
final class Installer {
    private final PeerId self;
    private final Lineage lineage;
    private final Rules rules;
    private final Resend resend;
    private final TreeMap<PeerId, Progress> sources = new TreeMap<>();

    /** The highest registers of frozen members: more of them than a majority do no harm. */
    private final TreeMap<DocumentKey, Register> frozen = new TreeMap<>();

    private final TreeSet<PeerId> frozenComplete = new TreeSet<>();

    /** An older copy: what of it a source confirms need not come from there. */
    private final NavigableMap<DocumentKey, Register> copy;

    private final LinkedHashMap<GroupMessage.Place, List<GroupMessage.PageDigest>> digests =
            new LinkedHashMap<>();

    /** The state to start from. */
    record Installation(
            TreeMap<DocumentKey, Register> registers, Ballot promised, GroupEvent.Origin origin) {}

    /** How far one source is. */
    private static final class Progress {
        private GroupMessage.Place place = new GroupMessage.Place.Start();
        private boolean live;
        private boolean complete;
        private final TreeMap<DocumentKey, Register> registers = new TreeMap<>();
        private Ballot promised;

        private Progress(Ballot promised) {
            this.promised = promised;
        }
    }

    /**
     * @param copy what this peer holds already, right or wrong; it does not change any more
     */
    Installer(
            PeerId self,
            Lineage lineage,
            NavigableMap<DocumentKey, Register> copy,
            GroupSettings settings,
            Rules rules,
            Turn turn) {
        this.self = self;
        this.lineage = lineage;
        this.copy = copy;
        this.rules = rules;
        this.resend = new Resend(turn.now(), settings.pullResend(), settings.pullResendMost());
        for (PeerId peer : others())
            sources.put(peer, new Progress(Ballot.lowest(lineage.number())));
    }

    /** True if a peer is asked for the state. */
    boolean isAsked(PeerId peer) {
        return sources.containsKey(peer);
    }

    Lineage lineage() {
        return lineage;
    }

    /** This peer's own frozen state is a source like any other. */
    void countOwn(Acceptor own) {
        own.registers()
                .forEach((document, register) -> frozen.merge(document, register, rules::higher));
        frozenComplete.add(self);
    }

    /** Asks everyone who may have the state. */
    void begin(Turn turn) {
        sources.forEach((peer, progress) -> pull(peer, progress, turn));
    }

    void tick(Turn turn) {
        if (!resend.isDue(turn.now())) return;
        sources.forEach((peer, progress) -> {
            if (!progress.complete) pull(peer, progress, turn);
        });
    }

    /** Takes a page, and asks for the next one. */
    void received(PeerId from, GroupMessage.State state, Turn turn) {
        Progress progress = sources.get(from);
        if (progress == null || progress.complete) return;
        if (!state.number().equals(lineage.number()) || !isEntitled(from, state.source())) return;
        boolean live = state.source() instanceof GroupMessage.Source.Live;
        if (live != progress.live) startOver(progress, live);
        if (!state.from().equals(progress.place)) {
            // A late page, or one of the other kind: only the page that was asked for counts.
            return;
        }
        List<GroupMessage.PageDigest> same = confirmed(state);
        if (same.size() != state.same().size()) {
            // An answer to what this peer asked with another copy: it says nothing of this one.
            return;
        }
        Map<DocumentKey, Register> page = page(state, same);
        switch (state.source()) {
            case GroupMessage.Source.Frozen _ ->
                    page.forEach((document, register) ->
                            frozen.merge(document, register, rules::higher));
            case GroupMessage.Source.Live(Ballot promised) -> {
                progress.registers.putAll(page);
                if (progress.promised.isBefore(promised)) progress.promised = promised;
            }
        }
        if (state.more() && !state.registers().isEmpty()) {
            progress.place = new GroupMessage.Place.After(last(state, same));
            pull(from, progress, turn);
        } else {
            progress.complete = true;
            if (!live) frozenComplete.add(from);
        }
    }

    /** The parts of the copy that the source says are as they are there. */
    private List<GroupMessage.PageDigest> confirmed(GroupMessage.State state) {
        return digests(state.from()).stream()
                .filter(part -> state.same().contains(part.digest()))
                .toList();
    }

    /** What a page says of its documents, whether it names them or confirms the copy. */
    private Map<DocumentKey, Register> page(
            GroupMessage.State state, List<GroupMessage.PageDigest> same) {
        TreeMap<DocumentKey, Register> page = new TreeMap<>();
        GroupMessage.Place place = state.from();
        for (GroupMessage.PageDigest part : digests(state.from())) {
            if (same.contains(part)) page.putAll(Pages.upTo(Pages.after(copy, place), part.upTo()));
            place = new GroupMessage.Place.After(part.upTo());
        }
        state.registers().forEach(held -> page.put(held.document(), held.register()));
        return page;
    }

    /** Up to where a page goes. */
    private static DocumentKey last(GroupMessage.State state, List<GroupMessage.PageDigest> same) {
        DocumentKey held = state.registers().getLast().document();
        if (same.isEmpty()) return held;
        DocumentKey confirmed = same.getLast().upTo();
        return held.compareTo(confirmed) < 0 ? confirmed : held;
    }

    private List<GroupMessage.PageDigest> digests(GroupMessage.Place from) {
        return digests.computeIfAbsent(from, place -> Pages.digests(copy, place));
    }

    /** The whole state, as soon as it is there. */
    Optional<Installation> complete() {
        for (Progress progress : sources.values())
            if (progress.live && progress.complete)
                return Optional.of(
                        new Installation(
                                new TreeMap<>(progress.registers),
                                highestPromise(progress),
                                GroupEvent.Origin.INSTALLED));
        if (!lineage.isFirst()
                && !lineage.isRecovery()
                && frozenComplete.size() >= rules.frozenSources(lineage.previous()))
            return Optional.of(
                    new Installation(
                            new TreeMap<>(frozen),
                            Ballot.lowest(lineage.number()),
                            GroupEvent.Origin.FROZEN));
        return Optional.empty();
    }

    /** Whoever copies accepted registers copies the promise that goes with them. */
    private Ballot highestPromise(Progress progress) {
        Ballot highest = progress.promised;
        for (Register register : progress.registers.values()) {
            boolean ours = register.ballot().config().equals(lineage.number());
            if (ours && highest.isBefore(register.ballot())) highest = register.ballot();
        }
        return highest;
    }

    private boolean isEntitled(PeerId from, GroupMessage.Source source) {
        return switch (source) {
            case GroupMessage.Source.Live _ -> lineage.config().has(from);
            case GroupMessage.Source.Frozen _ -> lineage.previous().has(from);
        };
    }

    private static void startOver(Progress progress, boolean live) {
        progress.live = live;
        progress.place = new GroupMessage.Place.Start();
        progress.registers.clear();
    }

    private void pull(PeerId from, Progress progress, Turn turn) {
        turn.send(
                lineage.cell(),
                from,
                new GroupMessage.Pull(lineage, progress.place, digests(progress.place)));
    }

    private List<PeerId> others() {
        Set<PeerId> all = new LinkedHashSet<>(lineage.config().members());
        all.addAll(lineage.previous().members());
        all.remove(self);
        return new ArrayList<>(all);
    }
}
