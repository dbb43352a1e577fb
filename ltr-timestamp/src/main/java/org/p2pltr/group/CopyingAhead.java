package org.p2pltr.group;

import java.time.Duration;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.p2pltr.id.PeerId;

/**
 * A master gives its documents to those that are to become members while publishing goes on, so
 * that little is left to move while the cell is frozen. One page at a time to each. Source:
 * master-group.md §9, step 1.
 */
final class CopyingAhead {
    /** Whoever has taken no page for this long is not waited for: it may be gone. */
    static final Duration SILENT = Duration.ofSeconds(10);

    /**
     * Nobody is waited for longer than this, which is what a peer that leaves has: a slow newcomer
     * pulls the rest after the freeze, and the others do not wait for it then.
     */
    static final Duration LIMIT = Duration.ofMinutes(1);

    private final Config config;
    private final Config next;
    private final Acceptor source;
    private final GroupSettings settings;
    private final BiPredicate<PeerId, Duration> isAlive;
    private final Duration begun;
    private final TreeMap<PeerId, Progress> newcomers = new TreeMap<>();

    /** How far one newcomer is. */
    private static final class Progress {
        private GroupMessage.Ahead page;
        private Resend resend;
        private Duration heard;
        private boolean done;

        private Progress(GroupMessage.Ahead page, Resend resend, Duration now) {
            this.page = page;
            this.resend = resend;
            this.heard = now;
        }
    }

    /**
     * From a member's registers to those of {@code next} that are not in {@code config}.
     *
     * @param isAlive true for peers that can be reached, as far as is known at a time
     */
    CopyingAhead(
            Config config,
            Config next,
            Acceptor source,
            GroupSettings settings,
            BiPredicate<PeerId, Duration> isAlive,
            Duration now) {
        this.config = config;
        this.next = next;
        this.source = source;
        this.settings = settings;
        this.isAlive = isAlive;
        this.begun = now;
    }

    Config next() {
        return next;
    }

    void begin(Turn turn) {
        for (PeerId member : next.members()) {
            if (config.has(member)) continue;
            var first = page(new GroupMessage.Place.Start());
            newcomers.put(member, new Progress(first, resend(turn), turn.now()));
            turn.sendNow(config.cell(), member, first);
        }
    }

    /** A newcomer has taken a page: it gets the next one. */
    void kept(PeerId from, GroupMessage.AheadKept kept, Turn turn) {
        Progress progress = newcomers.get(from);
        if (progress == null
                || progress.done
                || !kept.number().equals(config.number())
                || !kept.from().equals(progress.page.from())) return;
        progress.heard = turn.now();
        if (!progress.page.more()) {
            progress.done = true;
            return;
        }
        var last = progress.page.registers().getLast().document();
        progress.page = page(new GroupMessage.Place.After(last));
        progress.resend = resend(turn);
        turn.sendNow(config.cell(), from, progress.page);
    }

    void tick(Turn turn) {
        newcomers.forEach((peer, progress) -> {
            if (!progress.done && progress.resend.isDue(turn.now()))
                turn.sendNow(config.cell(), peer, progress.page);
        });
    }

    /**
     * True if the successor may be proposed: a majority of it lives and has what it needs, and
     * nobody is worth waiting for any longer.
     */
    boolean isReady(Duration now) {
        boolean late = now.minus(begun).compareTo(LIMIT) >= 0;
        if (!late && newcomers.values().stream().anyMatch(each -> isAtIt(each, now))) return false;
        long ready =
                next.members().stream()
                        .filter(member -> isAlive.test(member, now))
                        .filter(member -> config.has(member) || isDone(member))
                        .count();
        return ready >= next.quorum();
    }

    private boolean isDone(PeerId newcomer) {
        Progress progress = newcomers.get(newcomer);
        return progress != null && progress.done;
    }

    private static boolean isAtIt(Progress progress, Duration now) {
        return !progress.done && now.minus(progress.heard).compareTo(SILENT) < 0;
    }

    private GroupMessage.Ahead page(GroupMessage.Place from) {
        Pages.Page page = source.page(from);
        return new GroupMessage.Ahead(
                config.cell(), config.number(), from, page.registers(), page.more());
    }

    private Resend resend(Turn turn) {
        return new Resend(turn.now(), settings.resend(), settings.resendMost());
    }
}
