package org.p2pltr.peer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a peer is started. Throws IllegalArgumentException that names setting, value and what is
 * allowed. Source: wiki.md, "Peer settings".
 *
 * @param dataDirectory {@code ltr.data-dir}: where everything of this peer is kept; made if it is
 *     not there
 * @param listen {@code ltr.listen}: host:port where other peers reach this one; a loopback address
 *     unless {@code insecure}
 * @param advertise {@code ltr.advertise}: host:port that others are told; empty means the same as
 *     {@code listen}
 * @param join {@code ltr.join}: host:port of members of the network to join; empty means a network
 *     of one's own, made at the first start
 * @param name {@code ltr.name}: the peer's name for people, 1 to 100 bytes of UTF-8
 * @param insecure {@code ltr.insecure}: true lets the peer listen beyond this computer although
 *     nothing is encrypted yet
 * @param network {@code ltr.network.*}: what a new network is made with
 * @param timing {@code ltr.timing.*}: how fast the peer reacts
 */
public record PeerSettings(
        Path dataDirectory,
        String listen,
        String advertise,
        List<String> join,
        String name,
        boolean insecure,
        NetworkSettings network,
        TimingSettings timing) {
    /** Where a peer listens unless told otherwise. */
    public static final String DEFAULT_LISTEN = "127.0.0.1:7400";

    /** Longest name in bytes of UTF-8. */
    public static final int MAX_NAME_BYTES = 100;

    // Literal addresses only: a name could come to mean another computer later.
    private static final Pattern LOOPBACK =
            Pattern.compile("(127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|localhost)");

    public PeerSettings {
        join = List.copyOf(join);
        SettingCheck.check(
                insecure
                        || LOOPBACK.matcher(SettingCheck.address("ltr.listen", listen).host())
                                .matches(),
                "ltr.listen",
                listen,
                "an address of this computer only, such as "
                        + DEFAULT_LISTEN
                        + ", or ltr.insecure=true, as nothing is encrypted yet");
        SettingCheck.address("ltr.listen", listen);
        if (!advertise.isEmpty()) SettingCheck.address("ltr.advertise", advertise);
        join.forEach(member -> SettingCheck.address("ltr.join", member));
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        SettingCheck.check(
                !name.isBlank() && bytes <= MAX_NAME_BYTES,
                "ltr.name",
                name,
                "1 to " + MAX_NAME_BYTES + " bytes of UTF-8");
    }

    /**
     * A peer that keeps its own network in this directory and listens on {@link #DEFAULT_LISTEN}.
     */
    public static PeerSettings in(Path dataDirectory) {
        return new PeerSettings(
                dataDirectory,
                DEFAULT_LISTEN,
                "",
                List.of(),
                "peer",
                false,
                NetworkSettings.DEFAULT,
                TimingSettings.DEFAULT);
    }

    /** The same with another place to listen. */
    public PeerSettings listeningAt(String address) {
        return new PeerSettings(
                dataDirectory, address, advertise, join, name, insecure, network, timing);
    }

    /** The same, telling others another address. */
    public PeerSettings advertising(String address) {
        return new PeerSettings(
                dataDirectory, listen, address, join, name, insecure, network, timing);
    }

    /** The same, joining the network of these members. */
    public PeerSettings joining(List<String> members) {
        return new PeerSettings(
                dataDirectory, listen, advertise, members, name, insecure, network, timing);
    }

    /** The same with another name. */
    public PeerSettings named(String other) {
        return new PeerSettings(
                dataDirectory, listen, advertise, join, other, insecure, network, timing);
    }

    /** The same, allowed (or not) to listen beyond this computer without encryption. */
    public PeerSettings insecure(boolean allowed) {
        return new PeerSettings(
                dataDirectory, listen, advertise, join, name, allowed, network, timing);
    }

    /** The same with other settings for a new network. */
    public PeerSettings network(NetworkSettings other) {
        return new PeerSettings(
                dataDirectory, listen, advertise, join, name, insecure, other, timing);
    }

    /** The same with other times. */
    public PeerSettings timing(TimingSettings other) {
        return new PeerSettings(
                dataDirectory, listen, advertise, join, name, insecure, network, other);
    }

    /** What others are told: {@code advertise}, or {@code listen} if that is empty. */
    public String toldAddress() {
        return advertise.isEmpty() ? listen : advertise;
    }
}
