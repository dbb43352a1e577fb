package org.p2pltr.lab.scenario;

import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;

/**
 * Asks any peer for a page's last timestamp, master or not, so that the checks see what a deposed
 * master answers. The User Peer drops the answer, as it never asked.
 */
final class Curious implements Role {
    /** Ask this peer. */
    record AskForLast(PeerId whom, DocumentKey document) implements Request {}

    /** The question is on its way. */
    record Sent() implements Reply {}

    @Override
    public RoleName name() {
        return new RoleName("curious");
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(AskForLast.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        if (!(event instanceof Event.Asked(AskId id, AskForLast(PeerId whom, var document))))
            return Effects.none();
        RequestId question = RequestId.random(world.random());
        return new Effects.Collector(Lane.MAIN)
                .send(whom, new UserMessage.AskLast(question, document, Timestamp.NONE))
                .add(new Effect.Answer(id, new Sent()))
                .effects();
    }
}
