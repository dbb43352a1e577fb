package org.p2pltr.netty;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.TreeMap;

/** Counts the connections that others have dialled. Touched by the network's thread only. */
// A write or close that fails shows as a closed connection.
@SuppressWarnings("FutureReturnValueIgnored")
final class Door {
    private final ConnectionLimits limits;
    private final Map<String, Integer> perAddress = new TreeMap<>();
    private int all;

    Door(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** False: there are too many of this address, or in all; this one is not counted. */
    boolean letIn(Channel channel) {
        String address = Pipelines.remoteHost(channel);
        int open = perAddress.getOrDefault(address, 0);
        if (open >= limits.perAddress() || all >= limits.dialled()) return false;
        all++;
        perAddress.put(address, open + 1);
        channel.closeFuture().addListener(_ -> left(address));
        return true;
    }

    private void left(String address) {
        all--;
        perAddress.computeIfPresent(address, (_, open) -> open > 1 ? open - 1 : null);
    }
}
