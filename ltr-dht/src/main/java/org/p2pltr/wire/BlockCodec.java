package org.p2pltr.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.util.List;
import org.p2pltr.block.BlockMessage;
import org.p2pltr.block.BlockName;
import org.p2pltr.block.BlockRange;
import org.p2pltr.compare.Summary;
import org.p2pltr.env.Message;
import org.p2pltr.id.Arc;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.RingPosition;
import org.p2pltr.wire.proto.BlockProto;

/** The messages about blocks as bytes: numbers 60 to 79, of which 60 to 68 are used. */
public final class BlockCodec implements MessageCodec {
    private static final int PUT = 60;
    private static final int GET = 61;
    private static final int STORED = 62;
    private static final int NOT_STORED = 63;
    private static final int FOUND = 64;
    private static final int MISSING = 65;
    private static final int COMPARE = 66;
    private static final int NAMES = 67;
    private static final int WANT = 68;

    @Override
    public int firstNumber() {
        return 60;
    }

    @Override
    public int lastNumber() {
        return 79;
    }

    @Override
    public boolean writes(Message message) {
        return message instanceof BlockMessage;
    }

    @Override
    public int numberOf(Message message) {
        return switch (ours(message)) {
            case BlockMessage.Put _ -> PUT;
            case BlockMessage.Get _ -> GET;
            case BlockMessage.Stored _ -> STORED;
            case BlockMessage.NotStored _ -> NOT_STORED;
            case BlockMessage.Found _ -> FOUND;
            case BlockMessage.Missing _ -> MISSING;
            case BlockMessage.Compare _ -> COMPARE;
            case BlockMessage.Names _ -> NAMES;
            case BlockMessage.Want _ -> WANT;
        };
    }

    @Override
    public Bytes encode(Message message) {
        return Bytes.of(written(ours(message)).toByteArray());
    }

    private static BlockMessage ours(Message message) {
        if (message instanceof BlockMessage block) return block;
        throw new IllegalArgumentException(
                message.getClass().getName() + " is not a message about blocks");
    }

    private static MessageLite written(BlockMessage message) {
        return switch (message) {
            case BlockMessage.Put(var name, var value, boolean repair) ->
                    BlockProto.Put.newBuilder()
                            .setName(form(name))
                            .setValue(form(value))
                            .setRepair(repair)
                            .build();
            case BlockMessage.Get(long question, var name) -> question(question, name);
            case BlockMessage.Stored(var name) ->
                    BlockProto.Answer.newBuilder().setName(form(name)).build();
            case BlockMessage.NotStored(var name, var why) ->
                    BlockProto.Answer.newBuilder().setName(form(name)).setWhy(form(why)).build();
            case BlockMessage.Found(long question, var name, var value) ->
                    BlockProto.Found.newBuilder()
                            .setQuestion(question)
                            .setName(form(name))
                            .setValue(form(value))
                            .build();
            case BlockMessage.Missing(long question, var name) -> question(question, name);
            case BlockMessage.Compare(var ranges) -> {
                var out = BlockProto.Compare.newBuilder();
                for (Summary<BlockRange> summary : ranges)
                    out.addRanges(form(summary.range()).setDigest(form(summary.digest().value())));
                yield out.build();
            }
            case BlockMessage.Names(var range, var names) ->
                    names(names).setRange(form(range)).build();
            case BlockMessage.Want(var names) -> names(names).build();
        };
    }

    private static BlockProto.Question question(long question, BlockName name) {
        return BlockProto.Question.newBuilder().setQuestion(question).setName(form(name)).build();
    }

    private static BlockProto.Names.Builder names(List<BlockName> names) {
        var out = BlockProto.Names.newBuilder();
        for (BlockName name : names) out.addNames(form(name));
        return out;
    }

    private static BlockProto.Name form(BlockName name) {
        return BlockProto.Name.newBuilder()
                .setPosition(name.position().value())
                .setKey(form(name.key().value()))
                .build();
    }

    private static BlockProto.Range.Builder form(BlockRange range) {
        return BlockProto.Range.newBuilder()
                .setAfter(range.arc().after().value())
                .setUpTo(range.arc().upTo().value())
                .setDigits(range.digits());
    }

    private static BlockProto.Refusal form(BlockMessage.Refusal why) {
        return switch (why) {
            case NOT_ITS_KEY -> BlockProto.Refusal.REFUSAL_NOT_ITS_KEY;
        };
    }

    private static ByteString form(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }

    @Override
    public BlockMessage decode(int number, Bytes bytes) throws MalformedMessageException {
        try {
            return read(number, bytes.toArray());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedMessageException(
                    "block message " + number + ": " + e.getMessage(), e);
        }
    }

    private static BlockMessage read(int number, byte[] bytes)
            throws InvalidProtocolBufferException {
        return switch (number) {
            case PUT -> {
                var in = BlockProto.Put.parseFrom(bytes);
                yield new BlockMessage.Put(
                        name(in.getName()), value(in.getValue()), in.getRepair());
            }
            case GET -> {
                var in = BlockProto.Question.parseFrom(bytes);
                yield new BlockMessage.Get(in.getQuestion(), name(in.getName()));
            }
            case STORED ->
                    new BlockMessage.Stored(name(BlockProto.Answer.parseFrom(bytes).getName()));
            case NOT_STORED -> {
                var in = BlockProto.Answer.parseFrom(bytes);
                yield new BlockMessage.NotStored(name(in.getName()), refusal(in.getWhy()));
            }
            case FOUND -> {
                var in = BlockProto.Found.parseFrom(bytes);
                yield new BlockMessage.Found(
                        in.getQuestion(), name(in.getName()), value(in.getValue()));
            }
            case MISSING -> {
                var in = BlockProto.Question.parseFrom(bytes);
                yield new BlockMessage.Missing(in.getQuestion(), name(in.getName()));
            }
            case COMPARE -> compare(BlockProto.Compare.parseFrom(bytes));
            case NAMES -> {
                var in = BlockProto.Names.parseFrom(bytes);
                yield new BlockMessage.Names(range(in.getRange()), names(in));
            }
            case WANT -> new BlockMessage.Want(names(BlockProto.Names.parseFrom(bytes)));
            default -> throw new IllegalArgumentException("there is none");
        };
    }

    private static BlockMessage compare(BlockProto.Compare in) {
        // Counted before they are made into values: a list from outside is not trusted to be small.
        checkCount(in.getRangesCount(), BlockMessage.MAX_SUMMARIES);
        return new BlockMessage.Compare(
                in.getRangesList().stream()
                        .map(each -> new Summary<>(range(each), new Hash(value(each.getDigest()))))
                        .toList());
    }

    private static List<BlockName> names(BlockProto.Names in) {
        checkCount(in.getNamesCount(), BlockMessage.MAX_NAMES);
        return in.getNamesList().stream().map(BlockCodec::name).toList();
    }

    private static void checkCount(int count, int most) {
        if (count > most)
            throw new IllegalArgumentException("a list of " + count + ", more than " + most);
    }

    private static BlockName name(BlockProto.Name in) {
        return new BlockName(new RingPosition(in.getPosition()), new Hash(value(in.getKey())));
    }

    private static BlockRange range(BlockProto.Range in) {
        Arc arc = new Arc(new RingPosition(in.getAfter()), new RingPosition(in.getUpTo()));
        return new BlockRange(arc, in.getDigits());
    }

    private static BlockMessage.Refusal refusal(BlockProto.Refusal why) {
        return switch (why) {
            case REFUSAL_NOT_ITS_KEY -> BlockMessage.Refusal.NOT_ITS_KEY;
            case REFUSAL_UNKNOWN, UNRECOGNIZED ->
                    throw new IllegalArgumentException("a refusal for no known reason");
        };
    }

    private static Bytes value(ByteString bytes) {
        return Bytes.of(bytes.toByteArray());
    }
}
