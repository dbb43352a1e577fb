package org.p2pltr.wiki;

import java.nio.file.Path;
import java.util.Map;
import org.p2pltr.wiki.start.StartFailure;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The wiki of one peer, as one process. */
@SpringBootApplication
public class WikiApplication {

    /**
     * Starts the wiki; {@code arguments} are settings as {@code --key=value}. Exit code 2: a plain
     * line said why not.
     */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(WikiApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        String usual = Path.of(System.getProperty("user.home"), ".p2p-ltr").toString();
        application.setDefaultProperties(Map.of("ltr.data-dir", usual));
        try {
            application.run(arguments);
        } catch (RuntimeException e) {
            System.exit(StartFailure.explains(e) ? 2 : 1);
        }
    }
}
