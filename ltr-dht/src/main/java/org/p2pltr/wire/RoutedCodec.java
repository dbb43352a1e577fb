package org.p2pltr.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.env.Message;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.Introduction;
import org.p2pltr.ring.RoutedMessage;
import org.p2pltr.routing.TracedLookup;
import org.p2pltr.wire.proto.RoutedProto;

/** The routed ring's messages as bytes: numbers 20 to 59, of which 20 to 40 are used. */
public final class RoutedCodec implements MessageCodec {
    private static final int WHO = 20;
    private static final int ME = 21;
    private static final int ROUTE = 22;
    private static final int FOUND = 23;
    private static final int ASK_STEP = 24;
    private static final int STEP_TOLD = 25;
    private static final int BETTER = 26;
    private static final int PROBE = 27;
    private static final int ALIVE = 28;
    private static final int NEAR = 29;
    private static final int PROBE_FOR = 30;
    private static final int HEARD = 31;
    private static final int ENTER = 32;
    private static final int ENTERED = 33;
    private static final int BUSY = 34;
    private static final int BESIDE = 35;
    private static final int INSIDE = 36;
    private static final int EXIT = 37;
    private static final int INSTEAD = 38;
    private static final int TAKEN = 39;
    private static final int REPLACED = 40;

    /** Entered holds one contact and two lists. */
    private static final int MAX_CONTACTS = 1 + 2 * RoutedMessage.MAX_CONTACTS;

    @Override
    public int firstNumber() {
        return 20;
    }

    @Override
    public int lastNumber() {
        return 59;
    }

    @Override
    public boolean writes(Message message) {
        return message instanceof RoutedMessage;
    }

    @Override
    public int numberOf(Message message) {
        return switch (ours(message)) {
            case RoutedMessage.Who _ -> WHO;
            case RoutedMessage.Me _ -> ME;
            case RoutedMessage.Route _ -> ROUTE;
            case RoutedMessage.Found _ -> FOUND;
            case RoutedMessage.AskStep _ -> ASK_STEP;
            case RoutedMessage.StepTold _ -> STEP_TOLD;
            case RoutedMessage.Better _ -> BETTER;
            case RoutedMessage.Probe _ -> PROBE;
            case RoutedMessage.Alive _ -> ALIVE;
            case RoutedMessage.Near _ -> NEAR;
            case RoutedMessage.ProbeFor _ -> PROBE_FOR;
            case RoutedMessage.Heard _ -> HEARD;
            case RoutedMessage.Enter _ -> ENTER;
            case RoutedMessage.Entered _ -> ENTERED;
            case RoutedMessage.Busy _ -> BUSY;
            case RoutedMessage.Beside _ -> BESIDE;
            case RoutedMessage.Inside _ -> INSIDE;
            case RoutedMessage.Exit _ -> EXIT;
            case RoutedMessage.Instead _ -> INSTEAD;
            case RoutedMessage.Taken _ -> TAKEN;
            case RoutedMessage.Replaced _ -> REPLACED;
        };
    }

    @Override
    public Bytes encode(Message message) {
        return Bytes.of(written(ours(message)).toByteArray());
    }

    private static RoutedMessage ours(Message message) {
        if (message instanceof RoutedMessage routed) return routed;
        throw new IllegalArgumentException(
                message.getClass().getName() + " is not of the routed ring");
    }

    private static RoutedProto.Routed written(RoutedMessage message) {
        var out = RoutedProto.Routed.newBuilder().setNumber(message.number());
        switch (message) {
            case RoutedMessage.Who _, RoutedMessage.Busy _, RoutedMessage.Taken _ -> {
                // The number is all.
            }
            case RoutedMessage.Me(var _, PeerContact contact) -> add(out, contact);
            case RoutedMessage.Route(var _, var asker, var position, boolean past, int hops) ->
                    add(out, asker).setPosition(position.value()).setFlag(past).setHops(hops);
            case RoutedMessage.Found(var _, var after, var peers, int hops) ->
                    add(out, peers).setPosition(after.value()).setHops(hops);
            case RoutedMessage.AskStep(var _, var position, boolean past, var silent) -> {
                out.setPosition(position.value()).setFlag(past);
                for (PeerId peer : silent) out.addIds(bytes(peer));
            }
            case RoutedMessage.StepTold(var _, var to, boolean past) -> add(out, to).setFlag(past);
            case RoutedMessage.Better(var _, var peer) -> add(out, peer);
            case RoutedMessage.Probe(var _, var sender, boolean first, long digest, var before) -> {
                add(out, sender).setFlag(first).setDigest(digest);
                before.ifPresent(peer -> add(out, peer));
            }
            case RoutedMessage.Alive(var _, String name, long incarnation) ->
                    out.setName(name).setIncarnation(incarnation);
            case RoutedMessage.Near(var _, var peers) -> add(out, peers);
            case RoutedMessage.ProbeFor(var _, var target) -> add(out, target);
            case RoutedMessage.Heard(var _, var target) -> out.addIds(bytes(target));
            case RoutedMessage.Enter(var _, var newcomer) -> add(out, newcomer);
            case RoutedMessage.Entered(var _, var predecessor, var near, var others) ->
                    add(add(add(out, predecessor), near), others).setNear(near.size());
            case RoutedMessage.Beside(var _, var newcomer) -> add(out, newcomer);
            case RoutedMessage.Inside(var _, var newcomer) -> add(out, newcomer);
            case RoutedMessage.Exit(var _, var predecessor) -> add(out, predecessor);
            case RoutedMessage.Instead(var _, var near, long incarnation) ->
                    add(out, near).setIncarnation(incarnation);
            case RoutedMessage.Replaced(var _, var gone, var by, boolean left) ->
                    add(out, by).addIds(bytes(gone)).setFlag(left);
        }
        return out.build();
    }

    private static RoutedProto.Routed.Builder add(
            RoutedProto.Routed.Builder out, List<PeerContact> peers) {
        for (PeerContact peer : peers) add(out, peer);
        return out;
    }

    private static RoutedProto.Routed.Builder add(
            RoutedProto.Routed.Builder out, PeerContact peer) {
        return out.addContacts(
                RoutedProto.Contact.newBuilder()
                        .setId(bytes(peer.id()))
                        .setHost(peer.address().host())
                        .setPort(peer.address().port()));
    }

    private static RoutedProto.Routed.Builder add(
            RoutedProto.Routed.Builder out, Introduction peer) {
        return add(out, peer.contact()).setName(peer.name()).setIncarnation(peer.incarnation());
    }

    private static ByteString bytes(PeerId peer) {
        return ByteString.copyFrom(peer.value().value().toArray());
    }

    @Override
    public RoutedMessage decode(int number, Bytes bytes) throws MalformedMessageException {
        try {
            return read(number, RoutedProto.Routed.parseFrom(bytes.toArray()));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedMessageException(
                    "ring message " + number + ": " + e.getMessage(), e);
        }
    }

    private static RoutedMessage read(int number, RoutedProto.Routed in) {
        // Counted before they are made into values: a list from outside is not trusted to be small.
        if (in.getContactsCount() > MAX_CONTACTS)
            throw new IllegalArgumentException("a list of " + in.getContactsCount() + " peers");
        if (in.getIdsCount() > TracedLookup.MAX_SILENT)
            throw new IllegalArgumentException("a list of " + in.getIdsCount() + " ids");
        List<PeerContact> peers = new ArrayList<>();
        for (RoutedProto.Contact contact : in.getContactsList()) peers.add(contact(contact));
        long id = in.getNumber();
        RingPosition position = new RingPosition(in.getPosition());
        return switch (number) {
            case WHO -> new RoutedMessage.Who(id);
            case ME -> new RoutedMessage.Me(id, one(peers));
            case ROUTE ->
                    new RoutedMessage.Route(id, one(peers), position, in.getFlag(), in.getHops());
            case FOUND -> new RoutedMessage.Found(id, position, peers, in.getHops());
            case ASK_STEP -> new RoutedMessage.AskStep(id, position, in.getFlag(), ids(in));
            case STEP_TOLD -> new RoutedMessage.StepTold(id, one(peers), in.getFlag());
            case BETTER -> new RoutedMessage.Better(id, one(peers));
            case PROBE -> probe(id, peers, in);
            case ALIVE -> new RoutedMessage.Alive(id, in.getName(), in.getIncarnation());
            case NEAR -> new RoutedMessage.Near(id, peers);
            case PROBE_FOR -> new RoutedMessage.ProbeFor(id, one(peers));
            case HEARD -> new RoutedMessage.Heard(id, one(ids(in)));
            case ENTER -> new RoutedMessage.Enter(id, introduction(one(peers), in));
            case ENTERED -> entered(id, peers, in.getNear());
            case BUSY -> new RoutedMessage.Busy(id);
            case BESIDE -> new RoutedMessage.Beside(id, introduction(one(peers), in));
            case INSIDE -> new RoutedMessage.Inside(id, introduction(one(peers), in));
            case EXIT -> new RoutedMessage.Exit(id, one(peers));
            case INSTEAD -> new RoutedMessage.Instead(id, peers, in.getIncarnation());
            case TAKEN -> new RoutedMessage.Taken(id);
            case REPLACED -> new RoutedMessage.Replaced(id, one(ids(in)), one(peers), in.getFlag());
            default -> throw new IllegalArgumentException("there is none");
        };
    }

    private static RoutedMessage probe(long id, List<PeerContact> peers, RoutedProto.Routed in) {
        if (peers.isEmpty() || peers.size() > 2)
            throw new IllegalArgumentException(peers.size() + " peers, not 1 or 2");
        Introduction sender = introduction(peers.getFirst(), in);
        Optional<PeerContact> before = peers.stream().skip(1).findFirst();
        return new RoutedMessage.Probe(id, sender, in.getFlag(), in.getDigest(), before);
    }

    private static Introduction introduction(PeerContact peer, RoutedProto.Routed in) {
        return new Introduction(peer, in.getName(), in.getIncarnation());
    }

    private static RoutedMessage entered(long id, List<PeerContact> peers, int near) {
        if (peers.isEmpty() || near < 0 || near > peers.size() - 1)
            throw new IllegalArgumentException(near + " near of " + peers.size() + " peers");
        return new RoutedMessage.Entered(
                id,
                peers.getFirst(),
                peers.subList(1, near + 1),
                peers.subList(near + 1, peers.size()));
    }

    private static <T> T one(List<T> list) {
        if (list.size() != 1) throw new IllegalArgumentException(list.size() + " peers, not 1");
        return list.getFirst();
    }

    private static List<PeerId> ids(RoutedProto.Routed in) {
        return in.getIdsList().stream().map(RoutedCodec::id).toList();
    }

    private static PeerId id(ByteString bytes) {
        return new PeerId(new Hash(Bytes.of(bytes.toByteArray())));
    }

    private static PeerContact contact(RoutedProto.Contact contact) {
        PeerAddress address = new PeerAddress(contact.getHost(), contact.getPort());
        return new PeerContact(id(contact.getId()), address);
    }
}
