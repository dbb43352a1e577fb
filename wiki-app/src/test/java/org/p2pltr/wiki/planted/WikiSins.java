package org.p2pltr.wiki.planted;

import org.p2pltr.env.Message;
import org.p2pltr.peer.LtrPeer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the wiki must not do outside the packages that may. */
@SuppressWarnings("all")
public final class WikiSins {
    private WikiSins() {}

    /** Talks to the database without saying so in its name. */
    public static final class UsesSql {
        void query(JdbcClient database) {
            database.sql("select 1");
        }
    }

    /** Knows how peers talk. */
    public static final class SeesTheCore {
        String show(Message message) {
            return message.toString();
        }
    }

    /** Calls the peer past {@code wiki.peer}. */
    public static final class OpensTheDoor {
        String show(LtrPeer peer) {
            return peer.toString();
        }
    }
}
