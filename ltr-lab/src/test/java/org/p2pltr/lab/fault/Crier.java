package org.p2pltr.lab.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Message;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Timer;
import org.p2pltr.id.PeerAddress;

/** Calls every peer again and again, and notes whom it hears. */
record Crier(String self, int peers, int port, List<String> heard) implements Role {
    private static final Duration AGAIN = Duration.ofMillis(200);

    record Cry(String from) implements Message {}

    record Now() implements Timer {}

    @Override
    public RoleName name() {
        return new RoleName("crier");
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(Cry.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        if (event instanceof Event.Received(_, Cry(String from))) heard.add(from + ">" + self);
        if (!(event instanceof Event.Started || event instanceof Event.Elapsed))
            return Effects.none();
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        IntStream.range(0, peers)
                .mapToObj(i -> "p" + i)
                .filter(peer -> !peer.equals(self))
                .forEach(peer ->
                        out.add(new Effect.Call(new PeerAddress(peer, port), new Cry(self))));
        return out.timer(AGAIN, new Now()).effects();
    }
}
