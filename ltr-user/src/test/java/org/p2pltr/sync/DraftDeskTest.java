package org.p2pltr.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.p2pltr.sync.UserPeers.HOME;
import static org.p2pltr.sync.UserPeers.NETWORK;
import static org.p2pltr.sync.UserPeers.asked;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.Bytes;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;

/** What is typed and not saved is kept by the peer, also through a crash. */
class DraftDeskTest {
    private static final DocumentKey HOMES = new DocumentKey("Homes");
    private static final Bytes EDITOR = Bytes.hex("ab".repeat(16));
    private static final Bytes OTHER = Bytes.hex("cd".repeat(16));

    private final Simulation simulation = UserPeers.network(3, new ModelLog(NETWORK));
    private final SimulatedPeer ann = simulation.peer("ann");

    private static UserRequest typed(DocumentKey document, Bytes editor, String text) {
        return new UserRequest.StoreDraft(
                document, editor, text, "revision", "Ann", "why", "hut, spring", "hut");
    }

    private UserReply.DraftStored stored(UserRequest request) {
        return asked(simulation, ann, request, UserReply.DraftStored.class);
    }

    private List<String> texts(UserRequest request) {
        return asked(simulation, ann, request, UserReply.Drafts.class).drafts().stream()
                .map(UserReply.Draft::text)
                .toList();
    }

    @Test
    void theLastTextOfEachEditorIsThereAfterACrash() {
        UserReply.DraftStored first = stored(typed(HOME, EDITOR, "a"));
        UserReply.DraftStored second = stored(typed(HOME, EDITOR, "a thought"));
        stored(typed(HOME, OTHER, "another tab"));
        assertThat(second.id()).isEqualTo(first.id());
        ann.crash();
        ann.restart();
        UserRequest one = new UserRequest.ReadDraft(first.id());
        assertThat(asked(simulation, ann, one, UserReply.Drafts.class).drafts())
                .containsExactly(
                        new UserReply.Draft(
                                first.id(),
                                HOME,
                                "a thought",
                                "revision",
                                "Ann",
                                "why",
                                "hut, spring",
                                "hut",
                                second.keptAt()));
        assertThat(texts(new UserRequest.ReadDrafts("", 10)))
                .containsExactly("a thought", "another tab");
    }

    @Test
    void theDraftsOfAPageAreNotThoseOfAPageWhoseNameBeginsAlike() {
        stored(typed(HOME, EDITOR, "home"));
        stored(typed(HOMES, EDITOR, "homes"));
        assertThat(texts(new UserRequest.ReadDraftsOf(HOME))).containsExactly("home");
        assertThat(texts(new UserRequest.ReadDraftsOf(HOMES))).containsExactly("homes");
    }

    @Test
    void aListGoesOnAfterItsLastDraft() {
        stored(typed(HOME, EDITOR, "1"));
        stored(typed(HOME, OTHER, "2"));
        stored(typed(HOMES, EDITOR, "3"));
        UserReply.Drafts two =
                asked(simulation, ann, new UserRequest.ReadDrafts("", 2), UserReply.Drafts.class);
        assertThat(two.more()).isTrue();
        String last = two.drafts().getLast().id();
        UserReply.Drafts rest =
                asked(simulation, ann, new UserRequest.ReadDrafts(last, 2), UserReply.Drafts.class);
        assertThat(rest.drafts()).extracting(UserReply.Draft::text).containsExactly("3");
        assertThat(rest.more()).isFalse();
    }

    @Test
    void whatIsTooLargeIsRefusedAndWhatWasKeptStays() {
        stored(typed(HOME, EDITOR, "kept"));
        String tooLong = "x".repeat(UserSettings.MAX_TYPED_BYTES + 1);
        UserReply.Refused refused =
                asked(simulation, ann, typed(HOME, EDITOR, tooLong), UserReply.Refused.class);
        assertThat(refused.why()).contains("1048576");
        assertThat(texts(new UserRequest.ReadDraftsOf(HOME))).containsExactly("kept");
    }

    @Test
    void aFieldThatIsTooLargeIsRefused() {
        UserRequest request =
                new UserRequest.StoreDraft(HOME, EDITOR, "text", "", "", "x".repeat(5000), "", "");
        assertThat(asked(simulation, ann, request, UserReply.Refused.class).why()).contains("4096");
    }

    @Test
    void whatIsNoDraftIsNotFound() {
        for (String id : List.of("", "zz", "ab", "abc"))
            assertThat(texts(new UserRequest.ReadDraft(id))).isEmpty();
        assertThat(texts(new UserRequest.ReadDrafts("no id", 10))).isEmpty();
    }

    @Test
    void anEditorsNameHasSixteenBytes() {
        assertThatThrownBy(() -> typed(HOME, Bytes.hex("ab"), "text"))
                .hasMessageContaining("16 bytes, not 1");
    }

    @Test
    void whatWasKeptAgainIsNotRemovedWithWhatWasBefore() {
        UserReply.DraftStored first = stored(typed(HOME, EDITOR, "old"));
        simulation.runFor(Duration.ofSeconds(1));
        UserReply.DraftStored second = stored(typed(HOME, EDITOR, "new"));
        assertThat(isRemoved(first.id(), Optional.of(first.keptAt()))).isFalse();
        assertThat(texts(new UserRequest.ReadDraftsOf(HOME))).containsExactly("new");
        assertThat(isRemoved(first.id(), Optional.of(second.keptAt()))).isTrue();
        assertThat(texts(new UserRequest.ReadDraftsOf(HOME))).isEmpty();
    }

    /** The row is read first; what comes in between is newer than what was to go. */
    @Test
    void whatIsKeptWhileItIsRemovedStays() {
        String id = stored(typed(HOME, EDITOR, "old")).id();
        Ask remove = ann.ask(new UserRequest.RemoveDraft(id, Optional.empty()));
        Ask store = ann.ask(typed(HOME, EDITOR, "new"));
        simulation.mustReach(
                "both answered",
                Duration.ofSeconds(5),
                () -> remove.isAnswered() && store.isAnswered());
        assertThat(remove.reply(UserReply.DraftRemoved.class).removed()).isFalse();
        assertThat(texts(new UserRequest.ReadDraftsOf(HOME))).containsExactly("new");
    }

    private boolean isRemoved(String id, Optional<Instant> keptAt) {
        UserRequest remove = new UserRequest.RemoveDraft(id, keptAt);
        return asked(simulation, ann, remove, UserReply.DraftRemoved.class).removed();
    }
}
