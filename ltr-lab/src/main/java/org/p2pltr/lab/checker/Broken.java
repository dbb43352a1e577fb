package org.p2pltr.lab.checker;

/** Says that an invariant is broken. */
final class Broken {
    private Broken() {}

    // Error Prone's annotation for formats is no dependency of ours.
    @SuppressWarnings("AnnotateFormatMethod")
    static void unless(boolean holds, String form, Object... what) {
        if (!holds) throw new AssertionError(form.formatted(what));
    }
}
