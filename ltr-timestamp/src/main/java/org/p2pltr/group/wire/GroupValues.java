package org.p2pltr.group.wire;

import static org.p2pltr.group.wire.Forms.form;
import static org.p2pltr.group.wire.Forms.list;

import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.group.Ballot;
import org.p2pltr.group.Config;
import org.p2pltr.group.ConfigNumber;
import org.p2pltr.group.GroupMessage;
import org.p2pltr.group.GroupMessage.Place;
import org.p2pltr.group.GroupMessage.Why;
import org.p2pltr.group.Lineage;
import org.p2pltr.group.Register;
import org.p2pltr.group.wire.proto.BallotForm;
import org.p2pltr.group.wire.proto.HeldForm;
import org.p2pltr.group.wire.proto.LineageForm;
import org.p2pltr.group.wire.proto.MarkForm;
import org.p2pltr.group.wire.proto.NumberForm;
import org.p2pltr.group.wire.proto.PageDigestForm;
import org.p2pltr.group.wire.proto.PlaceForm;
import org.p2pltr.group.wire.proto.PublishedForm;
import org.p2pltr.group.wire.proto.RegisterForm;
import org.p2pltr.group.wire.proto.WhyForm;
import org.p2pltr.id.Hash;

/** Values of the master group's messages, as forms and back. */
final class GroupValues {
    /** Highest number of a ballot from outside: there is always a higher one to take. */
    private static final long MAX_N = 1L << 60;

    private GroupValues() {}

    static BallotForm ballot(Ballot ballot) {
        return BallotForm.newBuilder()
                .setEpoch(ballot.config().epoch())
                .setNum(ballot.config().num())
                .setN(ballot.n())
                .setPeer(form(ballot.peer()))
                .build();
    }

    static Ballot ballot(BallotForm form) {
        ConfigNumber config = new ConfigNumber(form.getEpoch(), form.getNum());
        if (form.getN() > MAX_N)
            throw new IllegalArgumentException("a ballot's number is at most 2^60");
        return new Ballot(config, form.getN(), Forms.peer(form.getPeer()));
    }

    static NumberForm number(ConfigNumber number) {
        return NumberForm.newBuilder().setEpoch(number.epoch()).setNum(number.num()).build();
    }

    static ConfigNumber number(NumberForm form) {
        return new ConfigNumber(form.getEpoch(), form.getNum());
    }

    static LineageForm lineage(Lineage lineage) {
        return LineageForm.newBuilder()
                .setPrevious(form(lineage.previous().bytes()))
                .setConfig(form(lineage.config().bytes()))
                .build();
    }

    static Lineage lineage(LineageForm form) {
        return new Lineage(
                Config.of(Forms.bytes(form.getPrevious())),
                Config.of(Forms.bytes(form.getConfig())));
    }

    static HeldForm held(GroupMessage.Held held) {
        Register register = held.register();
        RegisterForm.Builder value =
                RegisterForm.newBuilder()
                        .setBallot(ballot(register.ballot()))
                        .setLast(form(register.last().bytes()))
                        .addAllUnpublished(list(register.unpublished(), Forms::form));
        return HeldForm.newBuilder().setDocument(held.document().name()).setRegister(value).build();
    }

    static GroupMessage.Held held(HeldForm form) {
        RegisterForm value = form.getRegister();
        Register register =
                new Register(
                        ballot(value.getBallot()),
                        EntryHeader.of(Forms.bytes(value.getLast())),
                        list(value.getUnpublishedList(), Forms::entry));
        return new GroupMessage.Held(Forms.document(form.getDocument()), register);
    }

    static PlaceForm place(Place place) {
        return switch (place) {
            case Place.Start() -> PlaceForm.newBuilder().setStart(true).build();
            case Place.After(var document) ->
                    PlaceForm.newBuilder().setAfter(document.name()).build();
        };
    }

    static Place place(PlaceForm form) {
        return switch (form.getPlaceCase()) {
            case START -> new Place.Start();
            case AFTER -> new Place.After(Forms.document(form.getAfter()));
            case PLACE_NOT_SET -> throw new IllegalArgumentException("a page begins nowhere");
        };
    }

    static PageDigestForm digest(GroupMessage.PageDigest part) {
        return PageDigestForm.newBuilder()
                .setUpTo(part.upTo().name())
                .setDigest(form(part.digest().value()))
                .build();
    }

    static GroupMessage.PageDigest digest(PageDigestForm form) {
        return new GroupMessage.PageDigest(
                Forms.document(form.getUpTo()), new Hash(Forms.bytes(form.getDigest())));
    }

    static WhyForm why(Why why) {
        WhyForm.Builder form = WhyForm.newBuilder();
        return switch (why) {
            case Why.LowBallot(Ballot promised) -> form.setLowBallot(ballot(promised)).build();
            case Why.NotInstalled() -> form.setNotInstalled(true).build();
            case Why.Newer(Lineage lineage) -> form.setNewer(lineage(lineage)).build();
            case Why.OldEpoch(long epoch) -> form.setOldEpoch(epoch).build();
            case Why.Leased() -> form.setLeased(true).build();
        };
    }

    static Why why(WhyForm form) {
        return switch (form.getWhyCase()) {
            case LOW_BALLOT -> new Why.LowBallot(ballot(form.getLowBallot()));
            case NOT_INSTALLED -> new Why.NotInstalled();
            case NEWER -> new Why.Newer(lineage(form.getNewer()));
            case OLD_EPOCH -> new Why.OldEpoch(form.getOldEpoch());
            case LEASED -> new Why.Leased();
            case WHY_NOT_SET -> throw new IllegalArgumentException("a refusal without a reason");
        };
    }

    static PublishedForm published(GroupMessage.Published published) {
        return PublishedForm.newBuilder()
                .setDocument(published.document().name())
                .setUpTo(form(published.upTo()))
                .build();
    }

    static GroupMessage.Published published(PublishedForm form) {
        return new GroupMessage.Published(
                Forms.document(form.getDocument()), Forms.head(form.getUpTo()));
    }

    static MarkForm mark(GroupMessage.Mark mark) {
        return MarkForm.newBuilder()
                .setDocument(mark.document().name())
                .setTs(mark.ts().value())
                .build();
    }

    static GroupMessage.Mark mark(MarkForm form) {
        return new GroupMessage.Mark(
                Forms.document(form.getDocument()), new Timestamp(form.getTs()));
    }
}
