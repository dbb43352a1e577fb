package org.p2pltr.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.Invariant;
import org.p2pltr.env.Write;
import org.p2pltr.id.PeerId;

/**
 * A peer's vote in one cell: what it promised, accepted and was told is over. Each method changes
 * the state in memory and tells what must be durable before the answer leaves. Source:
 * master-group.md §4.
 */
class Acceptor {
    private final PeerId self;
    private Standing standing;
    private final TreeMap<DocumentKey, Register> registers = new TreeMap<>();

    /** What to write, then what to say. A refusal writes nothing and promises nothing. */
    record Decision(List<Write> writes, GroupMessage answer, boolean granted) {}

    Acceptor(PeerId self, Standing standing) {
        this.self = self;
        this.standing = standing;
    }

    Standing standing() {
        return standing;
    }

    NavigableMap<DocumentKey, Register> registers() {
        return registers;
    }

    /** A register comes back from the disk. */
    void remember(GroupMessage.Held held) {
        registers.put(held.document(), held.register());
    }

    /** True if this peer may act in its configuration: a member, not frozen, of this epoch. */
    boolean isServing() {
        return !standing.isFrozen()
                && standing.config().has(self)
                && !isOver(standing.config().number());
    }

    /** True if unsafe recovery has made another epoch since. */
    boolean isOver(ConfigNumber number) {
        return number.epoch() < standing.epochSeen();
    }

    /** Vows never to act in an epoch before this one again. */
    List<Write> adopt(long epoch) {
        if (epoch <= standing.epochSeen()) return List.of();
        standing = standing.seeing(epoch);
        return List.of(GroupRecords.write(standing));
    }

    /**
     * What a survivor holds: its registers, frozen or not, and what it has put aside of them; the
     * vow was made before.
     */
    GroupMessage.Collected collect(
            GroupMessage.Collect collect, Map<DocumentKey, Register> putAside) {
        TreeMap<DocumentKey, Register> all = new TreeMap<>(registers);
        putAside.forEach((document, register) -> all.merge(document, register, Register::higher));
        Pages.Page page = Pages.page(all, collect.from(), List.of());
        return new GroupMessage.Collected(
                collect.cell(),
                standing.epochSeen(),
                collect.from(),
                List.of(standing.newest()),
                page.registers(),
                page.more());
    }

    /** The first test of prepare and accept. */
    Optional<GroupMessage.Why> refuses(Ballot ballot) {
        ConfigNumber mine = standing.config().number();
        if (isOver(ballot.config()))
            return Optional.of(new GroupMessage.Why.OldEpoch(standing.epochSeen()));
        if (mine.isBefore(ballot.config()) || !standing.config().has(self))
            return Optional.of(new GroupMessage.Why.NotInstalled());
        if (ballot.config().isBefore(mine) || standing.isFrozen())
            return Optional.of(new GroupMessage.Why.Newer(standing.newest()));
        if (ballot.isBefore(standing.promised()))
            return Optional.of(new GroupMessage.Why.LowBallot(standing.promised()));
        return Optional.empty();
    }

    /** Takes a new ballot for a session of this peer. */
    List<Write> takeBallot(Ballot ballot) {
        Invariant.check(standing.promised().isBefore(ballot), "BallotsAreNew", standing, ballot);
        standing = standing.promising(ballot);
        return List.of(row(standing));
    }

    Decision prepare(GroupMessage.Prepare prepare) {
        Optional<GroupMessage.Why> no = refuses(prepare.ballot());
        if (no.isPresent()) return refusal(prepare.cell(), prepare.ballot(), no.get());
        List<Write> writes = new ArrayList<>();
        promise(prepare.ballot(), writes);
        Pages.Page page = page(prepare.scope());
        return new Decision(
                writes,
                new GroupMessage.Promise(
                        prepare.cell(),
                        prepare.ballot(),
                        prepare.round(),
                        standing.next(),
                        page.registers(),
                        page.more()),
                true);
    }

    Decision accept(GroupMessage.Accept accept) {
        Ballot ballot = accept.ballot();
        Optional<GroupMessage.Why> no = refuses(ballot);
        if (no.isPresent()) return refusal(accept.cell(), ballot, no.get());
        List<Write> writes = new ArrayList<>();
        promise(ballot, writes);
        List<GroupMessage.Mark> marks = new ArrayList<>();
        TreeMap<DocumentKey, Register> changed = new TreeMap<>();
        for (GroupMessage.Held write : accept.writes()) {
            marks.add(new GroupMessage.Mark(write.document(), write.register().ts()));
            if (!isLate(write.document(), ballot, write.register()))
                changed.put(write.document(), write.register().at(ballot));
        }
        for (GroupMessage.Published published : accept.published()) {
            DocumentKey document = published.document();
            Register held = changed.getOrDefault(document, registers.get(document));
            if (held == null) continue;
            Register trimmed = held.published(published.upTo());
            if (!trimmed.equals(held)) changed.put(document, trimmed);
        }
        changed.forEach((document, register) -> {
            registers.put(document, register);
            writes.addAll(row(document, register));
        });
        return new Decision(writes, new GroupMessage.Accepted(accept.cell(), ballot, marks), true);
    }

    Decision acceptNext(GroupMessage.AcceptNext accept) {
        Optional<GroupMessage.Why> no = refuses(accept.ballot());
        if (no.isPresent()) return refusal(accept.cell(), accept.ballot(), no.get());
        // A session checks its own proposal; from outside anything may come.
        if (!standing.config().precedes(accept.next()))
            return refusal(accept.cell(), accept.ballot(), new GroupMessage.Why.NotInstalled());
        standing = standing.accepting(accept.ballot(), accept.next());
        return new Decision(
                List.of(row(standing)),
                new GroupMessage.AcceptedNext(accept.cell(), accept.ballot()),
                true);
    }

    /** A late copy of an earlier write of the same session changes nothing. */
    boolean isLate(DocumentKey document, Ballot ballot, Register write) {
        Register held = registers.get(document);
        return held != null && held.ballot().equals(ballot) && !held.ts().isBefore(write.ts());
    }

    /** True if another configuration of the same number was chosen, as this peer knows. */
    boolean contradicts(Lineage claimed) {
        Config known = standing.newest().config();
        boolean rival = known.number().equals(claimed.number()) && !known.equals(claimed.config());
        return rival || isRivalOfOwn(claimed.config());
    }

    private boolean isRivalOfOwn(Config claimed) {
        Config own = standing.config();
        return own.number().equals(claimed.number()) && !own.equals(claimed);
    }

    /** The next configuration was chosen: this one is over, if it is the one before. */
    List<Write> freeze(Lineage chosen) {
        if (!standing.config().equals(chosen.previous()) || chosen.isFirst()) return List.of();
        return switch (standing.frozen()) {
            case Successor.Chosen _ -> List.of();
            case Successor.None _ -> {
                standing = standing.freezing(chosen.config());
                yield List.of(row(standing));
            }
        };
    }

    /** Enough members have installed the chosen configuration: a leaver lets go of its state. */
    List<Write> settle(Lineage chosen) {
        if (standing.settled() || !standing.newest().config().equals(chosen.config()))
            return List.of();
        standing = standing.settling();
        boolean leaves = hasLetGo();
        if (leaves) standing = tombstone(standing);
        List<Write> writes = new ArrayList<>();
        writes.add(row(standing));
        if (leaves) {
            registers.clear();
            writes.add(GroupRecords.removeRegisters(standing.cell()));
        }
        return writes;
    }

    /** The epoch is over, and this peer begins anew: only that is left of it. */
    List<Write> format() {
        registers.clear();
        return List.of(GroupRecords.removeRegisters(standing.cell()));
    }

    /** What a leaver keeps of a configuration that is over: all of it, for ever (S3). */
    Standing tombstone(Standing settled) {
        return settled;
    }

    /** What must be durable of a standing before anything is said that counts on it. */
    Write row(Standing now) {
        return GroupRecords.write(now);
    }

    /** The same of a register. */
    List<Write> row(DocumentKey document, Register register) {
        return List.of(GroupRecords.write(standing.cell(), document, register));
    }

    /** True if this peer left the group and keeps nothing but the memory that it is over. */
    boolean hasLetGo() {
        return standing.settled() && standing.isFrozen() && !standing.newest().config().has(self);
    }

    Decision pull(GroupMessage.Pull pull) {
        Config wanted = pull.lineage().config();
        Config mine = standing.config();
        if (isOver(wanted.number())) {
            Lineage newest = standing.newest();
            return refusedPull(
                    pull,
                    isOver(newest.number())
                            ? new GroupMessage.Why.OldEpoch(standing.epochSeen())
                            : new GroupMessage.Why.Newer(newest));
        }
        if (mine.equals(wanted) && !standing.isFrozen())
            return state(pull, new GroupMessage.Source.Live(standing.promised()), List.of());
        boolean chosenOther =
                standing.frozen() instanceof Successor.Chosen(Config next) && !next.equals(wanted);
        if (mine.equals(pull.lineage().previous())
                && !chosenOther
                && !hasLetGo()
                && !pull.lineage().isRecovery()) {
            List<Write> writes = freeze(pull.lineage());
            return state(pull, new GroupMessage.Source.Frozen(), writes);
        }
        boolean isNewer = wanted.number().isBefore(standing.newest().number());
        GroupMessage.Why why =
                isNewer
                        ? new GroupMessage.Why.Newer(standing.newest())
                        : new GroupMessage.Why.NotInstalled();
        return refusedPull(pull, why);
    }

    private static Decision refusedPull(GroupMessage.Pull pull, GroupMessage.Why why) {
        var answer = new GroupMessage.PullRefused(pull.cell(), pull.lineage().number(), why);
        return new Decision(List.of(), answer, false);
    }

    private Decision state(GroupMessage.Pull pull, GroupMessage.Source source, List<Write> writes) {
        Pages.Page page = Pages.page(registers, pull.from(), pull.copied());
        return new Decision(
                writes,
                new GroupMessage.State(
                        pull.cell(),
                        pull.lineage().number(),
                        pull.from(),
                        source,
                        page.registers(),
                        page.same(),
                        page.more()),
                true);
    }

    private void promise(Ballot ballot, List<Write> writes) {
        if (!standing.promised().isBefore(ballot)) return;
        standing = standing.promising(ballot);
        writes.add(row(standing));
    }

    private Pages.Page page(GroupMessage.Scope scope) {
        return switch (scope) {
            case GroupMessage.Scope.Nothing _ -> new Pages.Page(List.of(), List.of(), false);
            case GroupMessage.Scope.One(DocumentKey document) -> {
                Register register = registers.get(document);
                List<GroupMessage.Held> held =
                        register == null
                                ? List.of()
                                : List.of(new GroupMessage.Held(document, register));
                yield new Pages.Page(held, List.of(), false);
            }
            case GroupMessage.Scope.Page(GroupMessage.Place from) -> page(from);
        };
    }

    /** The page of registers that begins at a place. */
    Pages.Page page(GroupMessage.Place from) {
        return Pages.page(registers, from, List.of());
    }

    private static Decision refusal(
            org.p2pltr.cell.Cell cell, Ballot ballot, GroupMessage.Why why) {
        return new Decision(List.of(), new GroupMessage.Nack(cell, ballot, why), false);
    }
}
