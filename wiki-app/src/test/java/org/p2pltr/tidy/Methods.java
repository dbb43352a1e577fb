package org.p2pltr.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The methods of a Java file with their lengths, as the compiler's own parser sees them. */
final class Methods {
    private Methods() {}

    /** A method, constructor included, from its annotations to its closing brace. */
    record Method(String path, String name, long lines) {}

    /** All methods in these files, those of nested and anonymous classes too; one run for all. */
    static List<Method> of(List<SourceFile> files) {
        List<Source> sources = files.stream().filter(SourceFile::isJava).map(Source::new).toList();
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        JavacTask task =
                (JavacTask) compiler.getTask(null, null, diagnostic -> {}, null, null, sources);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<Method> found = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse())
                new Finder(unit, positions, found).scan(unit, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(SourceFile file) {
            super(URI.create("string:///" + file.path()), Kind.SOURCE);
            this.text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Finder extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Method> found;

        Finder(CompilationUnitTree unit, SourcePositions positions, List<Method> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            String path = unit.getSourceFile().toUri().getPath().substring(1);
            found.add(new Method(path, method.getName().toString(), last - first + 1));
            return super.visitMethod(method, null);
        }
    }
}
