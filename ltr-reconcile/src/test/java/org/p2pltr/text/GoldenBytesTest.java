package org.p2pltr.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.p2pltr.text.Changes.change;

import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bytes that stay: every log ever written has them. A change here needs a new format version.
 */
class GoldenBytesTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void aChange() {
        // version 1, retain 4 (4 * 4 + 0), insert 5 bytes (4 * 5 + 2) "ab", delete 2 (4 * 2 + 1),
        // retain 300 (1200)
        assertThat(HEX.formatHex(ChangeCodec.encode(change("=4 +abé¿ -2 =300"))))
                .isEqualTo("01" + "10" + "1a" + "6162c3a9c2bf" + "09" + "b009");
    }

    @Test
    void theChangeOfAnEmptyTextToItself() {
        assertThat(HEX.formatHex(ChangeCodec.encode(Change.identity(0)))).isEqualTo("01");
    }

    @Test
    void aStateChange() {
        var set = new TreeMap<String, String>();
        set.put("title", "Hé");
        var attributes = new AttributeChange(set, new TreeSet<>(List.of("deleted")));
        assertThat(
                        HEX.formatHex(
                                StateChangeCodec.encode(new StateChange(change("+a"), attributes))))
                .isEqualTo(
                        "01"
                                + "03"
                                + "010661"
                                + "01"
                                + "057469746c65"
                                + "0348c3a9"
                                + "01"
                                + "0764656c65746564");
    }

    @Test
    void aState() {
        var state =
                new DocumentState(
                        Text.of("hé\n"), Attributes.NONE.with("title", "T").with("tags", "a"));
        assertThat(HEX.formatHex(state.canonicalBytes()))
                .isEqualTo(
                        "01"
                                + "0468c3a90a"
                                + "02"
                                + "0474616773"
                                + "0161"
                                + "057469746c65"
                                + "0154");
        assertThat(HEX.formatHex(state.digest()))
                .isEqualTo("a580f60e52c6730ce6049f45914522286ae2e4e377c7f8e65c95d6a54e42e2ea");
    }

    @Test
    void theEmptyState() {
        assertThat(HEX.formatHex(DocumentState.EMPTY.canonicalBytes())).isEqualTo("010000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing at all
                "02", // a version we do not know
                "0100", // an empty part
                "010404", // two parts that should be one
                "01050661", // the insertion behind its deletion
                "0103", // a kind there is not
                "018400", // a number not in its shortest form
                "0180808080808000", // a number too long
                "010a61", // the insertion ends too early
                "0106ff", // not UTF-8
                "010eeda080", // half a surrogate pair
                "01848080800804", // over the longest text
                "01fcffffff7f", // far over the longest text
            })
    void otherBytesAreRefused(String hex) {
        assertThatThrownBy(() -> ChangeCodec.decode(HEX.parseHex(hex)))
                .isInstanceOf(MalformedChangeException.class);
    }

    @Test
    void attributesOutOfOrderAreRefused() {
        String head = "01" + "0101";
        assertThat(
                        StateChangeCodec.decode(
                                HEX.parseHex(head + "02" + "0161" + "00" + "0162" + "00" + "00")))
                .isNotNull();
        for (String rest :
                List.of(
                        "02016200016100" + "00",
                        "02016100016100" + "00",
                        "010161" + "00" + "010161",
                        "010000" + "00")) {
            assertThatThrownBy(() -> StateChangeCodec.decode(HEX.parseHex(head + rest)))
                    .isInstanceOf(MalformedChangeException.class);
        }
    }

    @Test
    void bytesTooManyAreRefused() {
        assertThatThrownBy(
                        () -> StateChangeCodec.decode(HEX.parseHex("01" + "0101" + "0000" + "00")))
                .isInstanceOf(MalformedChangeException.class);
        assertThatThrownBy(() -> DocumentState.ofCanonicalBytes(HEX.parseHex("01000000")))
                .isInstanceOf(MalformedChangeException.class);
    }
}
