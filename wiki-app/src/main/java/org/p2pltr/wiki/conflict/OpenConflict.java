package org.p2pltr.wiki.conflict;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.p2pltr.merge.Conflict;
import org.p2pltr.merge.ConflictCodec;
import org.p2pltr.peer.PageView;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.MalformedChangeException;

/**
 * A conflict that nobody has ended yet.
 *
 * @param key names it on this page, however its place moves: equal texts have equal keys
 */
record OpenConflict(String key, Conflict conflict) {

    /** Those of a page in order; a value that is none, made by a peer gone wrong, has none. */
    static List<OpenConflict> of(PageView page) {
        String value = page.attributes().getOrDefault(Attributes.CONFLICTS, "");
        if (value.isEmpty()) return List.of();
        try {
            return ConflictCodec.decode(value).stream()
                    .map(conflict -> new OpenConflict(key(conflict), conflict))
                    .toList();
        } catch (MalformedChangeException e) {
            return List.of();
        }
    }

    static Optional<OpenConflict> of(PageView page, String key) {
        return of(page).stream().filter(each -> each.key.equals(key)).findFirst();
    }

    /** What a person calls the place where it is. */
    String where() {
        return switch (conflict) {
            case Conflict.InAttribute attribute -> "The page's " + attribute.name();
            case Conflict.LeftOut _ -> "A passage too long to be shown";
            case Conflict.InText text -> "“" + beginning(text) + "”";
        };
    }

    private static String beginning(Conflict.InText text) {
        for (var each : List.of(text.theirs(), text.mine(), text.base())) {
            String line = each.string().strip().lines().findFirst().orElse("");
            if (line.isEmpty()) continue;
            int most =
                    line.offsetByCodePoints(0, Math.min(60, line.codePointCount(0, line.length())));
            return most == line.length() ? line : line.substring(0, most) + "…";
        }
        return "an empty passage";
    }

    private static String key(Conflict conflict) {
        try {
            byte[] value =
                    ConflictCodec.encode(List.of(conflict.at(0))).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
