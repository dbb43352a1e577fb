package org.p2pltr.wiki.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names under which this wiki answers; any other name in a request is a page that pretends (DNS
 * rebinding).
 */
final class AllowedHosts {
    private static final List<String> THIS_COMPUTER = List.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> names = new TreeSet<>(THIS_COMPUTER);

    /**
     * The loopback names, the address that the server listens on, and those of the setting,
     * separated by commas.
     */
    AllowedHosts(String serverAddress, String setting) {
        names.add(serverAddress.indexOf(':') >= 0 ? "[" + serverAddress + "]" : serverAddress);
        Arrays.stream(setting.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
    }

    /** True for a Host header whose name, without its port, is allowed. */
    boolean allows(String hostHeader) {
        String host = hostHeader.toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        return names.contains(hasPort ? host.substring(0, colon) : host);
    }
}
