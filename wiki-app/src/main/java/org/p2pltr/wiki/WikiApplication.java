package org.p2pltr.wiki;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The wiki of one peer, as one process. */
@SpringBootApplication
public class WikiApplication {

    /** Starts the wiki; {@code arguments} are settings as {@code --key=value}. */
    public static void main(String[] arguments) {
        SpringApplication.run(WikiApplication.class, arguments);
    }
}
