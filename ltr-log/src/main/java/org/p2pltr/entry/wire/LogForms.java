package org.p2pltr.entry.wire;

import com.google.protobuf.ByteString;
import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.wire.proto.Answer;
import org.p2pltr.entry.wire.proto.AskHoldings;
import org.p2pltr.entry.wire.proto.Holdings;
import org.p2pltr.entry.wire.proto.Holds;
import org.p2pltr.entry.wire.proto.LogGet;
import org.p2pltr.entry.wire.proto.LogPut;
import org.p2pltr.entry.wire.proto.NotStored;
import org.p2pltr.entry.wire.proto.Offer;
import org.p2pltr.entry.wire.proto.Range;
import org.p2pltr.entry.wire.proto.Refusal;
import org.p2pltr.entry.wire.proto.Slot;
import org.p2pltr.entry.wire.proto.Stored;
import org.p2pltr.entry.wire.proto.Summary;
import org.p2pltr.entry.wire.proto.Want;
import org.p2pltr.id.Bytes;
import org.p2pltr.logpeer.LogMessage;

/** The log's messages in their generated form, and the small values that both directions share. */
final class LogForms {
    private LogForms() {}

    static LogPut of(LogMessage.LogPut put) {
        LogPut.Builder form = LogPut.newBuilder().setDocument(put.document().name());
        put.entries().forEach(entry -> form.addEntries(bytes(entry.bytes())));
        return form.setRepair(put.repair()).build();
    }

    static LogGet of(LogMessage.LogGet get) {
        return LogGet.newBuilder()
                .setQuestion(get.question())
                .setDocument(get.document().name())
                .setFirst(get.range().first().value())
                .setLast(get.range().last().value())
                .setBodies(get.bodies())
                .build();
    }

    static AskHoldings of(LogMessage.AskHoldings ask) {
        return AskHoldings.newBuilder()
                .setQuestion(ask.question())
                .setDocument(ask.document().name())
                .build();
    }

    static Stored of(LogMessage.Stored stored) {
        return Stored.newBuilder()
                .setDocument(stored.document().name())
                .addAllSlots(slots(stored.slots()))
                .build();
    }

    static NotStored of(LogMessage.NotStored refused) {
        Refusal why =
                switch (refused.why()) {
                    case FULL -> Refusal.REFUSAL_FULL;
                    case MALFORMED -> Refusal.REFUSAL_MALFORMED;
                };
        return NotStored.newBuilder()
                .setDocument(refused.document().name())
                .setSlot(slot(refused.slot()))
                .setWhy(why)
                .build();
    }

    static Answer of(LogMessage.Entries entries) {
        Answer.Builder form =
                Answer.newBuilder()
                        .setQuestion(entries.question())
                        .setDocument(entries.document().name())
                        .setThrough(entries.through().value());
        entries.entries().forEach(entry -> form.addItems(bytes(entry.bytes())));
        return form.build();
    }

    static Answer of(LogMessage.Headers headers) {
        Answer.Builder form =
                Answer.newBuilder()
                        .setQuestion(headers.question())
                        .setDocument(headers.document().name())
                        .setThrough(headers.through().value());
        headers.headers().forEach(header -> form.addItems(bytes(header.bytes())));
        return form.build();
    }

    static Offer of(LogMessage.Offer offer) {
        Offer.Builder form = Offer.newBuilder();
        for (var summary : offer.segments())
            form.addSegments(
                    Summary.newBuilder()
                            .setDocument(summary.range().document().name())
                            .setSegment(summary.range().number())
                            .setDigest(bytes(summary.digest().value())));
        return form.build();
    }

    static Holds of(LogMessage.Holds holds) {
        return Holds.newBuilder()
                .setDocument(holds.segment().document().name())
                .setSegment(holds.segment().number())
                .addAllSlots(slots(holds.slots()))
                .build();
    }

    static Want of(LogMessage.Want want) {
        return Want.newBuilder()
                .setDocument(want.document().name())
                .addAllSlots(slots(want.slots()))
                .build();
    }

    static Holdings of(LogMessage.Holdings holdings) {
        Holdings.Builder form =
                Holdings.newBuilder()
                        .setQuestion(holdings.question())
                        .setDocument(holdings.document().name());
        holdings.ranges()
                .forEach(range ->
                        form.addRanges(
                                Range.newBuilder()
                                        .setFirst(range.first().value())
                                        .setLast(range.last().value())));
        return form.build();
    }

    static DocumentKey document(String name) {
        return new DocumentKey(name);
    }

    static Bytes bytes(ByteString form) {
        return Bytes.of(form.toByteArray());
    }

    private static ByteString bytes(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }

    private static List<Slot> slots(List<org.p2pltr.logpeer.Slot> slots) {
        return slots.stream().map(LogForms::slot).toList();
    }

    private static Slot slot(org.p2pltr.logpeer.Slot slot) {
        return Slot.newBuilder()
                .setTs(slot.ts().value())
                .setHash(bytes(slot.hash().value().value()))
                .build();
    }
}
