package org.p2pltr.wiki;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.p2pltr.wiki.peer.RestoreCommand;
import org.p2pltr.wiki.start.StartFailure;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The wiki of one peer, as one process. */
@SpringBootApplication
public class WikiApplication {

    private static final String RESTORE = "restore";

    /**
     * Starts the wiki, or restores its data directory if {@code restore} is the first of the {@code
     * arguments}; the others are settings as {@code --key=value}. Exit code 2: a plain line said
     * why not.
     */
    public static void main(String[] arguments) {
        String usual = Path.of(System.getProperty("user.home"), ".p2p-ltr").toString();
        if (arguments.length > 0 && arguments[0].equals(RESTORE)) {
            List<String> words = List.of(arguments).subList(1, arguments.length);
            System.exit(new RestoreCommand(System.in, System.out, System.err).run(words, usual));
        }
        SpringApplication application = new SpringApplication(WikiApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(Map.of("ltr.data-dir", usual));
        try {
            application.run(arguments);
        } catch (RuntimeException e) {
            System.exit(StartFailure.explains(e) ? 2 : 1);
        }
    }
}
