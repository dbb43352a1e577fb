package org.p2pltr.planted;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ways for the core to reach the world by itself. */
@SuppressWarnings("all")
public final class WorldSins {
    private WorldSins() {}

    /** Knows files. */
    public static final class OpensAFile {
        Path path() {
            return Path.of("x");
        }
    }

    /** Knows threads by way of futures. */
    public static final class Waits {
        String wait(CompletableFuture<String> future) {
            return future.join();
        }
    }

    /** Writes a log instead of reporting. */
    public static final class Logs {
        private static final Logger LOG = LoggerFactory.getLogger(Logs.class);
    }

    /** Waits on a thread that may never get a carrier. */
    public static final class StartsAVirtualThread {
        void work(Runnable task) {
            Thread.ofVirtual().start(task);
        }
    }
}
