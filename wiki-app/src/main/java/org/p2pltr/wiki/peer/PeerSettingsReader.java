package org.p2pltr.wiki.peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.p2pltr.peer.NetworkSettings;
import org.p2pltr.peer.PeerSettings;
import org.p2pltr.peer.TimingSettings;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

/**
 * Reads the peer's settings (command line, environment, {@code application.yml} in the data
 * directory). Throws IllegalArgumentException that names the setting, its value and what is
 * allowed. Source: wiki.md, "Peer settings".
 */
final class PeerSettingsReader {
    private static final List<String> KNOWN =
            List.of(
                    "ltr.data-dir",
                    "ltr.listen",
                    "ltr.advertise",
                    "ltr.join",
                    "ltr.name",
                    "ltr.wiki-name",
                    "ltr.password",
                    "ltr.hosts",
                    "ltr.insecure",
                    "ltr.timing.suspicion",
                    "ltr.timing.stable-ring",
                    "ltr.timing.lease-reads",
                    "ltr.network.cells",
                    "ltr.network.r",
                    "ltr.network.n",
                    "ltr.network.S");

    private final Environment environment;

    PeerSettingsReader(Environment environment) {
        this.environment = environment;
    }

    PeerSettings read() {
        refuseUnknown();
        PeerSettings settings =
                PeerSettings.in(dataDirectory(environment))
                        .named(value("ltr.name").orElse(System.getProperty("user.name", "peer")))
                        .insecure(yesOrNo("ltr.insecure", false));
        settings = settings.listeningAt(value("ltr.listen").orElse(PeerSettings.DEFAULT_LISTEN));
        settings = settings.advertising(value("ltr.advertise").orElse(""));
        settings =
                settings.joining(value("ltr.join").map(PeerSettingsReader::list).orElse(List.of()));
        return settings.network(network()).timing(timing());
    }

    /**
     * Where the peer keeps everything: {@code ltr.data-dir}, or {@code .p2p-ltr} in the person's
     * home.
     */
    static Path dataDirectory(Environment environment) {
        String value = environment.getProperty("ltr.data-dir", "");
        return value.isBlank()
                ? Path.of(System.getProperty("user.home"), ".p2p-ltr")
                : Path.of(value);
    }

    private NetworkSettings network() {
        NetworkSettings usual = NetworkSettings.DEFAULT;
        return new NetworkSettings(
                number("ltr.network.cells", usual.cells()),
                number("ltr.network.r", usual.groupSize()),
                number("ltr.network.n", usual.logFunctions()),
                number("ltr.network.S", usual.segment()));
    }

    private TimingSettings timing() {
        TimingSettings usual = TimingSettings.DEFAULT;
        return new TimingSettings(
                duration("ltr.timing.suspicion", usual.suspicion()),
                duration("ltr.timing.stable-ring", usual.stableRing()),
                yesOrNo("ltr.timing.lease-reads", usual.leaseReads()));
    }

    private void refuseUnknown() {
        if (!(environment instanceof ConfigurableEnvironment all)) return;
        TreeSet<String> unknown = new TreeSet<>();
        all.getPropertySources().stream()
                .filter(source -> source instanceof EnumerablePropertySource<?>)
                .flatMap(source ->
                        Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> name.startsWith("ltr.") && !KNOWN.contains(name))
                .forEach(unknown::add);
        if (!unknown.isEmpty())
            throw new IllegalArgumentException(
                    "there is no setting "
                            + unknown.first()
                            + "; allowed are: "
                            + String.join(", ", KNOWN));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.getProperty(name))
                .map(String::strip)
                .filter(v -> !v.isEmpty());
    }

    private boolean yesOrNo(String name, boolean usual) {
        return switch (value(name).orElse(Boolean.toString(usual))) {
            case "true" -> true;
            case "false" -> false;
            case String value -> throw wrong(name, value, "true or false");
        };
    }

    private int number(String name, int usual) {
        Function<String, Integer> parse =
                value -> {
                    try {
                        return Integer.parseInt(value);
                    } catch (NumberFormatException e) {
                        throw wrong(name, value, "a whole number");
                    }
                };
        return value(name).map(parse).orElse(usual);
    }

    private Duration duration(String name, Duration usual) {
        Optional<String> value = value(name);
        if (value.isEmpty()) return usual;
        try {
            return DurationStyle.SIMPLE.parse(value.get());
        } catch (IllegalArgumentException e) {
            throw wrong(name, value.get(), "a number and its unit, such as 500ms, 5s or 10m");
        }
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static IllegalArgumentException wrong(String name, String value, String allowed) {
        return new IllegalArgumentException(name + " is '" + value + "', allowed is: " + allowed);
    }
}
