package org.p2pltr.wiki.process;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.openqa.selenium.WebDriver;

/** What axe finds on a screen as it is shown now. Source: wiki.md, WCAG 2.2 AA. */
final class Accessibility {
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private Accessibility() {}

    /** Serious and critical findings, one line each: what is wrong, and the element. */
    // The other mode opens a second window, from which the wiki's pages take it that they are
    // hidden.
    @SuppressWarnings("deprecation")
    static List<String> findings(WebDriver driver) {
        return new AxeBuilder()
                .setLegacyMode().analyze(driver).getViolations().stream()
                        .filter(rule -> GRAVE.contains(String.valueOf(rule.getImpact())))
                        .flatMap(Accessibility::lines)
                        .toList();
    }

    private static Stream<String> lines(Rule rule) {
        return rule.getNodes().stream().map(node -> line(rule, node));
    }

    private static String line(Rule rule, CheckedNode node) {
        String why = node.getFailureSummary().lines().skip(1).findFirst().orElse("").strip();
        return rule.getImpact() + ", " + rule.getId() + ": " + node.getHtml() + ": " + why;
    }
}
