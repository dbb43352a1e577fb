package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;

class PeersTest {
    private static final GroupSettings SETTINGS = GroupSettings.DEFAULT;

    private static PeerId peer(long number) {
        return new PeerId(Hash.of(Bytes.utf8("peer " + number)));
    }

    @Test
    void signsOfLifeOfManyStrangersAreForgottenTheOldestFirst() {
        Peers peers = new Peers(peer(0), SETTINGS);
        Duration now = SETTINGS.unknownAfter();
        for (int i = 1; i <= Peers.MAX_SPOKE + 10; i++) peers.spoke(peer(i), now);
        assertThat(peers.spoken()).isEqualTo(Peers.MAX_SPOKE);
        assertThat(peers.isAlive(peer(10), now)).isFalse();
        assertThat(peers.isAlive(peer(11), now)).isTrue();
        assertThat(peers.isAlive(peer(Peers.MAX_SPOKE + 10), now)).isTrue();
    }

    @Test
    void aSignOfLifeIsKeptAsLongAsItIsAskedAbout() {
        Peers peers = new Peers(peer(0), SETTINGS);
        Duration first = SETTINGS.unknownAfter();
        peers.spoke(peer(1), first);
        Duration last = first.plus(SETTINGS.replaceAfter());
        peers.spoke(peer(2), last.minusMillis(1));
        assertThat(peers.isLongDead(peer(1), last.minusMillis(1))).isFalse();
        peers.spoke(peer(2), last.plusMillis(1));
        assertThat(peers.spoken()).isEqualTo(1);
        assertThat(peers.isLongDead(peer(1), last.plusMillis(1))).isTrue();
        assertThat(peers.isLongDead(peer(2), last.plusMillis(1))).isFalse();
    }
}
