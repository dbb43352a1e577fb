package org.p2pltr.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The project's files are tidy; and each rule finds what it is for, and nothing beside it. */
class TidyTest {
    private static final String MAIN = "ltr-dht/src/main/java/org/p2pltr/ring/";
    private static final String TEST = "ltr-dht/src/test/java/org/p2pltr/ring/";
    private static final String PAGE =
            "/** Membership: join, leave, neighbours. */\n@NullMarked\npackage org.p2pltr.ring;\n";

    @Test
    void theProjectIsTidy() throws IOException {
        assertThat(TidyRules.all(ProjectFiles.under(ProjectFiles.root()))).isEmpty();
    }

    @Test
    void theSourcesOfAllModulesAreSeen() throws IOException {
        assertThat(ProjectFiles.under(ProjectFiles.root()))
                .extracting(file -> file.path().replaceAll("/.*", ""))
                .contains(
                        "ltr",
                        "pom.xml",
                        "ltr-dht",
                        "ltr-log",
                        "ltr-timestamp",
                        "ltr-reconcile",
                        "ltr-user",
                        "ltr-lab",
                        "wiki-app");
    }

    @Test
    void aFileOf400LinesIsFineAndOneMoreIsNot() {
        String line = "// x\n";
        assertThat(TidyRules.size(new SourceFile(MAIN + "A.java", line.repeat(400)))).isEmpty();
        assertThat(TidyRules.size(new SourceFile(MAIN + "A.java", line.repeat(401)))).hasSize(1);
        assertThat(TidyRules.size(new SourceFile("README.md", line.repeat(401)))).isEmpty();
    }

    @Test
    void aMethodOf60LinesIsFineAndOneMoreIsNot() {
        assertThat(TidyRules.methods(List.of(methodOf(60)))).isEmpty();
        assertThat(TidyRules.methods(List.of(methodOf(61))))
                .containsExactly(MAIN + "A.java: nested has 61 lines, 60 are allowed");
    }

    private static SourceFile methodOf(int lines) {
        String body = "x();\n".repeat(lines - 2);
        return new SourceFile(
                MAIN + "A.java", "class A { class B {\nvoid nested() {\n" + body + "}\n} }\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"// FIXME", "/* TODO later */", "// TODO", "// TODO 12"})
    void whatIsLeftForLaterIsFound(String text) {
        assertThat(TidyRules.leftovers(new SourceFile(MAIN + "A.java", text))).hasSize(1);
        assertThat(TidyRules.leftovers(new SourceFile("a.sql", text))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"// TODO (#12): more", "// TODO #12", "String s = \"FIXME\";", "mastodon()"})
    void whatHasAnIssueMayBeLeft(String text) {
        assertThat(TidyRules.leftovers(new SourceFile(MAIN + "A.java", text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.sleep(5);",
                "Thread . sleep(x)",
                "TimeUnit.SECONDS.sleep(1)",
                "java.lang.Thread.sleep(1)"
            })
    void aSleepingTestIsFound(String text) {
        assertThat(TidyRules.sleeping(new SourceFile(TEST + "ATest.java", text))).hasSize(1);
        assertThat(TidyRules.sleeping(new SourceFile(TEST + "Eventually.java", text))).isEmpty();
        assertThat(TidyRules.sleeping(new SourceFile(MAIN + "A.java", text))).isEmpty();
    }

    @Test
    void aWordAboutSleepingIsNotFound() {
        String text = "// no Thread.sleep here\nString s = \"Thread.sleep(1)\";";
        assertThat(TidyRules.sleeping(new SourceFile(TEST + "ATest.java", text))).isEmpty();
    }

    @Test
    void aLockInTheCoreIsFoundAndOneInAnAdapterIsNot() {
        String text = "void a() { synchronized (this) {} }";
        assertThat(TidyRules.locks(new SourceFile(MAIN + "A.java", text))).hasSize(1);
        assertThat(TidyRules.locks(new SourceFile(MAIN.replace("ring", "netty") + "A.java", text)))
                .isEmpty();
        assertThat(
                        TidyRules.locks(
                                new SourceFile(
                                        MAIN.replace("ring", "entry/wire") + "A.java", text)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'\"/', home/ann/x", "' /', tmp/x", "'=/', root/.m2", "'(/', Users/ann"})
    void aPathOfOneMachineIsFound(String before, String after) {
        assertThat(TidyRules.machinePaths(new SourceFile("README.md", before + after))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"~/.p2p-ltr", "target/tmp/x", "https://example.org/home/x", "/api/v1/pages"})
    void otherPathsAreFine(String text) {
        assertThat(TidyRules.machinePaths(new SourceFile("README.md", text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RingImpl",
                "TextUtil",
                "TextUtils",
                "PageHelper",
                "PeerManager",
                "PageData",
                "PeerInfo"
            })
    void aNameThatSaysNothingIsFound(String name) {
        assertThat(TidyRules.names(new SourceFile(MAIN + name + ".java", ""))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Database", "package-info", "Information", "Ring"})
    void aNameThatSaysSomethingIsFine(String name) {
        assertThat(TidyRules.names(new SourceFile(MAIN + name + ".java", ""))).isEmpty();
    }

    @Test
    void aPackageNeedsAPage() {
        SourceFile type = new SourceFile(MAIN + "A.java", "");
        assertThat(TidyRules.packages(List.of(type))).hasSize(1);
        assertThat(TidyRules.packages(List.of(type, page(PAGE)))).isEmpty();
        assertThat(TidyRules.packages(List.of(new SourceFile(TEST + "ATest.java", "")))).isEmpty();
    }

    @Test
    void aPageNeedsAFirstSentenceAndNullMarked() {
        assertThat(TidyRules.packages(List.of(page(PAGE.replace("@NullMarked", ""))))).hasSize(1);
        assertThat(TidyRules.packages(List.of(page("@NullMarked package org.p2pltr.ring;"))))
                .hasSize(1);
        assertThat(TidyRules.packages(List.of(page("/** Ring. */\n@NullMarked package x;"))))
                .hasSize(1);
    }

    @Test
    void aPackageIsInOneModuleOnly() {
        SourceFile other =
                new SourceFile(MAIN.replace("ltr-dht", "ltr-log") + "package-info.java", PAGE);
        assertThat(TidyRules.packages(List.of(page(PAGE), other)))
                .containsExactly("org/p2pltr/ring is in more than one module: [ltr-dht, ltr-log]");
    }

    private static SourceFile page(String text) {
        return new SourceFile(MAIN + "package-info.java", text);
    }
}
