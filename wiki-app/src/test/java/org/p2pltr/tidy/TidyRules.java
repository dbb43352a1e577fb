package org.p2pltr.tidy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules; each tells what is wrong, one line per finding, and nothing when all is well. */
final class TidyRules {
    static final int MOST_LINES_OF_A_FILE = 400;
    static final int MOST_LINES_OF_A_METHOD = 60;

    private static final Pattern FIX_ME = Pattern.compile("\\bFIXME\\b");
    private static final Pattern TO_DO_WITHOUT_ISSUE =
            Pattern.compile("\\bTODO\\b(?!\\s*\\(?#\\d+)");
    private static final Pattern SLEEP =
            Pattern.compile("\\b(?:Thread|TimeUnit\\s*\\.\\s*[A-Z]+)\\s*\\.\\s*sleep\\b");
    private static final Pattern SYNCHRONIZED_BLOCK = Pattern.compile("\\bsynchronized\\s*\\(");
    private static final Pattern MACHINE_PATH =
            Pattern.compile(
                    "(?:^|[\\s\"'=(:,])(/(?:home|root|tmp|work|Users)/[\\w.-]+)",
                    Pattern.MULTILINE);
    private static final Pattern EMPTY_NAME =
            Pattern.compile(".*(?:Impl|Utils?|Helper|Manager|Data|Info)\\.java");
    private static final Pattern FIRST_SENTENCE =
            Pattern.compile(
                    "^/\\*\\*\\s*(?:\\*\\s+)?[\\p{Lu}{](?:(?!\\*/)[\\s\\S]){15,}?[.:;]",
                    Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern PACKAGE_FOLDER =
            Pattern.compile("(?<module>[^/]+)/src/main/java/(?<name>.+)");
    private static final Pattern ADAPTER =
            Pattern.compile(
                    "/org/p2pltr/(?:.*/)?(?:loop|wire|netty|disk|keys|sim|peer|lab|wiki)(?:/|$)");

    private TidyRules() {}

    /** Everything that is wrong with these files. */
    static List<String> all(List<SourceFile> files) {
        List<String> findings = new ArrayList<>(packages(files));
        findings.addAll(methods(files));
        for (SourceFile file : files) {
            findings.addAll(size(file));
            findings.addAll(leftovers(file));
            findings.addAll(sleeping(file));
            findings.addAll(locks(file));
            findings.addAll(machinePaths(file));
            findings.addAll(names(file));
        }
        return findings;
    }

    /** Files are short. */
    static List<String> size(SourceFile file) {
        if (!file.isJava() || file.lines() <= MOST_LINES_OF_A_FILE) return List.of();
        return List.of(
                "%s has %d lines, %d are allowed"
                        .formatted(file.path(), file.lines(), MOST_LINES_OF_A_FILE));
    }

    /** Methods are short. */
    static List<String> methods(List<SourceFile> files) {
        return Methods.of(files).stream()
                .filter(method -> method.lines() > MOST_LINES_OF_A_METHOD)
                .map(method ->
                        "%s: %s has %d lines, %d are allowed"
                                .formatted(
                                        method.path(),
                                        method.name(),
                                        method.lines(),
                                        MOST_LINES_OF_A_METHOD))
                .toList();
    }

    /** Nothing is left for later without an issue that says so. */
    static List<String> leftovers(SourceFile file) {
        if (!file.path().matches(".*\\.(java|proto|sql|xml|html|css|js|yml|properties)"))
            return List.of();
        String text = file.isJava() ? file.withoutLiterals() : file.text();
        List<String> findings = new ArrayList<>();
        if (FIX_ME.matcher(text).find()) findings.add(file.path() + " has a FIXME");
        if (TO_DO_WITHOUT_ISSUE.matcher(text).find())
            findings.add(
                    file.path() + " has a TODO without the number of an issue, as in TODO (#12)");
        return findings;
    }

    /** Tests wait for events, by way of Eventually, never for time. */
    static List<String> sleeping(SourceFile file) {
        boolean mayNot =
                file.isJava()
                        && file.isTest()
                        && !file.isNamed("Eventually.java")
                        && !file.path().contains("/planted/");
        if (mayNot && SLEEP.matcher(file.code()).find())
            return List.of(file.path() + " sleeps in a test");
        return List.of();
    }

    /**
     * The core has no locks; blocks leave no trace in class files that ArchitectureTest could see.
     */
    static List<String> locks(SourceFile file) {
        boolean core = file.isJava() && !file.isTest() && !ADAPTER.matcher(file.folder()).find();
        if (core && SYNCHRONIZED_BLOCK.matcher(file.code()).find())
            return List.of(file.path() + " has a synchronized block in the core");
        return List.of();
    }

    /** No path that is right on one machine only. */
    static List<String> machinePaths(SourceFile file) {
        Matcher matcher = MACHINE_PATH.matcher(file.text());
        List<String> findings = new ArrayList<>();
        while (matcher.find())
            findings.add(file.path() + " names a path of one machine: " + matcher.group(1));
        return findings;
    }

    /** A name says what a thing is. */
    static List<String> names(SourceFile file) {
        if (EMPTY_NAME.matcher(file.path()).matches())
            return List.of(file.path() + " has a name that says nothing");
        return List.of();
    }

    /** Each main package is in one module, and opens with a page that says what it is. */
    static List<String> packages(List<SourceFile> files) {
        Map<String, Set<String>> modules = new TreeMap<>();
        Map<String, String> pages = new LinkedHashMap<>();
        Set<String> folders = new TreeSet<>();
        for (SourceFile file : files) {
            Matcher matcher = PACKAGE_FOLDER.matcher(file.folder());
            if (!file.isJava() || !matcher.matches()) continue;
            folders.add(file.folder());
            modules.computeIfAbsent(matcher.group("name"), name -> new LinkedHashSet<>())
                    .add(matcher.group("module"));
            if (file.isNamed("package-info.java")) pages.put(file.folder(), file.text());
        }
        List<String> findings = new ArrayList<>();
        modules.forEach((name, in) -> {
            if (in.size() > 1) findings.add(name + " is in more than one module: " + in);
        });
        for (String folder : folders) findings.addAll(page(folder, pages.getOrDefault(folder, "")));
        return findings;
    }

    private static List<String> page(String folder, String text) {
        if (text.isEmpty()) return List.of(folder + " has no package-info.java");
        List<String> findings = new ArrayList<>();
        if (!text.contains("@NullMarked"))
            findings.add(folder + "/package-info.java is not @NullMarked");
        if (!FIRST_SENTENCE.matcher(text).find())
            findings.add(folder + "/package-info.java has no first sentence");
        return findings;
    }
}
