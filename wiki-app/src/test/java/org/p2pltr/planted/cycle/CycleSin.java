package org.p2pltr.planted.cycle;

import org.p2pltr.planted.CoreSins;

/** Knows a class of the package that knows this one. */
public final class CycleSin {
    /** The way back. */
    public CoreSins.KnowsCycle back() {
        return new CoreSins.KnowsCycle();
    }
}
