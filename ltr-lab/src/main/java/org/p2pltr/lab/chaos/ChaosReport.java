package org.p2pltr.lab.chaos;

import java.util.List;
import java.util.Locale;

/**
 * How it went.
 *
 * @param kills peers killed
 * @param acknowledged saves that a peer said it has kept
 * @param timestamps given over all pages
 * @param secondsToAgreement from the last restart until all copies were the same and nothing waited
 * @param mistakes what must not be, such as an acknowledged line that is missing
 */
public record ChaosReport(
        int kills,
        long acknowledged,
        long timestamps,
        double secondsToAgreement,
        List<String> mistakes) {
    public ChaosReport {
        mistakes = List.copyOf(mistakes);
    }

    /** For people. */
    public String text() {
        String figures =
                String.format(
                        Locale.ROOT,
                        "%d kills, %d saves acknowledged, %d timestamps; all copies the same %.1f s"
                                + " after the last restart%n",
                        kills,
                        acknowledged,
                        timestamps,
                        secondsToAgreement);
        return mistakes.isEmpty()
                ? figures + "nothing acknowledged was lost or doubled, every history is 1, 2, 3 …\n"
                : figures + "WRONG:\n  " + String.join("\n  ", mistakes) + "\n";
    }
}
