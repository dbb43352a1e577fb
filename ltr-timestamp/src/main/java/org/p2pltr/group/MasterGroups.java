package org.p2pltr.group;

import java.time.Duration;
import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.env.AskId;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.env.Timer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogNotice;
import org.p2pltr.master.UserMessage;
import org.p2pltr.retrieval.ScanNotice;
import org.p2pltr.ring.RingNotice;

/**
 * The role of a peer in its cells: member of their groups and, where it is its turn, master. Built
 * on the rows that {@link Founding} wrote. Source: master-group.md.
 */
public final class MasterGroups implements Role {
    /** This role's name. */
    public static final RoleName NAME = new RoleName("groups");

    /** Most entries whose authors are remembered for their receipts. */
    static final int MAX_RECEIPTS = 16_384;

    private static final Duration FAST = Duration.ofMillis(50);
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Genesis genesis;
    private final Peers peers;
    private final Mastership mastership;
    private final Directory directory = new Directory();
    private final Cells cells;
    private final Surroundings surroundings;
    private final Users users;
    private final Receipts receipts = new Receipts(MAX_RECEIPTS);
    private final Views views;
    private final Leaving leaving;
    private boolean graceOver;
    private boolean fast;
    private long tick;
    private final GroupSettings settings;

    /** The clock is looked at; an older one than the newest no longer matters. */
    private record Tick(long number) implements Timer {}

    /** The master groups of a peer. */
    public MasterGroups(PeerId self, Genesis genesis, GroupSettings settings, Verifier verifier) {
        this(self, genesis, settings, verifier, new Rules());
    }

    /** With other rules, so that tests can show what each of them is for. */
    MasterGroups(
            PeerId self, Genesis genesis, GroupSettings settings, Verifier verifier, Rules rules) {
        this.genesis = genesis;
        this.settings = settings;
        this.peers = new Peers(self, settings);
        this.mastership = new Mastership(self, settings, peers);
        this.cells =
                new Cells(self, genesis, settings, rules, mastership, directory, this::mastered);
        this.surroundings = new Surroundings(self, genesis, settings, cells, directory, peers);
        this.users = new Users(genesis, cells, mastership, surroundings, verifier);
        this.views = new Views(self, genesis, cells);
        this.leaving = new Leaving(self, cells, surroundings);
    }

    private void mastered(Cell cell, Turn turn) {
        surroundings.mastered(cell, turn);
        users.mastered(cell, turn);
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(
                GroupMessage.class,
                UserMessage.ToMaster.class,
                GroupRequest.class,
                RingNotice.RingChanged.class,
                RingNotice.PeerSuspected.class,
                RingNotice.PeerHeard.class);
    }

    @Override
    public List<Range> remembers() {
        return List.of(
                Range.all(GroupRecords.GROUPS),
                Range.all(GroupRecords.REGISTERS),
                Range.all(GroupRecords.EXPORTS));
    }

    @Override
    public void remember(Family family, Row row) {
        if (family.equals(GroupRecords.REGISTERS)) {
            GroupMessage.Held held = GroupRecords.held(row);
            Cell cell = GroupRecords.cellOf(row);
            if (!genesis.cells().cellOf(held.document()).equals(cell))
                throw new DamagedRowException(family, row, "it is in a wrong cell");
            cells.acceptor(cell)
                    .orElseThrow(
                            () -> new DamagedRowException(family, row, "its cell is not known"))
                    .remember(held);
        } else if (family.equals(GroupRecords.EXPORTS)) {
            cells.exports().remember(row);
        } else if (row.key().equals(GroupRecords.GENESIS_KEY)) {
            if (!GroupRecords.genesis(row).equals(genesis))
                throw new DamagedRowException(family, row, "it is of another network");
        } else if (row.key().equals(GroupRecords.LEASES_KEY)) {
            cells.leases().remember();
        } else {
            cells.remember(GroupRecords.standing(row));
        }
    }

    @Override
    public Effects on(Event event, Environment world) {
        Turn turn = new Turn(world);
        switch (event) {
            case Event.Started _ -> {
                cells.start(turn);
                again(turn);
            }
            case Event.Received(PeerId from, GroupMessage message) -> received(from, message, turn);
            case Event.Received(PeerId from, UserMessage.ToMaster message) ->
                    users.received(from, message, turn);
            case Event.Told(RingNotice notice) -> told(notice, turn);
            case Event.Told(LogNotice.EntryStored stored) -> stored(stored, turn);
            case Event.Told(ScanNotice.Scanned scanned) ->
                    cells.recoveries().scanned(scanned, turn);
            case Event.Asked(AskId id, GroupRequest request) -> asked(id, request, turn);
            case Event.Elapsed(Tick(long number)) -> {
                if (number == tick) look(turn);
            }
            case Event.Computed(PublishCheck.Checked checked) -> users.checked(checked, turn);
            case Event.Received _,
                    Event.Told _,
                    Event.Asked _,
                    Event.Elapsed _,
                    Event.Found _,
                    Event.Computed _ -> {}
        }
        // What begins now is looked at soon; at rest a look every second is enough.
        if (isBusy() && !fast) again(turn);
        return turn.effects();
    }

    private boolean isBusy() {
        return cells.isAwake() || surroundings.isBusy() || users.isBusy() || leaving.isUnderWay();
    }

    private void again(Turn turn) {
        fast = isBusy();
        turn.plain().timer(fast ? FAST : SLOW, new Tick(++tick));
    }

    private void look(Turn turn) {
        if (!graceOver && turn.now().compareTo(settings.unknownAfter()) >= 0) {
            graceOver = true;
            considerAll(turn);
        }
        cells.tick(turn);
        for (Cell cell : cells.recoveries().takeInquiries(turn.now()))
            surroundings.askEverybody(cell, turn);
        surroundings.tick(turn);
        users.tick(turn);
        leaving.tick(turn);
        again(turn);
    }

    private void considerAll(Turn turn) {
        for (Acceptor acceptor : List.copyOf(cells.acceptors().values()))
            cells.consider(acceptor, turn);
    }

    private void received(PeerId from, GroupMessage message, Turn turn) {
        peers.spoke(from, turn.now());
        switch (message) {
            case GroupMessage.OfCell ofCell -> {
                if (ofCell.cell().number() < genesis.cells().cells())
                    cells.received(from, ofCell, turn);
            }
            case GroupMessage.AskGroups(List<Cell> asked) -> {
                List<UserMessage.GroupHint> known =
                        asked.stream().flatMap(cell -> cells.hint(cell).stream()).toList();
                cells.recoveries().tell(from, known, turn);
            }
            case GroupMessage.TellGroups(List<UserMessage.GroupHint> groups) ->
                    groups.forEach(hint -> hinted(from, hint, turn));
        }
    }

    private void hinted(PeerId from, UserMessage.GroupHint hint, Turn turn) {
        if (hint.cell().number() >= genesis.cells().cells() || hint.members().isEmpty()) return;
        if (cells.recoveries().refuses(from, hint.cell(), hint.epoch(), turn)) return;
        directory.heard(hint);
        cells.acceptor(hint.cell())
                .ifPresent(acceptor -> {
                    cells.recoveries()
                            .heard(acceptor, Directory.numberOf(hint), hint.members(), turn);
                    mastership.told(from, hint, acceptor, turn);
                    cells.wake(hint.cell());
                });
    }

    private void told(RingNotice notice, Turn turn) {
        switch (notice) {
            case RingNotice.Located located -> surroundings.located(located, turn);
            case RingNotice.RingChanged _ -> surroundings.ringChanged(turn);
            case RingNotice.PeerHeard(PeerId peer) -> {
                peers.heard(peer);
                cells.heard(peer, turn);
                cells.recoveries().tellEpochs(peer, turn);
            }
            case RingNotice.PeerSuspected(PeerId peer) -> {
                peers.suspected(peer, turn.now());
                considerAll(turn);
            }
            case RingNotice.Locate _, RingNotice.Depend _ -> {}
        }
    }

    private void stored(LogNotice.EntryStored stored, Turn turn) {
        Cell cell = genesis.cells().cellOf(stored.document());
        cells.master(cell)
                .ifPresent(session -> {
                    session.documents()
                            .authorOf(stored)
                            .ifPresent(author -> receipts.remember(stored, author));
                    session.documents().stored(stored, turn);
                    cells.wake(cell);
                });
        receipts.authorOf(stored)
                .ifPresent(author ->
                        turn.sendPlain(
                                author,
                                new UserMessage.Receipt(
                                        stored.document(),
                                        stored.ts(),
                                        stored.hash(),
                                        stored.peers(),
                                        stored.places())));
    }

    private void asked(AskId id, GroupRequest request, Turn turn) {
        switch (request) {
            case GroupRequest.CellAsked(var document) ->
                    turn.plain().add(new Effect.Answer(id, views.cell(document)));
            case GroupRequest.GroupsAsked _ ->
                    turn.plain().add(new Effect.Answer(id, views.groups()));
            case GroupRequest.DocumentsAsked(String after, int limit) ->
                    turn.plain().add(new Effect.Answer(id, views.documents(after, limit)));
            case GroupRequest.VoicesAsked _ ->
                    turn.plain().add(new Effect.Answer(id, views.voices()));
            case GroupRequest.ExportsAsked _ ->
                    turn.plain()
                            .add(
                                    new Effect.Answer(
                                            id, new GroupReply.Exported(cells.exports().lines())));
            case GroupRequest.RecoverCell recover -> cells.recoveries().begin(id, recover, turn);
            case GroupRequest.LeaveGroups(Duration limit) -> leaving.begin(id, limit, turn);
        }
    }

    /** The parts of this peer, for checks. */
    Cells cells() {
        return cells;
    }
}
