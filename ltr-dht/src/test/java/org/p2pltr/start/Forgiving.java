package org.p2pltr.start;

/** NO_START_COUNTER: lets in whatever start a peer says. For tests that must see what breaks. */
public final class Forgiving extends Acquaintances {
    @Override
    boolean refuses(Start said, Start seen) {
        return false;
    }
}
