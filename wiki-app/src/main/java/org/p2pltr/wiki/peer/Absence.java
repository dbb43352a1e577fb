package org.p2pltr.wiki.peer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.p2pltr.peer.PeerReport;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * While you were away: begins when this peer goes offline or starts again, ends when somebody says
 * that they have seen what came. Source: wiki.md, row "while you were away".
 */
@Service
public class Absence {
    private final H2Absence database;
    private final ApplicationEventPublisher events;
    private final String self;

    Absence(H2Absence database, WikiPeer peer, ApplicationEventPublisher events) {
        this.database = database;
        this.events = events;
        this.self = peer.peer().id();
        database.start(Instant.now());
        // Told until this process ends.
        peer.listen(this::hear);
    }

    private void hear(PeerReport report) {
        if (!(report instanceof PeerReport.SyncChanged(boolean online, _))) return;
        Instant now = Instant.now();
        // The peer's thread must not wait for the database.
        Thread.ofPlatform()
                .daemon()
                .name("absence")
                .start(() -> {
                    if (online) database.comeBack(now);
                    else database.leave(now);
                });
    }

    /** Since when somebody is away; empty once they have seen everything. */
    public Optional<Instant> since() {
        return database.since();
    }

    /** How many saves of others came while they were away. */
    public int missed() {
        return database.count(self);
    }

    /** Pages that others changed meanwhile, those changed last first. */
    public List<Missed> missed(int limit) {
        return database.missed(self, limit);
    }

    /** What became of this peer's own saves meanwhile. */
    public List<Carried> carried(int limit) {
        return database.carried(self, limit);
    }

    /** Somebody has seen it all. */
    public void seen() {
        database.end();
        events.publishEvent(new AbsenceEnded());
    }
}
