package org.p2pltr.peer;

/** Closes parts of which none may keep the others from being closed. */
final class Closing {
    private Closing() {}

    static void quietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            // There is nobody left to tell and nothing left to do: what was answered is on disk.
            System.getLogger(Closing.class.getName())
                    .log(System.Logger.Level.WARNING, "a part of the peer did not close", e);
        }
    }
}
