package org.p2pltr.replica;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.text.Text;

/**
 * The opaque name of a local view: what an editor sends back as the start of its edit. It changes
 * with each step of the replica; views with the same text share one base text. Source: wiki.md,
 * "REST API".
 */
public record Revision(String value) {
    /** Bytes of the text's digest that stand in a revision. */
    public static final int DIGEST_BYTES = 16;

    private static final Pattern FORM =
            Pattern.compile("\\d{1,19}-\\d{1,9}-[0-9a-f]{8}-([0-9a-f]{32})");

    /** The name of this local view. */
    public static Revision of(Replica replica) {
        String queue =
                replica.tentative().isEmpty()
                        ? "00000000"
                        : replica.tentative().getLast().patch().value().asHex().substring(0, 8);
        return new Revision(
                replica.head().ts()
                        + "-"
                        + replica.tentative().size()
                        + "-"
                        + queue
                        + "-"
                        + digest(replica.local().text()).asHex());
    }

    /** Names a text: the first bytes of its SHA-256. */
    public static Bytes digest(Text text) {
        return Hash.of(Bytes.of(text.utf8())).value().slice(0, DIGEST_BYTES);
    }

    /** The digest of the text of the local view; empty if this is no revision of ours. */
    public Optional<Bytes> textDigest() {
        Matcher form = FORM.matcher(value);
        return form.matches() ? Optional.of(Bytes.hex(form.group(1))) : Optional.empty();
    }
}
