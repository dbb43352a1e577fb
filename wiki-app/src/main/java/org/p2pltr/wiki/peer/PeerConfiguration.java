package org.p2pltr.wiki.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.p2pltr.peer.LtrPeer;
import org.p2pltr.peer.PeerSettings;
import org.p2pltr.peer.PeerStartException;
import org.p2pltr.wiki.start.SettingException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Starts the peer before the web and stops it after. */
@Configuration(proxyBeanMethods = false)
class PeerConfiguration {

    @Bean
    PeerSettings peerSettings(Environment environment) {
        try {
            return new PeerSettingsReader(environment).read();
        } catch (IllegalArgumentException e) {
            throw new SettingException(e);
        }
    }

    @Bean(destroyMethod = "close")
    LtrPeer ltrPeer(PeerSettings settings, Environment environment) throws PeerStartException {
        checkWebPort(environment);
        return LtrPeer.start(settings);
    }

    /** Asked before the peer starts, so that a taken port leaves everything as it was. */
    private static void checkWebPort(Environment environment) {
        String address = environment.getProperty("server.address", "127.0.0.1");
        String value = environment.getProperty("server.port", "8080");
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(
                    new InetSocketAddress(InetAddress.getByName(address), Integer.parseInt(value)));
        } catch (IllegalArgumentException e) {
            throw new SettingException("server.port is '" + value + "', allowed is: 0 to 65535");
        } catch (IOException e) {
            throw new SettingException(
                    "server.port is "
                            + value
                            + " at "
                            + address
                            + ", which cannot be used ("
                            + e.getMessage()
                            + "); choose another with --server.port=…");
        }
    }
}
