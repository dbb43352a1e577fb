package org.p2pltr.lab.checker;

import org.p2pltr.entry.DocumentKey;
import org.p2pltr.text.DocumentState;

/**
 * When the network is quiet, all peers have the same head, the same validated state and nothing
 * tentative. Source: master-group.md §15 (5).
 */
public final class HeadsAgree implements Check {
    @Override
    public void quiet(QuietNetwork network) {
        for (DocumentKey document : network.documents()) {
            var all = network.of(document);
            for (QuietNetwork.Held each : all) {
                Broken.unless(
                        each.replica().tentative().isEmpty(),
                        "%s at %s has %d tentative patches",
                        document,
                        each.peer(),
                        each.replica().tentative().size());
                Broken.unless(
                        each.replica().head().equals(network.head(document)),
                        "%s is at %s at %s, at %s at %s",
                        document,
                        each.replica().head(),
                        each.peer(),
                        network.head(document),
                        all.getFirst().peer());
                DocumentState first = all.getFirst().replica().validated();
                Broken.unless(
                        each.replica().validated().equals(first)
                                && each.replica().local().equals(first),
                        "%s reads otherwise at %s than at %s",
                        document,
                        each.peer(),
                        all.getFirst().peer());
            }
        }
    }
}
