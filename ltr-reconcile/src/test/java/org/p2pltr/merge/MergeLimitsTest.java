package org.p2pltr.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2pltr.diff.Diff;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.StateChangeCodec;
import org.p2pltr.text.Text;

/** Two sides that are each within every limit may not be so together; then too nothing is lost. */
class MergeLimitsTest {
    private final ReconciliationEngine engine = ReconciliationEngine.standard();

    @Test
    void attributesThatHaveNoRoomAreToldInsteadOfSet() {
        var base = new DocumentState(Text.of("one\n"), Attributes.NONE);
        StateChange theirs = adding("their", 0, 40);
        List<StateChange> queue = List.of(adding("my", 0, 20), adding("my", 20, 40));
        RebasedQueue rebased = engine.rebase(base, theirs, queue);

        DocumentState merged = theirs.apply(base);
        for (StateChange change : rebased.changes()) merged = change.apply(merged);
        Attributes attributes = merged.attributes();
        assertThat(attributes.without(Attributes.CONFLICTS).values()).hasSize(Attributes.MAX_COUNT);
        assertThat(attributes.values()).containsAllEntriesOf(theirs.attributes().set());
        assertThat(rebased.conflicts()).hasSize(16);
        for (StateChange change : queue) {
            for (Map.Entry<String, String> mine : change.attributes().set().entrySet()) {
                boolean set = mine.getValue().equals(attributes.values().get(mine.getKey()));
                assertThat(set || told(rebased, mine)).as("%s", mine).isTrue();
            }
        }
        assertThat(ConflictCodec.decode(attributes.get(Attributes.CONFLICTS).orElseThrow()))
                .isEqualTo(rebased.conflicts());
    }

    @Test
    void aConflictIsNotedEvenOnAPageWithAllItsAttributes() {
        var full = new Attributes(adding("full", 0, Attributes.MAX_COUNT).attributes().set());
        var base = new DocumentState(Text.of("the cat sat\n"), full);
        StateChange theirs = Diff.between(base, reading(base, "the dog sat\n"));
        StateChange mine = Diff.between(base, reading(base, "the cow sat\n"));
        Merge merge = engine.reconcile(base, theirs, mine);
        DocumentState merged = merge.mineOnTheirs().apply(theirs.apply(base));

        assertThat(
                        ConflictCodec.decode(
                                merged.attributes().get(Attributes.CONFLICTS).orElseThrow()))
                .isEqualTo(merge.conflicts())
                .hasSize(1);
        assertThat(DocumentState.ofCanonicalBytes(merged.canonicalBytes())).isEqualTo(merged);
        byte[] bytes = StateChangeCodec.encode(merge.mineOnTheirs());
        assertThat(StateChangeCodec.decode(bytes)).isEqualTo(merge.mineOnTheirs());
    }

    @ParameterizedTest(name = "{0} conflicts of {1} bytes")
    @CsvSource({"4, 16384", "1000, 4", "1, 65536"})
    void aTitleIsToldHoweverManyPassagesAreNotedAlready(int count, int bytes) {
        List<Conflict> noted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Text mine = Text.of("%04d".formatted(i) + "x".repeat(bytes - 4));
            noted.add(new Conflict.InText(0, Text.EMPTY, Text.EMPTY, mine));
        }
        Attributes full = Attributes.NONE.with(Attributes.CONFLICTS, ConflictCodec.encode(noted));
        var base = new DocumentState(Text.of("one\n"), full);
        StateChange theirs = titled(base, "Ann's title");
        Merge merge = engine.reconcile(base, theirs, titled(base, "Bob's title"));

        DocumentState merged = merge.mineOnTheirs().apply(theirs.apply(base));
        String told = merged.attributes().get(Attributes.CONFLICTS).orElseThrow();
        assertThat(merged.attributes().get("title")).contains("Ann's title");
        assertThat(ConflictCodec.decode(told))
                .contains(
                        new Conflict.InAttribute(
                                "title",
                                Text.EMPTY,
                                Text.of("Ann's title"),
                                Text.of("Bob's title")));
    }

    @Test
    void manyChangesOfNamesComposeThoughTheyRemoveMoreThanAPageHas() {
        var base = new DocumentState(Text.of("one\n"), Attributes.NONE);
        List<StateChange> queue =
                List.of(
                        adding("first", 0, 60),
                        instead("first", "second"),
                        instead("second", "third"));
        StateChange theirs = adding("their", 0, 2);
        RebasedQueue rebased = engine.rebase(base, theirs, queue);
        DocumentState merged = theirs.apply(base);
        for (StateChange change : rebased.changes()) merged = change.apply(merged);
        assertThat(merged.attributes().values()).containsAllEntriesOf(theirs.attributes().set());
        for (Map.Entry<String, String> mine :
                adding("third", 0, 60).attributes().set().entrySet()) {
            boolean set = mine.getValue().equals(merged.attributes().values().get(mine.getKey()));
            assertThat(set || told(rebased, mine)).as("%s", mine).isTrue();
        }
    }

    @Test
    void aTextThatGrowsOverItsLimitComesOutWhole() {
        var base = new DocumentState(Text.of("one\ntwo\n"), Attributes.NONE);
        String many = "many words ".repeat(Text.MAX_LENGTH / 16);
        StateChange theirs = Diff.between(base, reading(base, many + "\none\ntwo\n"));
        StateChange mine = Diff.between(base, reading(base, "one\ntwo\n" + many + "\n"));
        Merge merge = engine.reconcile(base, theirs, mine);
        Text merged = merge.mineOnTheirs().apply(theirs.apply(base)).text();
        assertThat(merged.length()).isGreaterThan(Text.MAX_LENGTH);
        assertThat(merged.equals(Text.of(many + "\none\ntwo\n" + many + "\n"))).isTrue();
    }

    private static boolean told(RebasedQueue rebased, Map.Entry<String, String> mine) {
        return rebased.conflicts().stream()
                .anyMatch(conflict ->
                        conflict instanceof Conflict.InAttribute attribute
                                && attribute.name().equals(mine.getKey())
                                && attribute.mine().string().equals(mine.getValue()));
    }

    private static StateChange titled(DocumentState base, String title) {
        return Diff.between(
                base, new DocumentState(base.text(), base.attributes().with("title", title)));
    }

    private static DocumentState reading(DocumentState base, String text) {
        return new DocumentState(Text.of(text), base.attributes());
    }

    private static StateChange adding(String name, int from, int to) {
        var values = new TreeMap<String, String>();
        for (int i = from; i < to; i++) values.put(name + i, name + " value " + i);
        var attributes = AttributeChange.between(Attributes.NONE, new Attributes(values));
        return new StateChange(StateChange.identity(4).text(), attributes);
    }

    private static StateChange instead(String old, String now) {
        return new StateChange(
                StateChange.identity(4).text(),
                AttributeChange.between(
                        new Attributes(adding(old, 0, 60).attributes().set()),
                        new Attributes(adding(now, 0, 60).attributes().set())));
    }
}
