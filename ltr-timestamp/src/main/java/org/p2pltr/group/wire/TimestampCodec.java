package org.p2pltr.group.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.util.List;
import org.p2pltr.env.Message;
import org.p2pltr.group.GroupMessage;
import org.p2pltr.group.wire.proto.AcceptForm;
import org.p2pltr.group.wire.proto.AcceptedForm;
import org.p2pltr.group.wire.proto.AheadForm;
import org.p2pltr.group.wire.proto.AheadKeptForm;
import org.p2pltr.group.wire.proto.AnnounceForm;
import org.p2pltr.group.wire.proto.AskLastForm;
import org.p2pltr.group.wire.proto.BusyForm;
import org.p2pltr.group.wire.proto.CellsForm;
import org.p2pltr.group.wire.proto.CollectForm;
import org.p2pltr.group.wire.proto.CollectedForm;
import org.p2pltr.group.wire.proto.GroupsForm;
import org.p2pltr.group.wire.proto.HeadsForm;
import org.p2pltr.group.wire.proto.InstalledForm;
import org.p2pltr.group.wire.proto.NackForm;
import org.p2pltr.group.wire.proto.NextForm;
import org.p2pltr.group.wire.proto.OutcomeForm;
import org.p2pltr.group.wire.proto.PrepareForm;
import org.p2pltr.group.wire.proto.PromiseForm;
import org.p2pltr.group.wire.proto.PublishForm;
import org.p2pltr.group.wire.proto.PullForm;
import org.p2pltr.group.wire.proto.PullRefusedForm;
import org.p2pltr.group.wire.proto.ReceiptForm;
import org.p2pltr.group.wire.proto.RedirectForm;
import org.p2pltr.group.wire.proto.StateForm;
import org.p2pltr.group.wire.proto.SubscribeForm;
import org.p2pltr.id.Bytes;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;
import org.p2pltr.wire.MalformedMessageException;
import org.p2pltr.wire.MessageCodec;

/** The messages about timestamps as bytes: numbers 200 to 299. Called from any thread. */
public final class TimestampCodec implements MessageCodec {
    private static final RequestId NO_ID = new RequestId(0);

    @Override
    public int firstNumber() {
        return 200;
    }

    @Override
    public int lastNumber() {
        return 299;
    }

    @Override
    public boolean writes(Message message) {
        return message instanceof UserMessage || message instanceof GroupMessage;
    }

    @Override
    public int numberOf(Message message) {
        if (message instanceof UserMessage user) return number(user);
        if (message instanceof GroupMessage group) return number(group);
        throw notOurs(message);
    }

    @Override
    public Bytes encode(Message message) {
        if (message instanceof UserMessage user) return Bytes.of(form(user).toByteArray());
        if (message instanceof GroupMessage group) return Bytes.of(form(group).toByteArray());
        throw notOurs(message);
    }

    @Override
    public Message decode(int number, Bytes bytes) throws MalformedMessageException {
        try {
            return message(number, bytes.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedMessageException("not a message of kind " + number, e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // The values check themselves; what they refuse is the sender's fault.
            throw new MalformedMessageException("kind " + number + ": " + e.getMessage(), e);
        }
    }

    private static int number(UserMessage message) {
        return switch (message) {
            case UserMessage.Publish _ -> 200;
            case UserMessage.AskLast _ -> 201;
            case UserMessage.FindGroups _ -> 202;
            case UserMessage.Subscribe _ -> 203;
            case UserMessage.Validated _ -> 210;
            case UserMessage.Behind _ -> 211;
            case UserMessage.Diverged _ -> 212;
            case UserMessage.Last _ -> 213;
            case UserMessage.Redirect _ -> 214;
            case UserMessage.Busy _ -> 215;
            case UserMessage.GroupsFound _ -> 216;
            case UserMessage.NotSubscribed _ -> 217;
            case UserMessage.Heads _ -> 218;
            case UserMessage.Receipt _ -> 219;
        };
    }

    private static int number(GroupMessage message) {
        return switch (message) {
            case GroupMessage.Prepare _ -> 220;
            case GroupMessage.Promise _ -> 221;
            case GroupMessage.Accept _ -> 222;
            case GroupMessage.Accepted _ -> 223;
            case GroupMessage.AcceptNext _ -> 224;
            case GroupMessage.AcceptedNext _ -> 225;
            case GroupMessage.Nack _ -> 226;
            case GroupMessage.Announce _ -> 227;
            case GroupMessage.Installed _ -> 228;
            case GroupMessage.Pull _ -> 229;
            case GroupMessage.State _ -> 230;
            case GroupMessage.PullRefused _ -> 231;
            case GroupMessage.Collect _ -> 232;
            case GroupMessage.Collected _ -> 233;
            case GroupMessage.Ahead _ -> 234;
            case GroupMessage.AheadKept _ -> 235;
            case GroupMessage.AskGroups _ -> 240;
            case GroupMessage.TellGroups _ -> 241;
        };
    }

    private static MessageLite form(UserMessage message) {
        return switch (message) {
            case UserMessage.Publish m -> UserForms.of(m);
            case UserMessage.AskLast m -> UserForms.of(m);
            case UserMessage.FindGroups(var id, var cells) -> UserForms.cells(id, cells);
            case UserMessage.Subscribe m -> UserForms.of(m);
            case UserMessage.Validated(var id, var document, var head) ->
                    UserForms.outcome(id, document, head, List.of());
            case UserMessage.Behind(var id, var document, var head, var tail) ->
                    UserForms.outcome(id, document, head, tail);
            case UserMessage.Diverged(var id, var document, var head) ->
                    UserForms.outcome(id, document, head, List.of());
            case UserMessage.Last(var id, var document, var head, var tail) ->
                    UserForms.outcome(id, document, head, tail);
            case UserMessage.Redirect m -> UserForms.of(m);
            case UserMessage.Busy m -> UserForms.of(m);
            case UserMessage.GroupsFound(var id, var groups) -> UserForms.groups(id, groups);
            case UserMessage.NotSubscribed(var id, var groups) -> UserForms.groups(id, groups);
            case UserMessage.Heads m -> UserForms.of(m);
            case UserMessage.Receipt m -> UserForms.of(m);
        };
    }

    private static MessageLite form(GroupMessage message) {
        return switch (message) {
            case GroupMessage.Prepare m -> GroupForms.of(m);
            case GroupMessage.Promise m -> GroupForms.of(m);
            case GroupMessage.Accept m -> GroupForms.of(m);
            case GroupMessage.Accepted m -> GroupForms.of(m);
            case GroupMessage.AcceptNext m -> GroupForms.of(m);
            case GroupMessage.AcceptedNext m -> GroupForms.of(m);
            case GroupMessage.Nack m -> GroupForms.of(m);
            case GroupMessage.Announce m -> GroupForms.of(m);
            case GroupMessage.Installed m -> GroupForms.of(m);
            case GroupMessage.Pull m -> GroupForms.of(m);
            case GroupMessage.State m -> GroupForms.of(m);
            case GroupMessage.PullRefused m -> GroupForms.of(m);
            case GroupMessage.Collect m -> GroupForms.of(m);
            case GroupMessage.Collected m -> GroupForms.of(m);
            case GroupMessage.Ahead m -> GroupForms.of(m);
            case GroupMessage.AheadKept m -> GroupForms.of(m);
            case GroupMessage.AskGroups(var cells) -> UserForms.cells(NO_ID, cells);
            case GroupMessage.TellGroups(var groups) -> UserForms.groups(NO_ID, groups);
        };
    }

    private static Message message(int number, byte[] bytes)
            throws InvalidProtocolBufferException, MalformedMessageException {
        return switch (number) {
            case 200 -> UserForms.publish(PublishForm.parseFrom(bytes));
            case 201 -> UserForms.askLast(AskLastForm.parseFrom(bytes));
            case 202 -> findGroups(CellsForm.parseFrom(bytes));
            case 203 -> UserForms.subscribe(SubscribeForm.parseFrom(bytes));
            case 210 -> UserForms.validated(OutcomeForm.parseFrom(bytes));
            case 211 -> UserForms.behind(OutcomeForm.parseFrom(bytes));
            case 212 -> UserForms.diverged(OutcomeForm.parseFrom(bytes));
            case 213 -> UserForms.last(OutcomeForm.parseFrom(bytes));
            case 214 -> UserForms.redirect(RedirectForm.parseFrom(bytes));
            case 215 -> new UserMessage.Busy(new RequestId(BusyForm.parseFrom(bytes).getId()));
            case 216 -> groupsFound(GroupsForm.parseFrom(bytes));
            case 217 -> notSubscribed(GroupsForm.parseFrom(bytes));
            case 218 -> UserForms.heads(HeadsForm.parseFrom(bytes));
            case 219 -> UserForms.receipt(ReceiptForm.parseFrom(bytes));
            default -> groupMessage(number, bytes);
        };
    }

    private static Message groupMessage(int number, byte[] bytes)
            throws InvalidProtocolBufferException, MalformedMessageException {
        return switch (number) {
            case 220 -> GroupForms.prepare(PrepareForm.parseFrom(bytes));
            case 221 -> GroupForms.promise(PromiseForm.parseFrom(bytes));
            case 222 -> GroupForms.accept(AcceptForm.parseFrom(bytes));
            case 223 -> GroupForms.accepted(AcceptedForm.parseFrom(bytes));
            case 224 -> GroupForms.acceptNext(NextForm.parseFrom(bytes));
            case 225 -> GroupForms.acceptedNext(NextForm.parseFrom(bytes));
            case 226 -> GroupForms.nack(NackForm.parseFrom(bytes));
            case 227 -> GroupForms.announce(AnnounceForm.parseFrom(bytes));
            case 228 -> GroupForms.installed(InstalledForm.parseFrom(bytes));
            case 229 -> GroupForms.pull(PullForm.parseFrom(bytes));
            case 230 -> GroupForms.state(StateForm.parseFrom(bytes));
            case 231 -> GroupForms.pullRefused(PullRefusedForm.parseFrom(bytes));
            case 232 -> GroupForms.collect(CollectForm.parseFrom(bytes));
            case 233 -> GroupForms.collected(CollectedForm.parseFrom(bytes));
            case 234 -> GroupForms.ahead(AheadForm.parseFrom(bytes));
            case 235 -> GroupForms.aheadKept(AheadKeptForm.parseFrom(bytes));
            case 240 -> new GroupMessage.AskGroups(UserForms.cells(CellsForm.parseFrom(bytes)));
            case 241 -> new GroupMessage.TellGroups(UserForms.groups(GroupsForm.parseFrom(bytes)));
            default ->
                    throw new MalformedMessageException(
                            number + " is not a message about timestamps");
        };
    }

    private static UserMessage findGroups(CellsForm form) {
        return new UserMessage.FindGroups(new RequestId(form.getId()), UserForms.cells(form));
    }

    private static UserMessage groupsFound(GroupsForm form) {
        return new UserMessage.GroupsFound(new RequestId(form.getId()), UserForms.groups(form));
    }

    private static UserMessage notSubscribed(GroupsForm form) {
        return new UserMessage.NotSubscribed(new RequestId(form.getId()), UserForms.groups(form));
    }

    private static IllegalArgumentException notOurs(Message message) {
        return new IllegalArgumentException("not a message about timestamps: " + message);
    }
}
