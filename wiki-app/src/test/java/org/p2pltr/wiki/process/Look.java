package org.p2pltr.wiki.process;

import java.util.Locale;

/** How a screen is looked at: the window in CSS pixels, and the colours that the person wants. */
enum Look {
    WIDE_LIGHT(1280, 900, false),
    WIDE_DARK(1280, 900, true),
    PHONE_LIGHT(360, 740, false),
    PHONE_DARK(360, 740, true);

    private final int width;
    private final int height;
    private final boolean dark;

    Look(int width, int height, boolean dark) {
        this.width = width;
        this.height = height;
        this.dark = dark;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    String colours() {
        return dark ? "dark" : "light";
    }

    /** As it stands in a file's name. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
