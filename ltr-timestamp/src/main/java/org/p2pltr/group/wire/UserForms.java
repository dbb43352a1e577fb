package org.p2pltr.group.wire;

import static org.p2pltr.group.wire.Forms.form;
import static org.p2pltr.group.wire.Forms.list;

import com.google.protobuf.ByteString;
import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.group.wire.proto.AskLastForm;
import org.p2pltr.group.wire.proto.BusyForm;
import org.p2pltr.group.wire.proto.CellsForm;
import org.p2pltr.group.wire.proto.CursorForm;
import org.p2pltr.group.wire.proto.DocumentHeadForm;
import org.p2pltr.group.wire.proto.GroupForm;
import org.p2pltr.group.wire.proto.GroupsForm;
import org.p2pltr.group.wire.proto.HeadsForm;
import org.p2pltr.group.wire.proto.OutcomeForm;
import org.p2pltr.group.wire.proto.PublishForm;
import org.p2pltr.group.wire.proto.ReceiptForm;
import org.p2pltr.group.wire.proto.RedirectForm;
import org.p2pltr.group.wire.proto.SubscribeForm;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;
import org.p2pltr.master.UserMessage.GroupHint;

/** What User Peers and masters tell each other, as forms and back. */
final class UserForms {
    private UserForms() {}

    static PublishForm of(UserMessage.Publish publish) {
        return PublishForm.newBuilder()
                .setId(publish.id().value())
                .setDocument(publish.document().name())
                .setExpected(form(publish.expected()))
                .addAllEntries(list(publish.entries(), Forms::form))
                .build();
    }

    static UserMessage.Publish publish(PublishForm form) {
        return new UserMessage.Publish(
                new RequestId(form.getId()),
                Forms.document(form.getDocument()),
                Forms.head(form.getExpected()),
                list(form.getEntriesList(), Forms::entry));
    }

    static AskLastForm of(UserMessage.AskLast ask) {
        return AskLastForm.newBuilder()
                .setId(ask.id().value())
                .setDocument(ask.document().name())
                .setHave(ask.have().value())
                .build();
    }

    static UserMessage.AskLast askLast(AskLastForm form) {
        return new UserMessage.AskLast(
                new RequestId(form.getId()),
                Forms.document(form.getDocument()),
                new Timestamp(form.getHave()));
    }

    static OutcomeForm outcome(
            RequestId id, DocumentKey document, Head head, List<PatchEntry> tail) {
        return OutcomeForm.newBuilder()
                .setId(id.value())
                .setDocument(document.name())
                .setHead(form(head))
                .addAllTail(list(tail, Forms::form))
                .build();
    }

    static UserMessage validated(OutcomeForm form) {
        return new UserMessage.Validated(
                new RequestId(form.getId()),
                Forms.document(form.getDocument()),
                Forms.head(form.getHead()));
    }

    static UserMessage behind(OutcomeForm form) {
        return new UserMessage.Behind(
                new RequestId(form.getId()),
                Forms.document(form.getDocument()),
                Forms.head(form.getHead()),
                list(form.getTailList(), Forms::entry));
    }

    static UserMessage diverged(OutcomeForm form) {
        return new UserMessage.Diverged(
                new RequestId(form.getId()),
                Forms.document(form.getDocument()),
                Forms.head(form.getHead()));
    }

    static UserMessage last(OutcomeForm form) {
        return new UserMessage.Last(
                new RequestId(form.getId()),
                Forms.document(form.getDocument()),
                Forms.head(form.getHead()),
                list(form.getTailList(), Forms::entry));
    }

    static RedirectForm of(UserMessage.Redirect redirect) {
        return RedirectForm.newBuilder()
                .setId(redirect.id().value())
                .setCell(redirect.cell().number())
                .addAllGuesses(list(redirect.guesses(), Forms::form))
                .build();
    }

    static UserMessage redirect(RedirectForm form) {
        return new UserMessage.Redirect(
                new RequestId(form.getId()),
                Forms.cell(form.getCell()),
                list(form.getGuessesList(), Forms::peer));
    }

    static BusyForm of(UserMessage.Busy busy) {
        return BusyForm.newBuilder().setId(busy.id().value()).build();
    }

    static CellsForm cells(RequestId id, List<Cell> cells) {
        return CellsForm.newBuilder()
                .setId(id.value())
                .addAllCells(list(cells, Cell::number))
                .build();
    }

    static List<Cell> cells(CellsForm form) {
        return list(form.getCellsList(), Forms::cell);
    }

    static GroupsForm groups(RequestId id, List<GroupHint> groups) {
        return GroupsForm.newBuilder()
                .setId(id.value())
                .addAllGroups(list(groups, UserForms::group))
                .build();
    }

    static List<GroupHint> groups(GroupsForm form) {
        return list(form.getGroupsList(), UserForms::group);
    }

    static SubscribeForm of(UserMessage.Subscribe subscribe) {
        return SubscribeForm.newBuilder()
                .setId(subscribe.id().value())
                .addAllCursors(list(subscribe.cursors(), UserForms::cursor))
                .build();
    }

    static UserMessage subscribe(SubscribeForm form) {
        return new UserMessage.Subscribe(
                new RequestId(form.getId()), list(form.getCursorsList(), UserForms::cursor));
    }

    static HeadsForm of(UserMessage.Heads heads) {
        return HeadsForm.newBuilder()
                .setUpTo(cursor(heads.upTo()))
                .addAllHeads(list(heads.heads(), UserForms::head))
                .build();
    }

    static UserMessage heads(HeadsForm form) {
        return new UserMessage.Heads(
                cursor(form.getUpTo()), list(form.getHeadsList(), UserForms::head));
    }

    static ReceiptForm of(UserMessage.Receipt receipt) {
        return ReceiptForm.newBuilder()
                .setDocument(receipt.document().name())
                .setHead(form(new Head(receipt.ts(), receipt.hash())))
                .addAllPeers(list(receipt.peers(), Forms::form))
                .setPlaces(receipt.places())
                .build();
    }

    static UserMessage receipt(ReceiptForm form) {
        Head head = Forms.head(form.getHead());
        return new UserMessage.Receipt(
                Forms.document(form.getDocument()),
                head.ts(),
                head.hash(),
                list(form.getPeersList(), Forms::peer),
                form.getPlaces());
    }

    private static GroupForm group(GroupHint hint) {
        return GroupForm.newBuilder()
                .setCell(hint.cell().number())
                .setEpoch(hint.epoch())
                .setNum(hint.num())
                .addAllMembers(list(hint.members(), Forms::form))
                .build();
    }

    private static GroupHint group(GroupForm form) {
        List<ByteString> members = form.getMembersList();
        return new GroupHint(
                Forms.cell(form.getCell()),
                form.getEpoch(),
                form.getNum(),
                list(members, Forms::peer));
    }

    private static CursorForm cursor(UserMessage.Cursor cursor) {
        return CursorForm.newBuilder()
                .setCell(cursor.cell().number())
                .setSession(cursor.session())
                .setCounter(cursor.counter())
                .build();
    }

    private static UserMessage.Cursor cursor(CursorForm form) {
        return new UserMessage.Cursor(
                Forms.cell(form.getCell()), form.getSession(), form.getCounter());
    }

    private static DocumentHeadForm head(UserMessage.DocumentHead line) {
        return DocumentHeadForm.newBuilder()
                .setDocument(line.document().name())
                .setHead(form(line.head()))
                .setLabel(form(line.label().value()))
                .build();
    }

    private static UserMessage.DocumentHead head(DocumentHeadForm form) {
        return new UserMessage.DocumentHead(
                Forms.document(form.getDocument()),
                Forms.head(form.getHead()),
                new Label(Forms.bytes(form.getLabel())));
    }
}
