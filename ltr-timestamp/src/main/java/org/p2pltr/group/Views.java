package org.p2pltr.group;

import java.util.List;
import java.util.Optional;
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

    private GroupReply.CellLine line(Acceptor acceptor) {
        Cell cell = acceptor.standing().cell();
        List<PeerId> members =
                cells.hint(cell)
                        .map(UserMessage.GroupHint::members)
                        .orElse(acceptor.standing().config().members());
        return new GroupReply.CellLine(
                cell,
                acceptor.standing().config().number(),
                members,
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
