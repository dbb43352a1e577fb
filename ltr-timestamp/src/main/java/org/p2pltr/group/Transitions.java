package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.Invariant;
import org.p2pltr.env.Write;
import org.p2pltr.id.PeerId;

/**
 * How a peer's cells go from one configuration to the next: freeze, announce, pull, install, let
 * go. Source: master-group.md §4 and §9.
 */
final class Transitions {
    private final PeerId self;
    private final GroupSettings settings;
    private final Rules rules;
    private final Cells cells;
    private final Directory directory;
    private final TreeMap<Cell, Installer> installers = new TreeMap<>();
    private final TreeMap<Cell, Announcer> announcers = new TreeMap<>();
    private final AheadCopies copies = new AheadCopies();
    private final TreeMap<Cell, ConfigNumber> justInstalled = new TreeMap<>();

    Transitions(
            PeerId self, GroupSettings settings, Rules rules, Cells cells, Directory directory) {
        this.self = self;
        this.settings = settings;
        this.rules = rules;
        this.cells = cells;
        this.directory = directory;
    }

    /** Goes on with what was under way before a restart. */
    void start(Standing standing, Turn turn) {
        Lineage newest = standing.newest();
        if (standing.isFrozen() && newest.config().has(self)) install(newest, turn);
        if (!standing.settled()) announceLater(newest, turn);
    }

    /** A session of this peer got a successor chosen: it announces that at once. */
    void chosen(Lineage lineage, Turn turn) {
        Announcer announcer = new Announcer(self, lineage, settings, turn.now());
        announcers.put(lineage.cell(), announcer);
        learn(lineage, self, turn);
        announcer.tick(turn);
    }

    /** Unsafe recovery: what was under way in the old epoch is over. */
    void giveUp(Cell cell) {
        installers.remove(cell);
        announcers.remove(cell);
    }

    /** Unsafe recovery: this peer is the first to install the first configuration of an epoch. */
    void recovered(Lineage lineage, SortedMap<DocumentKey, Register> registers, Turn turn) {
        giveUp(lineage.cell());
        install(
                lineage,
                new Installer.Installation(
                        new TreeMap<>(registers),
                        Ballot.lowest(lineage.number()),
                        GroupEvent.Origin.RECOVERED),
                turn);
        Announcer announcer = new Announcer(self, lineage, settings, turn.now());
        announcers.put(lineage.cell(), announcer);
        announcer.tick(turn);
    }

    void received(PeerId from, GroupMessage.OfCell message, Turn turn) {
        switch (message) {
            case GroupMessage.Announce(Lineage lineage, boolean done) ->
                    announced(from, lineage, done, turn);
            case GroupMessage.Installed installed -> installedThere(from, installed, turn);
            case GroupMessage.Pull pull -> pulled(from, pull, turn);
            case GroupMessage.State state -> {
                Installer installer = installers.get(state.cell());
                if (installer == null) return;
                installer.received(from, state, turn);
                finishInstall(installer, turn);
            }
            case GroupMessage.PullRefused refused -> pullRefused(from, refused, turn);
            case GroupMessage.Ahead page -> {
                copies.keep(page, turn.now());
                turn.sendNow(
                        page.cell(),
                        from,
                        new GroupMessage.AheadKept(page.cell(), page.number(), page.from()));
            }
            case GroupMessage.Prepare _,
                    GroupMessage.Promise _,
                    GroupMessage.Accept _,
                    GroupMessage.Accepted _,
                    GroupMessage.AcceptNext _,
                    GroupMessage.AcceptedNext _,
                    GroupMessage.Nack _,
                    GroupMessage.AheadKept _,
                    GroupMessage.Collect _,
                    GroupMessage.Collected _ ->
                    throw new IllegalStateException("not about a transition: " + message);
        }
    }

    /** Drops what was copied ahead and is no longer wanted. */
    void expire(Duration now) {
        copies.expire(now);
    }

    void tick(Cell cell, Turn turn) {
        Installer installer = installers.get(cell);
        if (installer != null) installer.tick(turn);
        Announcer announcer = announcers.get(cell);
        if (announcer != null) announcer.tick(turn);
    }

    /** The configuration that is being installed here, if any. */
    Optional<Lineage> installs(Cell cell) {
        return Optional.ofNullable(installers.get(cell)).map(Installer::lineage);
    }

    boolean isQuiet(Cell cell) {
        return !installers.containsKey(cell) && !announcers.containsKey(cell);
    }

    /** True until what a cell starts from is durable here. */
    boolean isJustInstalled(Cell cell) {
        return justInstalled.containsKey(cell);
    }

    /** Somebody names a chosen configuration: freeze the one before, install this one. */
    void learn(Lineage lineage, PeerId from, Turn turn) {
        Cell cell = lineage.cell();
        Optional<Acceptor> acceptor = cells.acceptor(cell);
        if (acceptor.isPresent() && acceptor.get().isOver(lineage.number())) return;
        if (acceptor.isPresent()
                && !cells.recoveries().believes(acceptor.get(), lineage, from, turn)) return;
        if (acceptor.isPresent() && acceptor.get().contradicts(lineage)) {
            // OneSuccessor: what was chosen stays so, whatever a message claims.
            Config known = acceptor.get().standing().newest().config();
            turn.reportNow(
                    cell, new GroupEvent.SuccessorContradicted(cell, known, lineage.config()));
            return;
        }
        cells.wake(cell);
        directory.heard(Directory.hint(lineage.config(), List.of()));
        List<Write> writes = acceptor.map(own -> own.freeze(lineage)).orElse(List.of());
        if (!writes.isEmpty()) {
            turn.persist(cell, writes);
            frozen(lineage, turn);
        }
        if (lineage.config().has(self) && !hasInstalled(lineage)) install(lineage, turn);
    }

    private void frozen(Lineage lineage, Turn turn) {
        Cell cell = lineage.cell();
        turn.report(
                cell, new GroupEvent.Frozen(cell, lineage.previous().number(), lineage.config()));
        cells.retire(lineage, "frozen", turn);
        announceLater(lineage, turn);
    }

    private void announceLater(Lineage lineage, Turn turn) {
        Announcer present = announcers.get(lineage.cell());
        if (present != null && !present.lineage().number().isBefore(lineage.number())) return;
        // Whoever proposed it announces at once; the others only if that one falls silent.
        var due =
                turn.now()
                        .plus(settings.pullResend().multipliedBy(2))
                        .plus(turn.random(settings.pullResend()));
        announcers.put(lineage.cell(), new Announcer(self, lineage, settings, due));
        if (hasInstalled(lineage))
            turn.send(
                    lineage.cell(),
                    self,
                    new GroupMessage.Installed(lineage.cell(), lineage.number(), true));
        cells.wake(lineage.cell());
    }

    private void install(Lineage lineage, Turn turn) {
        Cell cell = lineage.cell();
        Installer present = installers.get(cell);
        if (present != null && !present.lineage().number().isBefore(lineage.number())) return;
        Optional<Acceptor> survivor =
                cells.acceptor(cell)
                        .filter(own -> own.standing().isFrozen())
                        .filter(own -> own.standing().newest().equals(lineage));
        Installer installer =
                new Installer(self, lineage, copy(cell, survivor), settings, rules, turn);
        installers.put(cell, installer);
        cells.wake(cell);
        survivor.ifPresent(installer::countOwn);
        installer.begin(turn);
        finishInstall(installer, turn);
    }

    /** What this peer holds that may still be so: only what a source confirms is used. */
    private NavigableMap<DocumentKey, Register> copy(Cell cell, Optional<Acceptor> survivor) {
        NavigableMap<DocumentKey, Register> copied = copies.take(cell);
        return survivor.isEmpty() && !copied.isEmpty()
                ? copied
                : cells.acceptor(cell)
                        .<NavigableMap<DocumentKey, Register>>map(
                                own -> new TreeMap<>(own.registers()))
                        .orElse(copied);
    }

    private void finishInstall(Installer installer, Turn turn) {
        Optional<Installer.Installation> state = installer.complete();
        if (state.isEmpty()) return;
        installers.remove(installer.lineage().cell());
        install(installer.lineage(), state.get(), turn);
    }

    private void install(Lineage lineage, Installer.Installation state, Turn turn) {
        Cell cell = lineage.cell();
        SortedMap<DocumentKey, Register> registers = state.registers();
        Invariant.check(!hasInstalled(lineage), "ConfigNeverGoesBack", lineage);
        Standing standing = Standing.installed(lineage, state.promised());
        List<Write> writes = new ArrayList<>();
        cells.acceptor(cell)
                .filter(old -> state.origin() != GroupEvent.Origin.RECOVERED)
                .filter(old -> old.standing().config().number().epoch() < lineage.number().epoch())
                .ifPresent(old -> writes.addAll(cells.exports().putAside(old, registers)));
        Acceptor acceptor = cells.seat(standing);
        justInstalled.put(cell, lineage.number());
        writes.add(GroupRecords.removeRegisters(cell));
        writes.add(GroupRecords.write(standing));
        registers.forEach((document, register) -> {
            acceptor.remember(new GroupMessage.Held(document, register));
            writes.add(GroupRecords.write(cell, document, register));
        });
        turn.persist(cell, writes);
        turn.report(
                cell,
                new GroupEvent.ConfigInstalled(
                        cell, lineage.config(), registers.size(), state.origin()));
        cells.retire(lineage, "a newer configuration was installed", turn);
        tellInstalled(lineage, turn);
        announceLater(lineage, turn);
        cells.consider(acceptor, turn);
    }

    private void tellInstalled(Lineage lineage, Turn turn) {
        var installed = new GroupMessage.Installed(lineage.cell(), lineage.number(), true);
        TreeSet<PeerId> all = new TreeSet<>(lineage.previous().members());
        all.addAll(lineage.config().members());
        // To itself too: its own announcer counts it when it is durable.
        for (PeerId peer : all) turn.send(lineage.cell(), peer, installed);
    }

    private void announced(PeerId from, Lineage lineage, boolean done, Turn turn) {
        learn(lineage, from, turn);
        if (done) settle(lineage, turn);
        boolean yes = hasInstalled(lineage);
        turn.send(
                lineage.cell(),
                from,
                new GroupMessage.Installed(lineage.cell(), lineage.number(), yes));
    }

    /** True if this peer has installed a configuration, or a newer one. */
    private boolean hasInstalled(Lineage lineage) {
        return cells.acceptor(lineage.cell())
                .map(own -> !own.standing().config().number().isBefore(lineage.number()))
                .orElse(false);
    }

    private void installedThere(PeerId from, GroupMessage.Installed installed, Turn turn) {
        if (installed.yes()) cells.seated(from, installed, turn);
        // What this peer tells itself was durable before it left.
        if (from.equals(self)) justInstalled.remove(installed.cell(), installed.number());
        Announcer announcer = announcers.get(installed.cell());
        if (announcer == null || !announcer.lineage().number().equals(installed.number())) return;
        announcer.answered(from, installed);
        if (!announcer.isDone()) return;
        announcer.tellDone(turn);
        settle(announcer.lineage(), turn);
    }

    private void settle(Lineage lineage, Turn turn) {
        Cell cell = lineage.cell();
        Announcer announcer = announcers.get(cell);
        if (announcer != null && announcer.lineage().number().equals(lineage.number()))
            announcers.remove(cell);
        List<Write> writes = cells.acceptor(cell).map(own -> own.settle(lineage)).orElse(List.of());
        if (writes.isEmpty()) return;
        turn.persist(cell, writes);
        turn.report(cell, new GroupEvent.Settled(cell, lineage.number()));
    }

    private void pulled(PeerId from, GroupMessage.Pull pull, Turn turn) {
        learn(pull.lineage(), from, turn);
        Optional<Acceptor> acceptor = cells.acceptor(pull.cell());
        if (acceptor.isEmpty()) {
            var why = new GroupMessage.Why.NotInstalled();
            turn.sendNow(
                    pull.cell(),
                    from,
                    new GroupMessage.PullRefused(pull.cell(), pull.lineage().number(), why));
            return;
        }
        Cells.carryOut(from, pull.cell(), acceptor.get().pull(pull), turn);
    }

    private void pullRefused(PeerId from, GroupMessage.PullRefused refused, Turn turn) {
        boolean isAsked = cells.recoveries().isAsked(refused.cell(), from);
        if (isAsked && refused.why() instanceof GroupMessage.Why.Newer(Lineage newer))
            learn(newer, from, turn);
        Installer installer = installers.get(refused.cell());
        if (installer == null
                || !installer.isAsked(from)
                || !installer.lineage().number().equals(refused.number())) return;
        if (refused.why() instanceof GroupMessage.Why.OldEpoch(long epoch))
            cells.acceptor(refused.cell())
                    .ifPresent(own -> cells.recoveries().over(own, epoch, from, turn));
        if (!(refused.why() instanceof GroupMessage.Why.Newer(Lineage newer))) return;
        learn(newer, from, turn);
        // The configuration is over before it was installed here; whoever is in the newer one
        // installs that.
        boolean same = installers.get(refused.cell()) == installer;
        if (same && !newer.config().has(self)) installers.remove(refused.cell());
    }
}
