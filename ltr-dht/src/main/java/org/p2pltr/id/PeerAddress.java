package org.p2pltr.id;

/**
 * Where a peer listens: a host name or number and a TCP port from 1 to 65535. In the simulator the
 * host is any name.
 */
public record PeerAddress(String host, int port) {
    /** Longest host name in characters. */
    public static final int MAX_HOST = 253;

    public PeerAddress {
        if (host.isBlank() || host.length() > MAX_HOST || host.chars().anyMatch(c -> c <= ' '))
            throw new IllegalArgumentException("not a host name: '" + host + "'");
        if (port < 1 || port > 65535)
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
    }

    /**
     * Reads {@code host:port}, also {@code [::1]:7400}. Throws IllegalArgumentException that says
     * what is allowed.
     */
    public static PeerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1
                || port.isEmpty()
                || port.length() > 5
                || !port.chars().allMatch(c -> c >= '0' && c <= '9'))
            throw new IllegalArgumentException("'" + text + "' is not host:port");
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
        return new PeerAddress(host, Integer.parseInt(port));
    }

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
