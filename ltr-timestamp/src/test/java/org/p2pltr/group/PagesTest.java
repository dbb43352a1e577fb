package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;

class PagesTest {
    private static final PeerId ANN = new PeerId(Hash.of(Bytes.utf8("ann")));
    private static final GroupMessage.Place START = new GroupMessage.Place.Start();

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /** A register of one published patch, or of one that is still to be published. */
    private static Register register(DocumentKey document, long n, boolean published) {
        PatchEntry only = Entries.of(document, 1).getFirst();
        return new Register(
                new Ballot(ConfigNumber.FIRST, n, ANN),
                only.header(),
                published ? List.of() : List.of(only));
    }

    private static NavigableMap<DocumentKey, Register> registers(int count) {
        TreeMap<DocumentKey, Register> registers = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            DocumentKey document = new DocumentKey("Page %04d".formatted(i));
            registers.put(document, register(document, 1, true));
        }
        return registers;
    }

    @Test
    void nothingIsSentOfACopyThatIsStillTrue() {
        var all = registers(1_000);
        Pages.Page page = Pages.page(all, START, Pages.digests(all, START));
        assertThat(page.registers()).isEmpty();
        assertThat(page.same()).hasSize(16);
        assertThat(page.more()).isFalse();
    }

    @Test
    void aChangedDocumentBringsItsPartOnly() {
        var all = registers(1_000);
        var digests = Pages.digests(all, START);
        DocumentKey changed = new DocumentKey("Page 0500");
        all.put(changed, register(changed, 2, true));
        Pages.Page page = Pages.page(all, START, digests);
        assertThat(page.registers()).hasSize(Pages.DOCUMENTS_PER_DIGEST);
        assertThat(page.registers()).extracting(GroupMessage.Held::document).contains(changed);
        assertThat(page.same()).hasSize(15);
    }

    @Test
    void theDigestOfAPartStaysAsItIs() {
        assertThat(Pages.digests(registers(3), START).getFirst().digest().brief())
                .isEqualTo("d00fdddb");
    }

    /** Whatever copy an asker has, right or wrong, it ends with what the source holds. */
    @ParameterizedTest
    @MethodSource("seeds")
    void anyCopyLeadsToTheStateOfTheSource(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        var source = registers(random.nextInt(600));
        var copy = new TreeMap<>(source);
        for (DocumentKey document : List.copyOf(copy.keySet())) {
            switch (random.nextInt(60)) {
                case 0 -> copy.remove(document);
                case 1 -> copy.put(document, register(document, 2, random.nextBoolean()));
                case 2 -> source.remove(document);
                case 3 -> source.put(document, register(document, 3, random.nextBoolean()));
                default -> {}
            }
        }
        var digests = Pages.digests(copy, START);
        Pages.Page page = Pages.page(source, START, digests);
        var got = new TreeMap<DocumentKey, Register>();
        GroupMessage.Place place = START;
        for (GroupMessage.PageDigest part : digests) {
            if (page.same().contains(part.digest()))
                got.putAll(Pages.upTo(Pages.after(copy, place), part.upTo()));
            place = new GroupMessage.Place.After(part.upTo());
        }
        page.registers().forEach(held -> got.put(held.document(), held.register()));
        assertThat(got).as("seed %d", seed).isEqualTo(source);
        assertThat(page.more()).isFalse();
    }
}
