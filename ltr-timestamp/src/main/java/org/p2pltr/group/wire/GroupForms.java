package org.p2pltr.group.wire;

import static org.p2pltr.group.wire.Forms.form;
import static org.p2pltr.group.wire.Forms.list;

import com.google.protobuf.MessageLite;
import org.p2pltr.group.Config;
import org.p2pltr.group.GroupMessage;
import org.p2pltr.group.GroupMessage.Scope;
import org.p2pltr.group.GroupMessage.Source;
import org.p2pltr.group.Proposal;
import org.p2pltr.group.wire.proto.AcceptForm;
import org.p2pltr.group.wire.proto.AcceptedForm;
import org.p2pltr.group.wire.proto.AheadForm;
import org.p2pltr.group.wire.proto.AheadKeptForm;
import org.p2pltr.group.wire.proto.AnnounceForm;
import org.p2pltr.group.wire.proto.CollectForm;
import org.p2pltr.group.wire.proto.CollectedForm;
import org.p2pltr.group.wire.proto.InstalledForm;
import org.p2pltr.group.wire.proto.NackForm;
import org.p2pltr.group.wire.proto.NextForm;
import org.p2pltr.group.wire.proto.PrepareForm;
import org.p2pltr.group.wire.proto.PromiseForm;
import org.p2pltr.group.wire.proto.ProposalForm;
import org.p2pltr.group.wire.proto.PullForm;
import org.p2pltr.group.wire.proto.PullRefusedForm;
import org.p2pltr.group.wire.proto.StateForm;
import org.p2pltr.id.Hash;

/** What members of a master group tell each other, as forms and back. */
final class GroupForms {
    private GroupForms() {}

    static MessageLite of(GroupMessage.Prepare prepare) {
        PrepareForm.Builder out =
                PrepareForm.newBuilder()
                        .setCell(prepare.cell().number())
                        .setBallot(GroupValues.ballot(prepare.ballot()))
                        .setRound(prepare.round())
                        .setLease(prepare.lease());
        return switch (prepare.scope()) {
            case Scope.Nothing() -> out.setNothing(true).build();
            case Scope.One(var document) -> out.setDocument(document.name()).build();
            case Scope.Page(var from) -> out.setPage(GroupValues.place(from)).build();
        };
    }

    static GroupMessage prepare(PrepareForm in) {
        Scope scope =
                switch (in.getScopeCase()) {
                    case NOTHING -> new Scope.Nothing();
                    case DOCUMENT -> new Scope.One(Forms.document(in.getDocument()));
                    case PAGE -> new Scope.Page(GroupValues.place(in.getPage()));
                    case SCOPE_NOT_SET -> throw new IllegalArgumentException("no scope");
                };
        return new GroupMessage.Prepare(
                Forms.cell(in.getCell()),
                GroupValues.ballot(in.getBallot()),
                in.getRound(),
                scope,
                in.getLease());
    }

    static MessageLite of(GroupMessage.Promise promise) {
        PromiseForm.Builder out =
                PromiseForm.newBuilder()
                        .setCell(promise.cell().number())
                        .setBallot(GroupValues.ballot(promise.ballot()))
                        .setRound(promise.round())
                        .addAllRegisters(list(promise.registers(), GroupValues::held))
                        .setMore(promise.more())
                        .setLeased(promise.leased());
        return switch (promise.next()) {
            case Proposal.None() -> out.build();
            case Proposal.Accepted(var ballot, var config) ->
                    out.setNext(
                                    ProposalForm.newBuilder()
                                            .setBallot(GroupValues.ballot(ballot))
                                            .setConfig(form(config.bytes())))
                            .build();
        };
    }

    static GroupMessage promise(PromiseForm in) {
        Proposal next =
                in.hasNext()
                        ? new Proposal.Accepted(
                                GroupValues.ballot(in.getNext().getBallot()),
                                Config.of(Forms.bytes(in.getNext().getConfig())))
                        : new Proposal.None();
        return new GroupMessage.Promise(
                Forms.cell(in.getCell()),
                GroupValues.ballot(in.getBallot()),
                in.getRound(),
                next,
                list(in.getRegistersList(), GroupValues::held),
                in.getMore(),
                in.getLeased());
    }

    static MessageLite of(GroupMessage.Accept accept) {
        return AcceptForm.newBuilder()
                .setCell(accept.cell().number())
                .setBallot(GroupValues.ballot(accept.ballot()))
                .addAllWrites(list(accept.writes(), GroupValues::held))
                .addAllPublished(list(accept.published(), GroupValues::published))
                .build();
    }

    static GroupMessage accept(AcceptForm in) {
        return new GroupMessage.Accept(
                Forms.cell(in.getCell()),
                GroupValues.ballot(in.getBallot()),
                list(in.getWritesList(), GroupValues::held),
                list(in.getPublishedList(), GroupValues::published));
    }

    static MessageLite of(GroupMessage.Accepted accepted) {
        return AcceptedForm.newBuilder()
                .setCell(accepted.cell().number())
                .setBallot(GroupValues.ballot(accepted.ballot()))
                .addAllWrites(list(accepted.writes(), GroupValues::mark))
                .build();
    }

    static GroupMessage accepted(AcceptedForm in) {
        return new GroupMessage.Accepted(
                Forms.cell(in.getCell()),
                GroupValues.ballot(in.getBallot()),
                list(in.getWritesList(), GroupValues::mark));
    }

    static MessageLite of(GroupMessage.AcceptNext accept) {
        return NextForm.newBuilder()
                .setCell(accept.cell().number())
                .setBallot(GroupValues.ballot(accept.ballot()))
                .setNext(form(accept.next().bytes()))
                .build();
    }

    static GroupMessage acceptNext(NextForm in) {
        return new GroupMessage.AcceptNext(
                Forms.cell(in.getCell()),
                GroupValues.ballot(in.getBallot()),
                Config.of(Forms.bytes(in.getNext())));
    }

    static MessageLite of(GroupMessage.AcceptedNext accepted) {
        return NextForm.newBuilder()
                .setCell(accepted.cell().number())
                .setBallot(GroupValues.ballot(accepted.ballot()))
                .build();
    }

    static GroupMessage acceptedNext(NextForm in) {
        return new GroupMessage.AcceptedNext(
                Forms.cell(in.getCell()), GroupValues.ballot(in.getBallot()));
    }

    static MessageLite of(GroupMessage.Nack nack) {
        return NackForm.newBuilder()
                .setCell(nack.cell().number())
                .setBallot(GroupValues.ballot(nack.ballot()))
                .setWhy(GroupValues.why(nack.why()))
                .build();
    }

    static GroupMessage nack(NackForm in) {
        return new GroupMessage.Nack(
                Forms.cell(in.getCell()),
                GroupValues.ballot(in.getBallot()),
                GroupValues.why(in.getWhy()));
    }

    static MessageLite of(GroupMessage.Announce announce) {
        return AnnounceForm.newBuilder()
                .setLineage(GroupValues.lineage(announce.lineage()))
                .setDone(announce.done())
                .build();
    }

    static GroupMessage announce(AnnounceForm in) {
        return new GroupMessage.Announce(GroupValues.lineage(in.getLineage()), in.getDone());
    }

    static MessageLite of(GroupMessage.Installed installed) {
        return InstalledForm.newBuilder()
                .setCell(installed.cell().number())
                .setNumber(GroupValues.number(installed.number()))
                .setYes(installed.yes())
                .build();
    }

    static GroupMessage installed(InstalledForm in) {
        return new GroupMessage.Installed(
                Forms.cell(in.getCell()), GroupValues.number(in.getNumber()), in.getYes());
    }

    static MessageLite of(GroupMessage.Pull pull) {
        return PullForm.newBuilder()
                .setLineage(GroupValues.lineage(pull.lineage()))
                .setFrom(GroupValues.place(pull.from()))
                .addAllCopied(list(pull.copied(), GroupValues::digest))
                .build();
    }

    static GroupMessage pull(PullForm in) {
        return new GroupMessage.Pull(
                GroupValues.lineage(in.getLineage()),
                GroupValues.place(in.getFrom()),
                list(in.getCopiedList(), GroupValues::digest));
    }

    static MessageLite of(GroupMessage.State state) {
        StateForm.Builder out =
                StateForm.newBuilder()
                        .setCell(state.cell().number())
                        .setNumber(GroupValues.number(state.number()))
                        .setFrom(GroupValues.place(state.from()))
                        .addAllRegisters(list(state.registers(), GroupValues::held))
                        .setMore(state.more())
                        .addAllSame(list(state.same(), hash -> form(hash.value())));
        return switch (state.source()) {
            case Source.Frozen() -> out.setFrozen(true).build();
            case Source.Live(var promised) -> out.setLive(GroupValues.ballot(promised)).build();
        };
    }

    static GroupMessage state(StateForm in) {
        Source source =
                switch (in.getSourceCase()) {
                    case FROZEN -> new Source.Frozen();
                    case LIVE -> new Source.Live(GroupValues.ballot(in.getLive()));
                    case SOURCE_NOT_SET ->
                            throw new IllegalArgumentException("a state of no known kind");
                };
        return new GroupMessage.State(
                Forms.cell(in.getCell()),
                GroupValues.number(in.getNumber()),
                GroupValues.place(in.getFrom()),
                source,
                list(in.getRegistersList(), GroupValues::held),
                list(in.getSameList(), hash -> new Hash(Forms.bytes(hash))),
                in.getMore());
    }

    static MessageLite of(GroupMessage.Ahead ahead) {
        return AheadForm.newBuilder()
                .setCell(ahead.cell().number())
                .setNumber(GroupValues.number(ahead.number()))
                .setFrom(GroupValues.place(ahead.from()))
                .addAllRegisters(list(ahead.registers(), GroupValues::held))
                .setMore(ahead.more())
                .build();
    }

    static GroupMessage ahead(AheadForm in) {
        return new GroupMessage.Ahead(
                Forms.cell(in.getCell()),
                GroupValues.number(in.getNumber()),
                GroupValues.place(in.getFrom()),
                list(in.getRegistersList(), GroupValues::held),
                in.getMore());
    }

    static MessageLite of(GroupMessage.AheadKept kept) {
        return AheadKeptForm.newBuilder()
                .setCell(kept.cell().number())
                .setNumber(GroupValues.number(kept.number()))
                .setFrom(GroupValues.place(kept.from()))
                .build();
    }

    static GroupMessage aheadKept(AheadKeptForm in) {
        return new GroupMessage.AheadKept(
                Forms.cell(in.getCell()),
                GroupValues.number(in.getNumber()),
                GroupValues.place(in.getFrom()));
    }

    static MessageLite of(GroupMessage.PullRefused refused) {
        return PullRefusedForm.newBuilder()
                .setCell(refused.cell().number())
                .setNumber(GroupValues.number(refused.number()))
                .setWhy(GroupValues.why(refused.why()))
                .build();
    }

    static GroupMessage pullRefused(PullRefusedForm in) {
        return new GroupMessage.PullRefused(
                Forms.cell(in.getCell()),
                GroupValues.number(in.getNumber()),
                GroupValues.why(in.getWhy()));
    }

    static MessageLite of(GroupMessage.Collect collect) {
        return CollectForm.newBuilder()
                .setCell(collect.cell().number())
                .setEpoch(collect.epoch())
                .setFrom(GroupValues.place(collect.from()))
                .build();
    }

    static GroupMessage collect(CollectForm in) {
        return new GroupMessage.Collect(
                Forms.cell(in.getCell()), in.getEpoch(), GroupValues.place(in.getFrom()));
    }

    static MessageLite of(GroupMessage.Collected collected) {
        return CollectedForm.newBuilder()
                .setCell(collected.cell().number())
                .setEpoch(collected.epoch())
                .setFrom(GroupValues.place(collected.from()))
                .addAllNewest(list(collected.newest(), GroupValues::lineage))
                .addAllRegisters(list(collected.registers(), GroupValues::held))
                .setMore(collected.more())
                .build();
    }

    static GroupMessage collected(CollectedForm in) {
        return new GroupMessage.Collected(
                Forms.cell(in.getCell()),
                in.getEpoch(),
                GroupValues.place(in.getFrom()),
                list(in.getNewestList(), GroupValues::lineage),
                list(in.getRegistersList(), GroupValues::held),
                in.getMore());
    }
}
