package org.p2pltr.tidy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of the project that people write, from its root: no build output, no bundles. */
public final class ProjectFiles {
    private static final Set<String> SKIPPED_FOLDERS = Set.of("target", "node_modules");
    private static final Pattern WRITTEN_BY_PEOPLE =
            Pattern.compile(
                    ".*\\.(java|proto|sql|xml|html|css|js|yml|yaml|properties|md|sh)|.*/?(ltr|Dockerfile)|\\.ci/run");
    private static final Pattern BUNDLE = Pattern.compile(".*(\\.min\\.|bundle).*");

    private ProjectFiles() {}

    /** The nearest folder, from the working directory upwards, that has all modules in it. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("ltr-dht"))) {
            Path parent = folder.getParent();
            if (parent == null) throw new IllegalStateException("not inside the project");
            folder = parent;
        }
        return folder;
    }

    static List<SourceFile> under(Path root) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        String name = String.valueOf(folder.getFileName());
                        boolean hidden = name.startsWith(".") && !name.equals(".ci");
                        boolean skipped =
                                !folder.equals(root) && (hidden || SKIPPED_FOLDERS.contains(name));
                        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        String path = root.relativize(file).toString().replace('\\', '/');
                        if (WRITTEN_BY_PEOPLE.matcher(path).matches()
                                && !BUNDLE.matcher(path).matches())
                            files.add(new SourceFile(path, Files.readString(file)));
                        return FileVisitResult.CONTINUE;
                    }
                });
        files.sort(Comparator.comparing(SourceFile::path));
        return files;
    }
}
