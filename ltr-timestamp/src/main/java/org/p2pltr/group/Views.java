package org.p2pltr.group;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;

/** What the outside may see of a peer's cells. */
final class Views {
    private final PeerId self;
    private final Genesis genesis;
    private final Cells cells;

    Views(PeerId self, Genesis genesis, Cells cells) {
        this.self = self;
        this.genesis = genesis;
        this.cells = cells;
    }

    GroupReply.CellView cell(DocumentKey document) {
        Cell cell = genesis.cells().cellOf(document);
        Optional<UserMessage.GroupHint> hint = cells.hint(cell);
        return new GroupReply.CellView(
                cell,
                hint.map(Directory::numberOf).orElse(ConfigNumber.FIRST),
                hint.map(UserMessage.GroupHint::members).orElse(List.of()),
                partIn(cell),
                head(cell, document).stream().toList());
    }

    GroupReply.GroupsView groups() {
        return new GroupReply.GroupsView(
                cells.acceptors().values().stream()
                        .filter(Acceptor::isServing)
                        .map(this::line)
                        .toList());
    }

    /**
     * Cells in whose groups this peer has a voice, and nobody is known to have gone on without it.
     */
    GroupReply.Voices voices() {
        return new GroupReply.Voices(
                cells.acceptors().values().stream()
                        .filter(own -> !own.hasLetGo() && !isSuperseded(own))
                        .map(Views::voice)
                        .toList());
    }

    private boolean isSuperseded(Acceptor own) {
        ConfigNumber newest = own.standing().newest().number();
        return cells.hint(own.standing().cell())
                .map(hint -> newest.isBefore(Directory.numberOf(hint)))
                .orElse(false);
    }

    private static GroupReply.Voice voice(Acceptor own) {
        Standing standing = own.standing();
        Lineage newest = standing.newest();
        return new GroupReply.Voice(
                standing.cell(),
                newest.number(),
                newest.config().members(),
                standing.isFrozen() && !standing.settled()
                        ? newest.previous().members()
                        : List.of(),
                own.isOver(newest.number()),
                own.registers().size());
    }

    /** The first documents after a name, over all cells that this peer looks after. */
    GroupReply.DocumentsView documents(String after, int limit) {
        TreeMap<DocumentKey, GroupReply.DocumentLine> lines = new TreeMap<>();
        for (Acceptor acceptor : cells.acceptors().values()) {
            if (!acceptor.isServing()) continue;
            NavigableMap<DocumentKey, Register> rest =
                    after.isEmpty()
                            ? acceptor.registers()
                            : acceptor.registers().tailMap(DocumentKey.of(after), false);
            rest.entrySet().stream()
                    .limit(limit)
                    .forEach(each ->
                            lines.put(
                                    each.getKey(), line(acceptor, each.getKey(), each.getValue())));
        }
        return new GroupReply.DocumentsView(lines.values().stream().limit(limit).toList());
    }

    private GroupReply.DocumentLine line(
            Acceptor acceptor, DocumentKey document, Register register) {
        Cell cell = acceptor.standing().cell();
        return new GroupReply.DocumentLine(
                document,
                cell,
                members(acceptor),
                partIn(cell),
                head(cell, document).orElse(register.head()),
                register.ballot());
    }

    private List<PeerId> members(Acceptor acceptor) {
        return cells.hint(acceptor.standing().cell())
                .map(UserMessage.GroupHint::members)
                .orElse(acceptor.standing().config().members());
    }

    private GroupReply.CellLine line(Acceptor acceptor) {
        Cell cell = acceptor.standing().cell();
        return new GroupReply.CellLine(
                cell,
                acceptor.standing().config().number(),
                members(acceptor),
                partIn(cell),
                acceptor.registers().size());
    }

    private GroupReply.Part partIn(Cell cell) {
        if (cells.master(cell).isPresent()) return GroupReply.Part.MASTER;
        boolean member =
                cells.acceptor(cell)
                        .filter(Acceptor::isServing)
                        .filter(own -> own.standing().config().has(self))
                        .isPresent();
        return member ? GroupReply.Part.MEMBER : GroupReply.Part.NONE;
    }

    private Optional<Head> head(Cell cell, DocumentKey document) {
        return cells.master(cell)
                .flatMap(session -> session.documents().headOf(document))
                .or(() ->
                        cells.acceptor(cell)
                                .map(own -> own.registers().get(document))
                                .map(Register::head));
    }
}
