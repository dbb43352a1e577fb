package org.p2pltr.planted;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;

/** Spring used as we do not. Outside the wiki's packages, so that no test makes beans of these. */
@SuppressWarnings("all")
public final class SpringSins {
    private SpringSins() {}

    /** Can be called by other packages. */
    @Controller
    public static final class OpenController {}

    /** Gets what it needs behind its constructor's back. */
    public static final class Injected {
        @Autowired private Object needed;
    }
}
