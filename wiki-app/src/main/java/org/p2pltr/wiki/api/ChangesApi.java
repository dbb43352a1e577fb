package org.p2pltr.wiki.api;

import java.util.List;
import java.util.Optional;
import org.p2pltr.wiki.peer.ChangeFilter;
import org.p2pltr.wiki.peer.RecentChange;
import org.p2pltr.wiki.peer.RecentChanges;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Recent changes over all pages, over REST. Source: wiki.md, "REST API". */
@RestController
@RequestMapping("/api/v1/changes")
class ChangesApi {
    private final RecentChanges changes;

    ChangesApi(RecentChanges changes) {
        this.changes = changes;
    }

    /**
     * With {@code after}: what came after that number, oldest first. Without: the newest, newest
     * first.
     */
    @GetMapping
    List<RecentChange> list(
            @RequestParam Optional<Long> after, @RequestParam(defaultValue = "100") int limit) {
        int lines = Limits.lines(limit);
        return after.isPresent()
                ? changes.after(after.get(), lines)
                : changes.before(ChangeFilter.ALL, 0, lines);
    }
}
