package org.p2pltr.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.p2pltr.replica.ReplicaModel.ENGINE;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;

/** What a person may save and squash is what every other peer can read. */
class PublishableTest {
    private final ReplicaModel model = new ReplicaModel(1);

    private static SortedSet<String> names(String group, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> group + i)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Replica saved(Replica replica, SortedSet<String> set, SortedSet<String> removed) {
        TreeMap<String, String> values = new TreeMap<>();
        set.forEach(name -> values.put(name, "v"));
        Text text = replica.local().text();
        AttributeChange attributes = new AttributeChange(values, removed);
        PatchId patch = PatchId.random(model.random());
        return replica.saved(
                new LocalSave(patch, text, text, attributes, "Ann", Instant.EPOCH, ""), ENGINE);
    }

    private void anotherPeerTakes(Replica replica) {
        List<PatchEntry> entries =
                model.entries(replica, replica.tentative().size(), model.signer(0));
        Arrival arrival = model.replica(1).arrived(entries, ENGINE);
        assertThat(arrival).isInstanceOf(Arrival.Applied.class);
        assertThat(((Arrival.Applied) arrival).replica().validated()).isEqualTo(replica.local());
    }

    @Test
    void aSaveThatRemovesManyNamesThatAreNotThereIsReadByOthers() {
        Replica one = saved(model.replica(0), names("there", 1), Collections.emptySortedSet());
        SortedSet<String> removed = names("absent", 70);
        removed.add("there0");
        Replica two = saved(one, Collections.emptySortedSet(), removed);
        assertThat(two.tentative().getLast().change().attributes().removed())
                .containsExactly("there0");
        anotherPeerTakes(two);
    }

    @Test
    void savesThatEachReplaceManyNamesAreReadByOthersWhenSquashed() {
        Replica replica = model.replica(0);
        for (int i = 0; i < 3; i++)
            replica = saved(replica, names(i + "-", 60), names((i - 1) + "-", i == 0 ? 0 : 60));
        Replica squashed = replica.squashed(0, 3, PatchId.random(model.random()));
        assertThat(squashed.local()).isEqualTo(replica.local());
        assertThat(squashed.tentative().getFirst().change().attributes().removed()).isEmpty();
        anotherPeerTakes(squashed);
    }

    @Test
    void whatNoPeerCouldReadIsRefusedWithTheLimit() {
        AttributeChange many = new AttributeChange(new TreeMap<>(), names("n", 66));
        StateChange change = new StateChange(StateChange.identity(0).text(), many);
        assertThatThrownBy(() -> Publishable.requireReadable(change))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no peer could read this change")
                .hasMessageContaining("65");
    }
}
