package org.p2pltr.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;

class IndexTest {
    private static final NetworkId NETWORK = new NetworkId(Bytes.of(new byte[NetworkId.LENGTH]));
    private static final Label LABEL = new Label(Bytes.EMPTY);

    private static UserRows.DocumentRow row(DocumentKey document) {
        return new UserRows.DocumentRow(Head.start(NETWORK, document), 1, LABEL, LABEL, 0);
    }

    /** The changes on disk after these writes. */
    private static void apply(List<Write> writes, Set<Bytes> disk) {
        for (Write write : writes) {
            switch (write) {
                case Write.Put(var family, Bytes key, Bytes _)
                        when family.equals(UserRows.CHANGES) ->
                        disk.add(key);
                case Write.Delete(var family, Bytes key) when family.equals(UserRows.CHANGES) ->
                        disk.remove(key);
                default -> {}
            }
        }
    }

    @Test
    void oneChangeOfEachDocumentStaysOnDisk() {
        SplittableRandom random = new SplittableRandom(1);
        Index index = new Index(NETWORK);
        TreeSet<Bytes> disk = new TreeSet<>();
        TreeSet<DocumentKey> documents = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            DocumentKey document = DocumentKey.of("page " + random.nextInt(20));
            documents.add(document);
            apply(index.moved(document, row(document)), disk);
            assertThat(disk).hasSize(documents.size()).contains(UserRows.number(i + 1));
        }
    }

    @Test
    void whatAnEarlierVersionLeftIsRemovedWithTheNextStep() {
        Index index = new Index(NETWORK);
        TreeSet<Bytes> disk = new TreeSet<>();
        DocumentKey page = DocumentKey.of("Home");
        for (long i = 1; i <= 5; i++) {
            index.rememberChange(new UserReply.Change(i, page, new Timestamp(i), 0));
            disk.add(UserRows.number(i));
        }
        index.rememberSequence(5);
        DocumentKey other = DocumentKey.of("Other");
        apply(index.moved(other, row(other)), disk);
        assertThat(disk).containsExactly(UserRows.number(5), UserRows.number(1_006));
        apply(index.moved(page, row(page)), disk);
        assertThat(disk).containsExactly(UserRows.number(1_006), UserRows.number(1_007));
    }

    @Test
    void ofTooManyDocumentsOnlyThoseThatAreHereAreKept() {
        Index index = new Index(NETWORK, 2);
        for (String name : List.of("A", "B", "C")) {
            DocumentKey document = DocumentKey.of(name);
            Head start = Head.start(NETWORK, document);
            Head told = new Head(new Timestamp(1), start.hash());
            assertThat(index.told(document, told, LABEL)).isEqualTo(!name.equals("C"));
        }
        assertThat(index.lines()).hasSize(2);
        DocumentKey own = DocumentKey.of("C");
        index.moved(own, row(own));
        assertThat(index.lines()).hasSize(3);
    }
}
