package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Verifier;
import org.p2pltr.env.Write;
import org.p2pltr.id.PeerId;

/**
 * The harmful bugs of the model, each as master groups with one rule taken away. REINSTALL is a
 * fault of the machine (a wiped disk under the same key) and NO_PATCHID one of the author, so they
 * are not here. Source: model/README.md.
 */
@SuppressWarnings("ImmutableEnumChecker") // Rules have no state.
public enum Mutation {
    /** Half of the members are enough. */
    MINORITY(
            new Rules() {
                @Override
                int quorum(Config config) {
                    return half(config);
                }

                @Override
                int successorQuorum(Config config) {
                    return half(config);
                }
            }),
    /** Half of the members are enough in every configuration but the first. */
    CPRIME_MINORITY(
            new Rules() {
                @Override
                int quorum(Config config) {
                    return config.number().num() == 0 ? super.quorum(config) : half(config);
                }
            }),
    /** A new configuration starts from one frozen member's state. */
    PULL_ONE(
            new Rules() {
                @Override
                int frozenSources(Config previous) {
                    return 1;
                }
            }),
    /** A member of a configuration that is over gives its state and goes on serving. */
    NO_FREEZE(
            ofVotes((self, standing) ->
                    new Acceptor(self, standing) {
                        @Override
                        List<Write> freeze(Lineage chosen) {
                            return List.of();
                        }
                    })),
    /** A successor that one member has accepted is announced. */
    ANNOUNCE_UNCHOSEN(
            new Rules() {
                @Override
                int successorQuorum(Config config) {
                    return 1;
                }
            }),
    /** A new master does not care for a successor that may have been chosen. */
    IGNORE_NEXT_P1(
            new Rules() {
                @Override
                Optional<Config> adopted(List<Proposal.Accepted> accepted) {
                    return Optional.empty();
                }
            }),
    /** A member of a new configuration votes before it has the state. */
    BLANK_ANSWERS(
            new Rules() {
                @Override
                int frozenSources(Config previous) {
                    return 0;
                }
            }),
    /** A leaver forgets that the configuration is over: it is as if it had never been a member. */
    NO_TOMBSTONE(
            ofVotes((self, standing) ->
                    new Acceptor(self, standing) {
                        @Override
                        Standing tombstone(Standing settled) {
                            return Standing.first(stranger(settled.config()));
                        }
                    })),
    /** A leaver drops its registers as soon as it is frozen. */
    EARLY_GC(ofVotes(Hasty::new)),
    /** Promises are not written. */
    FORGET_PROMISE(
            ofVotes((self, standing) ->
                    new Acceptor(self, standing) {
                        @Override
                        Write row(Standing now) {
                            Ballot lowest = Ballot.lowest(now.config().number());
                            return super.row(now.promising(lowest));
                        }
                    })),
    /** Accepted registers are not written. */
    FORGET_ACCEPT(
            ofVotes((self, standing) ->
                    new Acceptor(self, standing) {
                        @Override
                        List<Write> row(DocumentKey document, Register register) {
                            return List.of();
                        }
                    })),
    /** A master that starts again uses its ballot again. */
    BALLOT_REUSE(
            new Rules() {
                @Override
                Ballot ballotAfter(Ballot highest, PeerId self) {
                    return highest.peer().equals(self) ? highest : highest.above(self);
                }

                @Override
                Acceptor acceptor(PeerId self, Standing standing) {
                    return new Acceptor(self, standing) {
                        @Override
                        List<Write> takeBallot(Ballot ballot) {
                            boolean again = ballot.equals(standing().promised());
                            return again ? List.of() : super.takeBallot(ballot);
                        }
                    };
                }
            }),
    /** What one member accepted is taken as chosen. */
    NO_RECOVER(
            new Rules() {
                @Override
                boolean isAlreadyChosen(Register best, List<Register> registers, Config config) {
                    return true;
                }
            }),
    /** The longest register wins, whatever its ballot. */
    RECOVER_NO_BALLOT(
            new Rules() {
                @Override
                Register higher(Register one, Register other) {
                    return one.ts().isBefore(other.ts()) ? other : one;
                }
            }),
    /** Equal registers are taken as chosen though they come from an older configuration. */
    FASTPATH_INHERITED(
            new Rules() {
                @Override
                boolean isAlreadyChosen(Register best, List<Register> registers, Config config) {
                    return registers.size() >= quorum(config)
                            && registers.stream().allMatch(best::isLevelWith);
                }
            }),
    /** A late accept of a session undoes a later one. */
    SAME_BALLOT_REGRESS(
            ofVotes((self, standing) ->
                    new Acceptor(self, standing) {
                        @Override
                        boolean isLate(DocumentKey document, Ballot ballot, Register write) {
                            return false;
                        }
                    })),
    /** Whatever its author expected, a patch gets the next place. */
    NO_EXPECTED_TS(
            new Rules() {
                @Override
                int order(Head expected, Head head) {
                    return 0;
                }

                @Override
                boolean isSameHistory(Head expected, Head head) {
                    return true;
                }
            }),
    /** Entries go into the log while they are proposed. */
    PARALLEL_PUT(
            new Rules() {
                @Override
                List<PatchEntry> puttable(Register proposal, Timestamp after, boolean chosen) {
                    return proposal.after(after);
                }
            }),
    /** One Log-Peer is enough for the group to let go of a body. */
    TRIM_EARLY(
            new Rules() {
                @Override
                boolean isPublished(int logPeers, Genesis genesis, Config config) {
                    return true;
                }
            }),
    /** A session answers reads from what it believes. */
    READ_NO_CONFIRM(
            new Rules() {
                @Override
                boolean mayAnswerUnasked(boolean leased) {
                    return true;
                }
            }),
    /** A master relies on a lease for ever: a bug of ours, not of the model. */
    LEASE_WITHOUT_END(
            new Rules() {
                @Override
                boolean isLeaseOver(Duration sinceAsked) {
                    return false;
                }
            });

    private final Rules rules;

    Mutation(Rules rules) {
        this.rules = rules;
    }

    Rules rules() {
        return rules;
    }

    /** A peer's master groups with this bug. */
    public MasterGroups groups(
            PeerId self, Genesis genesis, GroupSettings settings, Verifier verifier) {
        return new MasterGroups(self, genesis, settings, verifier, rules);
    }

    private interface Votes {
        Acceptor of(PeerId self, Standing standing);
    }

    private static Rules ofVotes(Votes votes) {
        return new Rules() {
            @Override
            Acceptor acceptor(PeerId self, Standing standing) {
                return votes.of(self, standing);
            }
        };
    }

    private static int half(Config config) {
        return Math.max(1, config.members().size() / 2);
    }

    /** A configuration of before all others, of which the peer is no member. */
    private static Config stranger(Config over) {
        PeerId nobody = Ballot.lowest(over.number()).peer();
        return new Config(over.cell(), ConfigNumber.FIRST, List.of(nobody), over.previous());
    }

    /** Lets go at the freeze of what the new configuration may need. */
    private static final class Hasty extends Acceptor {
        private final PeerId self;

        Hasty(PeerId self, Standing standing) {
            super(self, standing);
            this.self = self;
        }

        @Override
        boolean hasLetGo() {
            return standing().isFrozen() && !standing().newest().config().has(self);
        }

        @Override
        List<Write> freeze(Lineage chosen) {
            List<Write> writes = new ArrayList<>(super.freeze(chosen));
            if (!writes.isEmpty() && hasLetGo()) {
                registers().clear();
                writes.add(GroupRecords.removeRegisters(standing().cell()));
            }
            return writes;
        }
    }
}
