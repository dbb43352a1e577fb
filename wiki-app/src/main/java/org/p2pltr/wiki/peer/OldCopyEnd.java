package org.p2pltr.wiki.peer;

import org.p2pltr.peer.LtrPeer;
import org.springframework.stereotype.Component;

/**
 * Ends the process, with exit code 2, when other peers prove that its data directory is an old
 * copy: what it promised since is forgotten, so it must not run on.
 */
@Component
class OldCopyEnd {
    OldCopyEnd(LtrPeer peer) {
        var _ =
                peer.oldCopy()
                        .thenAccept(line -> {
                            System.err.println("The wiki stops: " + line);
                            // The end waits for the peer, so it cannot be waited for on a thread of
                            // it.
                            Thread.ofPlatform().name("old-copy-end").start(() -> System.exit(2));
                        });
    }
}
