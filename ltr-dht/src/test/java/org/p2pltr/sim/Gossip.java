package org.p2pltr.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Family;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Message;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Range;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.env.Timer;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerAddress;

/** A small role for tests of the world: rumours that every peer keeps and passes on. */
final class Gossip implements Role {
    static final Family HEARD = new Family(Family.Database.CORE, "heard");
    private static final Duration ROUND = Duration.ofMillis(200);

    private final List<PeerAddress> friends;
    private final TreeSet<String> heard = new TreeSet<>();

    record Rumour(String text) implements Message {}

    record Tell(String text) implements Request {}

    record Kept(String text) implements Reply, PeerEvent {}

    record Again() implements Timer {}

    Gossip(List<PeerAddress> friends) {
        this.friends = List.copyOf(friends);
    }

    /** What it says it has heard, synced or not. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public RoleName name() {
        return new RoleName("gossip");
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(Rumour.class, Tell.class);
    }

    @Override
    public List<Range> remembers() {
        return List.of(Range.all(HEARD));
    }

    @Override
    public void remember(Family family, Row row) {
        heard.add(row.key().asUtf8());
    }

    @Override
    public Effects on(Event event, Environment world) {
        return switch (event) {
            case Event.Started _ -> Effects.of(new Effect.StartTimer(ROUND, new Again()));
            case Event.Elapsed _ -> again(world);
            case Event.Received(var _, Rumour(String text)) -> keep(text).effects();
            case Event.Asked(var id, Tell(String text)) ->
                    keep(text).add(new Effect.Answer(id, new Kept(text))).effects();
            case Event.Received _, Event.Asked _, Event.Told _, Event.Found _, Event.Computed _ ->
                    throw new IllegalStateException("not for gossip: " + event);
        };
    }

    private Effects.Collector keep(String text) {
        var effects = new Effects.Collector(new Lane(text));
        if (heard.add(text)) {
            effects.add(Effect.Persist.of(new Write.Put(HEARD, Bytes.utf8(text), Bytes.EMPTY)));
            effects.report(new Kept(text));
        }
        return effects;
    }

    private Effects again(Environment world) {
        var effects = new Effects.Collector(Lane.MAIN).timer(ROUND, new Again());
        PeerAddress friend = friends.get(world.random().nextInt(friends.size()));
        List<String> all = new ArrayList<>(heard);
        for (String text : all) {
            effects.in(new Lane(text)).add(new Effect.Call(friend, new Rumour(text)));
        }
        return effects.effects();
    }
}
