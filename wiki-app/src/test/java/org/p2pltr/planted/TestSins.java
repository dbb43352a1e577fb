package org.p2pltr.planted;

import java.util.List;
import org.mockito.Mockito;

/** What a test must not do. */
@SuppressWarnings("all")
public final class TestSins {
    private TestSins() {}

    /** Waits for time instead of an event. */
    public static final class Sleeps {
        void sleep() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    /** Rehearses a dialogue. */
    public static final class Mocks {
        List<?> mock() {
            return Mockito.mock(List.class);
        }
    }
}
