package org.p2pltr.group;

import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Message;
import org.p2pltr.id.Hash;
import org.p2pltr.master.UserMessage;

/** What members of master groups tell each other. Source: master-group.md §3. */
public sealed interface GroupMessage extends Message {
    /** About the most bytes of registers in one answer; at least one register. */
    int PAGE_BYTES = 1024 * 1024;

    /** Most digests of parts in one pull: an asker with a longer copy asks again for the rest. */
    int MAX_DIGESTS = 256;

    /** Most cells asked or told about in one message. */
    int MAX_CELLS = 4096;

    /** A message about one cell. */
    sealed interface OfCell extends GroupMessage {
        /** Which cell. */
        Cell cell();

        /** The registers that it carries. */
        default List<Held> registers() {
            return List.of();
        }
    }

    /** A document and what is held of it. */
    record Held(DocumentKey document, Register register) {}

    /** A document and how far. */
    record Mark(DocumentKey document, Timestamp ts) {}

    /** Entries of a document up to this head are at enough Log-Peers. */
    record Published(DocumentKey document, Head upTo) {}

    /** Where a page begins. */
    sealed interface Place {
        /** With the first document. */
        record Start() implements Place {}

        /** After this document. */
        record After(DocumentKey document) implements Place {}
    }

    /** Which registers a promise is to carry. */
    sealed interface Scope {
        /** None. */
        record Nothing() implements Scope {}

        /** That of one document. */
        record One(DocumentKey document) implements Scope {}

        /** Those of a page, in the order of documents. */
        record Page(Place from) implements Scope {}
    }

    /**
     * From a session to a member: promise my ballot and tell what you accepted. {@code round} is
     * the session's own number of this question. {@code lease}: and promise nothing to others for a
     * while, if you do such a thing.
     */
    record Prepare(Cell cell, Ballot ballot, long round, Scope scope, boolean lease)
            implements OfCell {
        /** One that asks for no lease. */
        public Prepare(Cell cell, Ballot ballot, long round, Scope scope) {
            this(cell, ballot, round, scope, false);
        }
    }

    /**
     * The promise. {@code more}: the page ends before the member's last document. {@code leased}:
     * from here on nothing is promised to another peer for {@link Leases#LENGTH}.
     */
    record Promise(
            Cell cell,
            Ballot ballot,
            long round,
            Proposal next,
            List<Held> registers,
            boolean more,
            boolean leased)
            implements OfCell {
        public Promise {
            registers = List.copyOf(registers);
            checkPage(registers, more);
        }

        /** One without a lease. */
        public Promise(
                Cell cell,
                Ballot ballot,
                long round,
                Proposal next,
                List<Held> registers,
                boolean more) {
            this(cell, ballot, round, next, registers, more, false);
        }

        /** The same with a lease. */
        Promise leasing() {
            return new Promise(cell, ballot, round, next, registers, more, true);
        }
    }

    /**
     * From a session to a member: accept these registers, and drop the bodies that are published.
     */
    record Accept(Cell cell, Ballot ballot, List<Held> writes, List<Published> published)
            implements OfCell {
        public Accept {
            writes = List.copyOf(writes);
            published = List.copyOf(published);
        }

        @Override
        public List<Held> registers() {
            return writes;
        }
    }

    /** All writes of an accept are durable (skipped ones too). */
    record Accepted(Cell cell, Ballot ballot, List<Mark> writes) implements OfCell {
        public Accepted {
            writes = List.copyOf(writes);
        }
    }

    /** From a session to a member: accept this successor of our configuration. */
    record AcceptNext(Cell cell, Ballot ballot, Config next) implements OfCell {}

    /** The successor proposed at this ballot is accepted, durably. */
    record AcceptedNext(Cell cell, Ballot ballot) implements OfCell {}

    /** Why a member refuses. */
    sealed interface Why {
        /** It promised this higher ballot. */
        record LowBallot(Ballot promised) implements Why {}

        /** It has not installed the configuration; it is blank or at an older one. */
        record NotInstalled() implements Why {}

        /** It has a newer configuration, or is frozen in favour of it. */
        record Newer(Lineage lineage) implements Why {}

        /** The epoch is over: unsafe recovery has made another. */
        record OldEpoch(long epoch) implements Why {}

        /** For a short while it promises nothing to another than its present master. */
        record Leased() implements Why {}
    }

    /** A prepare or accept at this ballot is refused. */
    record Nack(Cell cell, Ballot ballot, Why why) implements OfCell {}

    /**
     * This configuration was chosen: freeze the one before, install this one. {@code done}: enough
     * members have installed it.
     */
    record Announce(Lineage lineage, boolean done) implements OfCell {
        @Override
        public Cell cell() {
            return lineage.cell();
        }
    }

    /**
     * The answer to an announcement: this configuration, or a newer one, is installed here or not.
     */
    record Installed(Cell cell, ConfigNumber number, boolean yes) implements OfCell {}

    /**
     * A part of an older copy: all documents after the part before it (or the page's place) up to
     * this one, and the digest of what is held of them.
     */
    record PageDigest(DocumentKey upTo, Hash digest) {}

    /**
     * From a member of the newer configuration: give me the state it starts from. {@code copied}:
     * parts that need not be sent if they are still so, in order; none from who has no copy.
     */
    record Pull(Lineage lineage, Place from, List<PageDigest> copied) implements OfCell {
        public Pull {
            copied = List.copyOf(copied);
            if (copied.size() > MAX_DIGESTS)
                throw new IllegalArgumentException(
                        "at most " + MAX_DIGESTS + " digests, not " + copied.size());
            Place place = from;
            for (PageDigest part : copied) {
                if (place instanceof Place.After(DocumentKey before)
                        && before.compareTo(part.upTo()) >= 0)
                    throw new IllegalArgumentException("parts come in the order of documents");
                place = new Place.After(part.upTo());
            }
        }

        @Override
        public Cell cell() {
            return lineage.cell();
        }
    }

    /** What kind of state a page belongs to. */
    sealed interface Source {
        /** That of a frozen member of the previous configuration: it never changes. */
        record Frozen() implements Source {}

        /** That of a member which has installed the configuration, and what it has promised. */
        record Live(Ballot promised) implements Source {}
    }

    /**
     * A page of state for the installer of a configuration. {@code same}: digests that were asked
     * about and are right, so that what they stand for is not among the registers.
     */
    record State(
            Cell cell,
            ConfigNumber number,
            Place from,
            Source source,
            List<Held> registers,
            List<Hash> same,
            boolean more)
            implements OfCell {
        public State {
            registers = List.copyOf(registers);
            same = List.copyOf(same);
            if (same.size() > MAX_DIGESTS)
                throw new IllegalArgumentException(
                        "at most " + MAX_DIGESTS + " digests, not " + same.size());
            checkPage(registers, more);
        }
    }

    /**
     * From the master of a configuration to a peer that may become a member of the next one: keep
     * this page for then. A hint: nothing is believed of it but what its digests later show.
     */
    record Ahead(Cell cell, ConfigNumber number, Place from, List<Held> registers, boolean more)
            implements OfCell {
        public Ahead {
            registers = List.copyOf(registers);
            checkPage(registers, more);
        }
    }

    /** The page of this configuration that begins there was kept, as far as there is room. */
    record AheadKept(Cell cell, ConfigNumber number, Place from) implements OfCell {}

    /** A pull for this configuration is refused. */
    record PullRefused(Cell cell, ConfigNumber number, Why why) implements OfCell {}

    /**
     * Unsafe recovery asks a survivor: never act again in an epoch before this one, and tell what
     * you hold.
     */
    record Collect(Cell cell, long epoch, Place from) implements OfCell {
        public Collect {
            if (epoch < 1) throw new IllegalArgumentException("no recovery makes epoch " + epoch);
        }
    }

    /**
     * A page of what a survivor holds, durably vowed for this epoch (or a higher one, if it has
     * vowed that before). {@code newest}: the newest configuration it knows, none if it is blank.
     */
    record Collected(
            Cell cell,
            long epoch,
            Place from,
            List<Lineage> newest,
            List<Held> registers,
            boolean more)
            implements OfCell {
        public Collected {
            newest = List.copyOf(newest);
            registers = List.copyOf(registers);
            if (newest.size() > 1)
                throw new IllegalArgumentException(newest.size() + " newest configurations");
            checkPage(registers, more);
        }

        static Collected nothing(Collect collect) {
            return new Collected(
                    collect.cell(), collect.epoch(), collect.from(), List.of(), List.of(), false);
        }
    }

    private static void checkPage(List<Held> registers, boolean more) {
        if (more && registers.isEmpty())
            throw new IllegalArgumentException("an empty page has nothing after it");
    }

    /** Which groups do you know for these cells, and who is their master? */
    record AskGroups(List<Cell> cells) implements GroupMessage {
        public AskGroups {
            cells = List.copyOf(cells);
        }
    }

    /** Groups as the sender knows them; it names itself first where it is master. */
    record TellGroups(List<UserMessage.GroupHint> groups) implements GroupMessage {
        public TellGroups {
            groups = List.copyOf(groups);
        }
    }
}
