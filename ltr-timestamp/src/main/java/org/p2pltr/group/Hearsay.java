package org.p2pltr.group;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.id.PeerId;

/**
 * Groups of later epochs that somebody spoke of who is no member of them. Nothing is given up for
 * hearsay: the members are asked, and only their own word counts. Source: master-group.md §10.
 */
final class Hearsay {
    /** Who does not answer for this long is asked again when it is spoken of again. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private final PeerId self;
    private final GroupSettings settings;
    private final TreeMap<Cell, Question> questions = new TreeMap<>();

    private record Question(
            ConfigNumber number,
            List<PeerId> members,
            GroupMessage.Pull asked,
            Resend resend,
            Duration begun) {}

    Hearsay(PeerId self, GroupSettings settings) {
        this.self = self;
        this.settings = settings;
    }

    /** Asks the members of a group, unless they or those of a newer one are being asked. */
    void ask(Acceptor own, ConfigNumber number, List<PeerId> members, Turn turn) {
        Cell cell = own.standing().cell();
        Question present = questions.get(cell);
        if (present != null && !present.number().isBefore(number)) return;
        // Whoever has installed a later epoch refuses this one, and names its own.
        var pull =
                new GroupMessage.Pull(
                        own.standing().newest(), new GroupMessage.Place.Start(), List.of());
        var resend = new Resend(turn.now(), settings.pullResend(), settings.pullResendMost());
        Question question = new Question(number, List.copyOf(members), pull, resend, turn.now());
        questions.put(cell, question);
        send(cell, question, turn);
    }

    /** True if this peer's word is waited for. */
    boolean isAsked(Cell cell, PeerId peer) {
        Question question = questions.get(cell);
        return question != null && question.members().contains(peer);
    }

    boolean isAsking(Cell cell) {
        return questions.containsKey(cell);
    }

    /** A member of this configuration has spoken for itself. */
    void proven(Cell cell, ConfigNumber number) {
        questions.computeIfPresent(
                cell, (_, question) -> number.isBefore(question.number()) ? question : null);
    }

    void tick(Cell cell, Turn turn) {
        Question question = questions.get(cell);
        if (question == null) return;
        if (turn.now().minus(question.begun()).compareTo(LIMIT) >= 0) {
            questions.remove(cell);
        } else if (question.resend().isDue(turn.now())) {
            send(cell, question, turn);
        }
    }

    private void send(Cell cell, Question question, Turn turn) {
        for (PeerId member : question.members())
            if (!member.equals(self)) turn.send(cell, member, question.asked());
    }
}
