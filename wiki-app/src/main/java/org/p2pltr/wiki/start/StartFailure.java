package org.p2pltr.wiki.start;

import java.net.BindException;
import java.util.Optional;
import org.p2pltr.peer.PeerStartException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Says in one line why the wiki cannot start, when that is something a person can mend. Found
 * through spring.factories.
 */
public final class StartFailure implements SpringBootExceptionReporter {

    /** Called by Spring Boot. */
    public StartFailure(ConfigurableApplicationContext context) {}

    /** True if one plain line says what is wrong. */
    public static boolean explains(Throwable failure) {
        return line(failure).isPresent();
    }

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> line = line(failure);
        line.ifPresent(words -> System.err.println("The wiki cannot start: " + words));
        return line.isPresent();
    }

    private static Optional<String> line(Throwable failure) {
        Throwable cause = failure;
        while (true) {
            if (cause instanceof PeerStartException || cause instanceof SettingException)
                return Optional.of(String.valueOf(cause.getMessage()));
            if (cause instanceof PortInUseException port)
                return Optional.of(
                        "port "
                                + port.getPort()
                                + " is taken; choose another with --server.port=…");
            if (cause instanceof BindException)
                return Optional.of(String.valueOf(cause.getMessage()));
            Throwable next = cause.getCause();
            if (next == null) return Optional.empty();
            cause = next;
        }
    }
}
