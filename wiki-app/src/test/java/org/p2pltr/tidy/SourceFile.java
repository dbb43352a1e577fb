package org.p2pltr.tidy;

import java.util.regex.Pattern;

/** One file of the project as text; {@code path} is relative to the root, with slashes. */
record SourceFile(String path, String text) {
    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"[\\s\\S]*?\"\"\"");
    private static final Pattern LITERAL =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])'");
    private static final Pattern COMMENT =
            Pattern.compile("/\\*[\\s\\S]*?\\*/|//[^\\n]*", Pattern.MULTILINE);

    boolean isJava() {
        return path.endsWith(".java");
    }

    boolean isTest() {
        return path.contains("/src/test/");
    }

    boolean isNamed(String fileName) {
        return path.endsWith("/" + fileName);
    }

    /** The folder the file is in, relative to the root. */
    String folder() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    long lines() {
        return text.lines().count();
    }

    /** The text without what stands in quotes, so that a rule's own examples are not found. */
    String withoutLiterals() {
        return LITERAL.matcher(TEXT_BLOCK.matcher(text).replaceAll("\"\"")).replaceAll("\"\"");
    }

    /** Code only: neither quotes nor comments. */
    String code() {
        return COMMENT.matcher(withoutLiterals()).replaceAll("");
    }
}
