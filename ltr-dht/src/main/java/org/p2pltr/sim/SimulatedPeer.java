package org.p2pltr.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Range;
import org.p2pltr.env.Request;
import org.p2pltr.env.Result;
import org.p2pltr.env.Role;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Task;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.PeerIdentity;
import org.p2pltr.loop.PeerLoop;
import org.p2pltr.start.Start;
import org.p2pltr.start.StartEvent;

/** One machine of a simulation with its disk; on it runs one peer, crashes and starts again. */
public final class SimulatedPeer {
    private static final int PORT = 7400;
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    final Simulation simulation;
    private final String name;
    private final PeerAddress address;
    private final PeerFactory factory;
    private final SplittableRandom random;
    private final SimulatedDisk disk;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    final Hellos hellos = new Hellos(this);
    private Signer signer;
    private PeerId id;
    private Life life = new Down();
    private boolean paused;
    private int starts;
    private int disks = 1;
    private boolean onOldCopy;

    private Start start;
    private Duration clockAhead = Duration.ZERO;
    private Duration computeTime = Duration.ofMillis(1);

    /** Whether a peer runs on this machine; each start is a new value. */
    private sealed interface Life {}

    private record Down() implements Life {}

    private record Up(PeerWorld world, PeerLoop loop, List<Role> roles) implements Life {}

    SimulatedPeer(
            Simulation simulation, String name, PeerFactory factory, SplittableRandom random) {
        this.simulation = simulation;
        this.name = name;
        this.address = new PeerAddress(name, PORT);
        this.factory = factory;
        this.random = random;
        this.disk = new SimulatedDisk(simulation.time(), random.split());
        this.signer = simulation.keys().newSigner(random);
        this.id = signer.identity().id();
        this.start = SimulatedStarts.none();
    }

    /** A machine with a copy of this one's disk and key. */
    SimulatedPeer twin(String other, SplittableRandom dice) {
        SimulatedPeer twin = new SimulatedPeer(simulation, other, factory, dice);
        twin.signer = signer;
        twin.id = id;
        twin.disk.load(disk.image());
        return twin;
    }

    /** Its name in the simulation. */
    public String name() {
        return name;
    }

    /** Where it listens, up or down. */
    public PeerAddress address() {
        return address;
    }

    /** Its public identity; another one after {@link #loseDisk}. */
    public PeerIdentity identity() {
        return signer.identity();
    }

    /** Who it is; another one after {@link #loseDisk}. */
    public PeerId id() {
        return id;
    }

    /** Who it is and where it listens. */
    public PeerContact contact() {
        return new PeerContact(id, address);
    }

    /** Its disk, which outlives crashes. */
    public SimulatedDisk disk() {
        return disk;
    }

    /** True from a start until a crash or an end; a paused peer is up. */
    public boolean isUp() {
        return life instanceof Up;
    }

    /** True while it handles nothing. */
    public boolean isPaused() {
        return paused;
    }

    /** How often it was started. */
    public int starts() {
        return starts;
    }

    /** Which start of its disk it runs with, or ran with last. */
    public Start start() {
        return start;
    }

    /** How many disks it has had: a lost one, and an old copy put in its place, end one. */
    public int disks() {
        return disks;
    }

    /** True from {@link #goBack} until {@link #restore}. */
    public boolean isOnOldCopy() {
        return onOldCopy;
    }

    /** True if this machine's disk remembers the newest start of another. */
    public boolean remembers(SimulatedPeer other) {
        return Hellos.isOnDisk(disk, other);
    }

    /** The running loop. Throws IllegalStateException if the peer is down. */
    public PeerLoop loop() {
        return up().loop();
    }

    /** The running role of a class, for checks. Throws IllegalStateException if there is none. */
    public <R extends Role> R role(Class<R> type) {
        return up().roles().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " has no " + type.getName()));
    }

    /**
     * Starts it with new roles, which remember what is on the disk; not once it was told that it is
     * an old copy. Throws what they throw while they remember; the peer is then down, and
     * IllegalStateException if it is up.
     */
    public void restart() {
        if (isUp()) throw new IllegalStateException(name + " is up");
        if (SimulatedStarts.isMarked(disk)) return;
        hellos.begin(simulation.newAcquaintances());
        starts++;
        start = SimulatedStarts.next(disk, signer, simulation.seed() + " " + name + " " + starts);
        PeerSetup setup =
                new PeerSetup(
                        name,
                        starts,
                        address,
                        signer,
                        simulation.keys().verifier(),
                        random.split());
        List<Role> roles = factory.roles(setup);
        PeerWorld world =
                new PeerWorld(this, simulation.network(), simulation.time(), random.split());
        PeerLoop loop = new PeerLoop(id, world, roles, this::died);
        life = new Up(world, loop, List.copyOf(roles));
        simulation.fault(this, "start");
        try {
            loop.start(disk);
        } finally {
            if (isUp() && !loop.isRunning()) life = new Down();
        }
    }

    /** Ends it as a power cut does: the disk forgets what was not synced. */
    public void crash() {
        PeerLoop loop = loop();
        simulation.fault(this, "crash");
        goDown();
        disk.crash();
        loop.stop();
    }

    /** Ends it as a process that is told to: the disk keeps everything. */
    public void shutDown() {
        PeerLoop loop = loop();
        simulation.fault(this, "shut down");
        goDown();
        disk.close();
        loop.stop();
    }

    /**
     * From here on it handles nothing; what comes for it waits, until {@link #resume} or a crash.
     * Its clock goes on. Throws IllegalStateException if it is down.
     */
    public void pause() {
        if (!isUp()) throw new IllegalStateException(name + " is down");
        simulation.fault(this, "pause");
        paused = true;
    }

    /** Handles what waited, in order, and goes on. */
    public void resume() {
        simulation.fault(this, "resume");
        paused = false;
        List<Runnable> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(each -> simulation.time().after(0, each));
    }

    /** Ends it if it is up, and gives it an empty disk and so a new identity. */
    public void loseDisk() {
        if (isUp()) crash();
        simulation.fault(this, "lose disk");
        disk.lose();
        becomeAnother();
    }

    /**
     * Ends it if it is up, and puts an old copy of its disk in the place of the present one: what a
     * person does with a backup. The key is the same.
     */
    public void goBack(SimulatedDisk.Image copy) {
        if (isUp()) crash();
        simulation.fault(this, "go back to an old copy");
        disk.load(copy);
        disks++;
        onOldCopy = true;
    }

    /** A new identity for its disk, of whose {@code core} these rows stay: {@code ltr restore}. */
    public void restore(List<Range> kept) {
        if (isUp()) throw new IllegalStateException(name + " is up");
        simulation.fault(this, "restore");
        disk.keepOnly(kept);
        becomeAnother();
    }

    private void becomeAnother() {
        signer = simulation.keys().newSigner(random);
        id = signer.identity().id();
        disks++;
        onOldCopy = false;
    }

    /**
     * Ends it if it is up, and empties its disk, but it keeps its key and its start counter, and so
     * its identity: what no real peer can do, as both are on the same disk.
     */
    public void loseDiskButNotKey() {
        if (isUp()) crash();
        simulation.fault(this, "lose disk but not key");
        disk.lose();
        SimulatedStarts.set(disk, start.number());
    }

    /** From here on its wall clock is this much ahead of the simulation's (or behind it). */
    public void clockAhead(Duration ahead) {
        clockAhead = ahead;
    }

    /**
     * From here on, until it ends, the clock of its loop runs this much too fast (above 1) or too
     * slow. Throws IllegalArgumentException unless that is more than 0; IllegalStateException if it
     * is down.
     */
    public void clockRate(double rate) {
        if (!(rate > 0)) throw new IllegalArgumentException("a clock goes on, not at " + rate);
        up().world().rate(rate);
    }

    /** From here on a computation takes this long; 1 ms unless told otherwise. */
    public void computeTime(Duration time) {
        computeTime = time;
    }

    /**
     * Asks it, as the next event at the present time. Throws IllegalStateException if it is down.
     */
    public Ask ask(Request request) {
        Up now = up();
        Ask ask = new Ask(request);
        simulation
                .time()
                .after(
                        0,
                        () ->
                                arrive(
                                        now.world(),
                                        "asked",
                                        () -> now.loop().ask(request, ask::answered)));
        return ask;
    }

    @Override
    public String toString() {
        return name;
    }

    /** True if this machine is the peer of that id. */
    boolean isAt(PeerId other) {
        return id.equals(other);
    }

    /** Something comes for the peer of a world: dropped if that has ended, kept while paused. */
    void arrive(PeerWorld whose, String what, Runnable action) {
        if (!(life instanceof Up now) || now.world() != whose) return;
        if (paused) {
            waiting.addLast(() -> arrive(whose, what, action));
        } else {
            simulation.note(this, what);
            action.run();
        }
    }

    /** A message arrives; false if nobody is there to take it. */
    boolean receive(Envelope envelope) {
        if (!(life instanceof Up now) || !isAt(envelope.toId())) return false;
        PeerContact sender = new PeerContact(envelope.fromId(), envelope.from().address());
        arrive(
                now.world(),
                envelope.message().getClass().getName(),
                () -> {
                    if (!hellos.letIn(envelope)) return;
                    simulation.received(envelope);
                    now.world().know(sender);
                    now.loop().received(envelope.fromId(), envelope.message());
                });
        return true;
    }

    /** Another peer shows a start of this peer that it has seen. */
    void refused(Start seen) {
        if (!isUp() || !start.isRuledOutBy(seen)) return;
        if (!seen.isSealedBy(signer.identity(), simulation.keys().verifier())) return;
        simulation.fault(this, "is told that it is an old copy");
        report(new StartEvent.RunsOnOldCopy(start, seen));
        crash();
        SimulatedStarts.mark(disk);
    }

    @SuppressWarnings("CatchingThrowable") // What a task throws stops the peer.
    void compute(Task task, Consumer<Result> done) {
        Result result;
        try {
            result = task.run();
        } catch (Throwable why) {
            loop().fail(why);
            return;
        }
        done.accept(result);
    }

    void report(PeerEvent event) {
        simulation.reported(this, event);
    }

    long computeNanos() {
        return VirtualTime.nanos(computeTime);
    }

    Instant wallClock() {
        return BEGINNING.plusNanos(simulation.time().now()).plus(clockAhead);
    }

    private Up up() {
        return switch (life) {
            case Up now -> now;
            case Down _ -> throw new IllegalStateException(name + " is down");
        };
    }

    private void goDown() {
        life = new Down();
        paused = false;
        waiting.clear();
    }

    private void died(Throwable why) {
        goDown();
        disk.crash();
        simulation.died(this, why);
    }
}
