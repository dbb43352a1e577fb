package org.p2pltr.entry.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.p2pltr.compare.Summary;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.entry.wire.proto.Answer;
import org.p2pltr.env.Message;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.logpeer.LogMessage;
import org.p2pltr.logpeer.Slot;
import org.p2pltr.logpeer.TsRange;
import org.p2pltr.placement.Segment;
import org.p2pltr.wire.MalformedMessageException;
import org.p2pltr.wire.MessageCodec;

/** The log's messages as bytes: numbers 100 to 199. Called from any thread. */
public final class LogCodec implements MessageCodec {
    static final int LOG_PUT = 100;
    static final int LOG_GET = 101;
    static final int ASK_HOLDINGS = 102;
    static final int STORED = 110;
    static final int NOT_STORED = 111;
    static final int ENTRIES = 120;
    static final int HEADERS = 121;
    static final int OFFER = 130;
    static final int HOLDS = 131;
    static final int WANT = 132;
    static final int HOLDINGS = 140;

    @Override
    public int firstNumber() {
        return 100;
    }

    @Override
    public int lastNumber() {
        return 199;
    }

    @Override
    public boolean writes(Message message) {
        return message instanceof LogMessage;
    }

    @Override
    public int numberOf(Message message) {
        return switch (log(message)) {
            case LogMessage.LogPut _ -> LOG_PUT;
            case LogMessage.LogGet _ -> LOG_GET;
            case LogMessage.AskHoldings _ -> ASK_HOLDINGS;
            case LogMessage.Stored _ -> STORED;
            case LogMessage.NotStored _ -> NOT_STORED;
            case LogMessage.Entries _ -> ENTRIES;
            case LogMessage.Headers _ -> HEADERS;
            case LogMessage.Offer _ -> OFFER;
            case LogMessage.Holds _ -> HOLDS;
            case LogMessage.Want _ -> WANT;
            case LogMessage.Holdings _ -> HOLDINGS;
        };
    }

    @Override
    public Bytes encode(Message message) {
        MessageLite form =
                switch (log(message)) {
                    case LogMessage.LogPut m -> LogForms.of(m);
                    case LogMessage.LogGet m -> LogForms.of(m);
                    case LogMessage.AskHoldings m -> LogForms.of(m);
                    case LogMessage.Stored m -> LogForms.of(m);
                    case LogMessage.NotStored m -> LogForms.of(m);
                    case LogMessage.Entries m -> LogForms.of(m);
                    case LogMessage.Headers m -> LogForms.of(m);
                    case LogMessage.Offer m -> LogForms.of(m);
                    case LogMessage.Holds m -> LogForms.of(m);
                    case LogMessage.Want m -> LogForms.of(m);
                    case LogMessage.Holdings m -> LogForms.of(m);
                };
        return Bytes.of(form.toByteArray());
    }

    @Override
    public Message decode(int number, Bytes bytes) throws MalformedMessageException {
        try {
            return message(number, bytes.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedMessageException("not a message of kind " + number, e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // The values check themselves; what they refuse is the sender's fault.
            throw new MalformedMessageException(
                    "kind " + number + ": " + String.valueOf(e.getMessage()), e);
        }
    }

    private static Message message(int number, byte[] bytes)
            throws InvalidProtocolBufferException, MalformedMessageException {
        return switch (number) {
            case LOG_PUT -> put(org.p2pltr.entry.wire.proto.LogPut.parseFrom(bytes));
            case LOG_GET -> get(org.p2pltr.entry.wire.proto.LogGet.parseFrom(bytes));
            case ASK_HOLDINGS -> {
                var form = org.p2pltr.entry.wire.proto.AskHoldings.parseFrom(bytes);
                yield new LogMessage.AskHoldings(
                        form.getQuestion(), LogForms.document(form.getDocument()));
            }
            case STORED -> {
                var form = org.p2pltr.entry.wire.proto.Stored.parseFrom(bytes);
                yield new LogMessage.Stored(
                        LogForms.document(form.getDocument()), slots(form.getSlotsList()));
            }
            case NOT_STORED -> notStored(org.p2pltr.entry.wire.proto.NotStored.parseFrom(bytes));
            case ENTRIES -> {
                Answer form = Answer.parseFrom(bytes);
                yield new LogMessage.Entries(
                        form.getQuestion(),
                        LogForms.document(form.getDocument()),
                        new Timestamp(form.getThrough()),
                        items(form, PatchEntry::of));
            }
            case HEADERS -> {
                Answer form = Answer.parseFrom(bytes);
                yield new LogMessage.Headers(
                        form.getQuestion(),
                        LogForms.document(form.getDocument()),
                        new Timestamp(form.getThrough()),
                        items(form, EntryHeader::of));
            }
            case OFFER -> offer(org.p2pltr.entry.wire.proto.Offer.parseFrom(bytes));
            case HOLDS -> {
                var form = org.p2pltr.entry.wire.proto.Holds.parseFrom(bytes);
                yield new LogMessage.Holds(
                        segment(form.getDocument(), form.getSegment()), slots(form.getSlotsList()));
            }
            case WANT -> {
                var form = org.p2pltr.entry.wire.proto.Want.parseFrom(bytes);
                yield new LogMessage.Want(
                        LogForms.document(form.getDocument()), slots(form.getSlotsList()));
            }
            case HOLDINGS -> holdings(org.p2pltr.entry.wire.proto.Holdings.parseFrom(bytes));
            default -> throw new MalformedMessageException(number + " is not a message of the log");
        };
    }

    private static LogMessage put(org.p2pltr.entry.wire.proto.LogPut form) {
        atMost(form.getEntriesCount());
        List<PatchEntry> entries = new ArrayList<>();
        form.getEntriesList().forEach(e -> entries.add(PatchEntry.of(LogForms.bytes(e))));
        return new LogMessage.LogPut(
                LogForms.document(form.getDocument()), entries, form.getRepair());
    }

    private static LogMessage get(org.p2pltr.entry.wire.proto.LogGet form) {
        return new LogMessage.LogGet(
                form.getQuestion(),
                LogForms.document(form.getDocument()),
                new TsRange(new Timestamp(form.getFirst()), new Timestamp(form.getLast())),
                form.getBodies());
    }

    private static LogMessage notStored(org.p2pltr.entry.wire.proto.NotStored form) {
        LogMessage.Refusal why =
                switch (form.getWhy()) {
                    case REFUSAL_FULL -> LogMessage.Refusal.FULL;
                    case REFUSAL_MALFORMED -> LogMessage.Refusal.MALFORMED;
                    case REFUSAL_UNKNOWN, UNRECOGNIZED ->
                            throw new IllegalArgumentException("no known reason");
                };
        return new LogMessage.NotStored(
                LogForms.document(form.getDocument()), slot(form.getSlot()), why);
    }

    private static LogMessage offer(org.p2pltr.entry.wire.proto.Offer form) {
        atMost(form.getSegmentsCount());
        List<Summary<Segment>> summaries = new ArrayList<>();
        form.getSegmentsList()
                .forEach(s ->
                        summaries.add(
                                new Summary<>(
                                        segment(s.getDocument(), s.getSegment()),
                                        new Hash(LogForms.bytes(s.getDigest())))));
        return new LogMessage.Offer(summaries);
    }

    private static LogMessage holdings(org.p2pltr.entry.wire.proto.Holdings form) {
        atMost(form.getRangesCount());
        List<TsRange> ranges = new ArrayList<>();
        form.getRangesList()
                .forEach(r ->
                        ranges.add(
                                new TsRange(
                                        new Timestamp(r.getFirst()), new Timestamp(r.getLast()))));
        return new LogMessage.Holdings(
                form.getQuestion(), LogForms.document(form.getDocument()), ranges);
    }

    private static <T> List<T> items(Answer form, Function<Bytes, T> read) {
        atMost(form.getItemsCount());
        List<T> items = new ArrayList<>();
        form.getItemsList().forEach(item -> items.add(read.apply(LogForms.bytes(item))));
        return items;
    }

    private static Segment segment(String document, long number) {
        return new Segment(LogForms.document(document), number);
    }

    private static List<Slot> slots(List<org.p2pltr.entry.wire.proto.Slot> forms) {
        if (forms.size() > LogMessage.Holds.MAX_SLOTS)
            throw new IllegalArgumentException(forms.size() + " slots are too many");
        return forms.stream().map(LogCodec::slot).toList();
    }

    private static Slot slot(org.p2pltr.entry.wire.proto.Slot form) {
        return new Slot(
                new Timestamp(form.getTs()),
                new org.p2pltr.entry.ChainHash(new Hash(LogForms.bytes(form.getHash()))));
    }

    /** Looks at the number of parts before any of them is read. */
    private static void atMost(int parts) {
        if (parts > LogMessage.MAX_ITEMS)
            throw new IllegalArgumentException(
                    "at most " + LogMessage.MAX_ITEMS + " parts, not " + parts);
    }

    private static LogMessage log(Message message) {
        if (message instanceof LogMessage log) return log;
        throw new IllegalArgumentException("not a message of the log: " + message);
    }
}
