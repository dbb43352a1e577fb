package org.p2pltr.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this computer that nobody listens on at the moment. */
final class Ports {
    private Ports() {}

    static String freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }
}
