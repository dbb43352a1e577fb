package org.p2pltr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.RecordedEffects;
import org.p2pltr.env.Row;
import org.p2pltr.env.TestWorld;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;

/** A role driven by hand, as tests of roles do it. */
class GossipTest {
    private static final PeerId BOB = new PeerId(Hash.of(Bytes.utf8("bob")));
    private static final PeerAddress FRIEND = new PeerAddress("bob", 7400);

    private final RecordedEffects role =
            RecordedEffects.of(new Gossip(List.of(FRIEND)), TestWorld.seeded(1))
                    .remembers(Gossip.HEARD, new Row(Bytes.utf8("old"), Bytes.EMPTY))
                    .start();

    @Test
    void aRumourIsKeptOnceAndPassedOn() {
        assertThat(role.timers()).containsExactly(new Gossip.Again());
        assertThat(role.receives(BOB, new Gossip.Rumour("new")).writes()).hasSize(1);
        assertThat(role.receives(BOB, new Gossip.Rumour("new")).last()).isEmpty();
        assertThat(role.reports(Gossip.Kept.class)).containsExactly(new Gossip.Kept("new"));
        assertThat(role.elapses(new Gossip.Again()).last(Effect.Call.class))
                .containsExactly(
                        new Effect.Call(FRIEND, new Gossip.Rumour("new")),
                        new Effect.Call(FRIEND, new Gossip.Rumour("old")));
    }

    @Test
    void whatItRemembersIsAnsweredWithoutWriting() {
        AskId id = role.isAsked(new Gossip.Tell("old"));
        assertThat(role.answers(id)).containsExactly(new Gossip.Kept("old"));
        assertThat(role.writes()).isEmpty();
    }
}
