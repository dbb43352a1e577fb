package org.p2pltr.netty;

import org.p2pltr.id.PeerAddress;

/**
 * Where a peer listens, and what it tells others about that.
 *
 * @param port 0: one that is free
 * @param toldHost empty: others take the address that they see
 * @param toldPort 0: the port it listens on
 */
public record ListenSettings(String host, int port, String toldHost, int toldPort) {
    /** Listens at an address and tells others the same. */
    public static ListenSettings at(PeerAddress address) {
        return new ListenSettings(address.host(), address.port(), toldHost(address.host()), 0);
    }

    /** Listens at one address and tells others another. */
    public static ListenSettings at(PeerAddress address, PeerAddress told) {
        return new ListenSettings(address.host(), address.port(), told.host(), told.port());
    }

    /** Listens on a free port of this computer, for tests. */
    public static ListenSettings anyPort() {
        return new ListenSettings("127.0.0.1", 0, "127.0.0.1", 0);
    }

    /** "All addresses" is where one can listen, but not where one can be reached. */
    private static String toldHost(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "" : host;
    }
}
