package org.p2pltr.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.start.Acquaintances;

/**
 * A whole network in one thread and in virtual time, reproducible from its seed.
 *
 * <p>Source: architecture.md, rule 2.
 */
public final class Simulation {
    /** Most events at one moment of virtual time; more means that time stands still. */
    public static final int MAX_EVENTS_AT_ONCE = 1_000_000;

    private final long seed;
    private final SplittableRandom root;
    private final RandomGenerator random;
    private final VirtualTime time = new VirtualTime();
    private final SimulatedNetwork network;
    private final Map<String, SimulatedPeer> peers = new LinkedHashMap<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Consumer<Simulation>> afterEach = new ArrayList<>();
    private final List<BiConsumer<SimulatedPeer, PeerEvent>> listeners = new ArrayList<>();
    private final List<Consumer<String>> narrators = new ArrayList<>();
    private SignatureScheme keys = new SimulatedKeys();
    private Supplier<Acquaintances> acquaintances = Acquaintances::new;
    private BiConsumer<SimulatedPeer, Throwable> onDeath;
    private long events;
    private int eventsAtOnce;
    private long trace;

    private Simulation(long seed) {
        this.seed = seed;
        this.root = new SplittableRandom(seed);
        this.random = root.split();
        this.network = new SimulatedNetwork(time, root.split());
        this.onDeath = (peer, why) -> fail(peer + " died", why);
    }

    /** A simulation without peers, its network without faults. */
    public static Simulation seeded(long seed) {
        return new Simulation(seed);
    }

    /** Signs with other keys from here on; before peers are added. */
    public Simulation signing(SignatureScheme scheme) {
        if (!peers.isEmpty()) throw new IllegalStateException("there are peers already");
        keys = scheme;
        return this;
    }

    /** After each event these promises are checked. */
    public Simulation checking(List<? extends Check> more) {
        checks.addAll(more);
        return this;
    }

    /** After each event this runs. */
    public Simulation afterEachEvent(Consumer<Simulation> hook) {
        afterEach.add(hook);
        return this;
    }

    /** Hears each report of each peer, at once. */
    public Simulation onReport(BiConsumer<SimulatedPeer, PeerEvent> listener) {
        listeners.add(listener);
        return this;
    }

    /** What peers remember others with from here on; before peers are added. */
    public Simulation remembering(Supplier<Acquaintances> memory) {
        acquaintances = memory;
        return this;
    }

    /**
     * What happens when a role throws; unless told, {@link SimulationFailure} ends the run. The
     * peer is down by then and may be restarted.
     */
    public Simulation onDeath(BiConsumer<SimulatedPeer, Throwable> listener) {
        onDeath = listener;
        return this;
    }

    /** Hears a line about each event: the story of a failing seed. */
    public Simulation narrate(Consumer<String> narrator) {
        narrators.add(narrator);
        return this;
    }

    /** Adds a peer and starts it. Throws IllegalArgumentException if the name is taken. */
    public SimulatedPeer addPeer(String name, PeerFactory factory) {
        SimulatedPeer peer = new SimulatedPeer(this, name, factory, root.split());
        network.listen(peer);
        peers.put(name, peer);
        peer.restart();
        return peer;
    }

    /**
     * Adds and starts a second machine with a copy of a peer's disk as it is now, its key included.
     * Throws IllegalArgumentException if the name is taken.
     */
    public SimulatedPeer addTwin(String name, SimulatedPeer of) {
        SimulatedPeer twin = of.twin(name, root.split());
        network.listen(twin);
        peers.put(name, twin);
        twin.restart();
        return twin;
    }

    /** The peer of a name. Throws IllegalArgumentException if there is none. */
    public SimulatedPeer peer(String name) {
        SimulatedPeer peer = peers.get(name);
        if (peer == null) throw new IllegalArgumentException("no peer is named " + name);
        return peer;
    }

    /** All peers, up or down, in the order in which they were added. */
    public List<SimulatedPeer> peers() {
        return List.copyOf(peers.values());
    }

    /** The network between them. */
    public SimulatedNetwork network() {
        return network;
    }

    /** Random numbers for the scenario, apart from those of peers and network. */
    public RandomGenerator random() {
        return random;
    }

    /** The seed. */
    public long seed() {
        return seed;
    }

    /** Virtual time since the beginning. */
    public Duration now() {
        return Duration.ofNanos(time.now());
    }

    /** How many events happened. */
    public long events() {
        return events;
    }

    /** A number over all events in order: equal for two runs that were the same. */
    public long trace() {
        return trace;
    }

    /** The scenario does something after a while, as an event among the others. */
    public void after(Duration delay, Runnable action) {
        time.after(
                VirtualTime.nanos(delay),
                () -> {
                    trace("scenario", "");
                    action.run();
                });
    }

    /** Lets one event happen, whenever it is due; false if none is left. */
    public boolean step() {
        if (!time.hasUntil(Long.MAX_VALUE)) return false;
        long before = time.now();
        try {
            time.runNext();
        } catch (AssertionError | RuntimeException why) {
            fail("the simulated world", why);
        }
        events++;
        eventsAtOnce = time.now() == before ? eventsAtOnce + 1 : 0;
        if (eventsAtOnce > MAX_EVENTS_AT_ONCE) throw failure("time stands still");
        checkAll();
        return true;
    }

    /** Runs for this long in virtual time. */
    public void runFor(Duration duration) {
        runUntil(() -> false, duration);
    }

    /**
     * Runs until something holds (looked at after each event), this long at most; false if it did
     * not hold by then.
     */
    public boolean runUntil(BooleanSupplier reached, Duration limit) {
        long end = time.in(VirtualTime.nanos(limit));
        if (reached.getAsBoolean()) return true;
        while (time.hasUntil(end)) {
            step();
            if (reached.getAsBoolean()) return true;
        }
        time.passTo(end);
        return false;
    }

    /** Runs until something holds. Throws {@link SimulationFailure} if it does not within this. */
    public void mustReach(String what, Duration limit, BooleanSupplier reached) {
        if (!runUntil(reached, limit)) {
            throw failure(what + " was not reached within " + limit);
        }
    }

    /** A failure that names seed, time and event. */
    public SimulationFailure failure(String what) {
        return new SimulationFailure(seed, now(), events, what);
    }

    VirtualTime time() {
        return time;
    }

    Acquaintances newAcquaintances() {
        return acquaintances.get();
    }

    SignatureScheme keys() {
        return keys;
    }

    /** Puts an event of a peer into the trace. */
    void note(SimulatedPeer peer, String what) {
        trace(peer.name(), what);
    }

    /** What the world does to a peer: in the trace and in the story. */
    void fault(SimulatedPeer peer, String what) {
        trace(peer.name(), what);
        if (!narrators.isEmpty()) tell(peer.name() + ": " + what);
    }

    /** Tells the narrators of a message; the trace has its type already. */
    void received(Envelope envelope) {
        if (!narrators.isEmpty()) {
            tell(envelope.to() + " hears " + envelope.from() + " say " + envelope.message());
        }
    }

    void reported(SimulatedPeer peer, PeerEvent event) {
        if (!narrators.isEmpty()) tell(peer + " reports " + event);
        for (var listener : listeners) listener.accept(peer, event);
    }

    void died(SimulatedPeer peer, Throwable why) {
        if (!narrators.isEmpty()) tell(peer + " died of " + why);
        onDeath.accept(peer, why);
    }

    private void checkAll() {
        for (Check check : checks) {
            try {
                check.check(this);
            } catch (AssertionError | RuntimeException why) {
                fail(check.name(), why);
            }
        }
        for (Consumer<Simulation> hook : afterEach) hook.accept(this);
    }

    private void fail(String what, Throwable why) {
        if (why instanceof SimulationFailure failure) throw failure;
        throw new SimulationFailure(seed, now(), events, what, why);
    }

    private void trace(String who, String what) {
        // The hash of a text is the same in every run, unlike that of other objects.
        trace = 31 * (31 * (31 * trace + time.now()) + who.hashCode()) + what.hashCode();
    }

    private void tell(String line) {
        String timed = "%d.%06d %s".formatted(now().toSeconds(), now().toNanosPart() / 1000, line);
        narrators.forEach(narrator -> narrator.accept(timed));
    }
}
