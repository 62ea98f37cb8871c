package io.millrace.simulation;

import io.millrace.control.Actor;
import io.millrace.control.Actors;
import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A process of the world: its actors, their timers, and whether it lives. While it is paused, what would happen to it waits
 * for the end of the pause; when it is dead, nothing happens to it any more.
 */
final class SimulatedNode implements Actors {
    private record Timer(long number, Message expiry) {}

    private static final class Resident {
        final Address address;
        final Actor<Message> actor;
        final Map<String, Timer> armed = new TreeMap<>();

        @SuppressWarnings("unchecked") // Whoever has the address knows what may be sent to it.
        Resident(Address address, Actor<?> actor) {
            this.address = address;
            this.actor = (Actor<Message>) actor;
        }
    }

    private final World world;
    private final String name;
    private final NodeClock clock;
    private final Map<String, Resident> residents = new TreeMap<>();
    /** What would have happened during a pause, in its order. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private boolean alive = true;
    private long pausedUntilMs;
    private long timersArmed;

    SimulatedNode(World world, String name, NodeClock clock) {
        this.world = world;
        this.name = name;
        this.clock = clock;
    }

    NodeClock clock() {
        return clock;
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return alive;
    }

    void die() {
        alive = false;
        residents.clear();
        waiting.clear();
    }

    boolean isPaused() {
        return world.nowMs() < pausedUntilMs;
    }

    void pauseUntil(long atMs) {
        pausedUntilMs = Math.max(pausedUntilMs, atMs);
        world.events().at(pausedUntilMs, this::goOn);
    }

    /** A pause ends now, however long it was to be. */
    void wake() {
        pausedUntilMs = world.nowMs();
        goOn();
    }

    private void goOn() {
        while (alive && !isPaused() && !waiting.isEmpty()) {
            perform(waiting.remove());
        }
    }

    Address address(String actor) {
        return new Address(name, actor);
    }

    @Override
    public void host(String actorName, Actor<?> actor) {
        Resident resident = new Resident(address(actorName), actor);
        if (residents.putIfAbsent(actorName, resident) != null) {
            throw new IllegalStateException("an actor named '" + actorName + "' is at node '" + name + "' already");
        }
        run(() -> {
            if (residents.get(actorName) == resident) {
                world.turnTaken();
                resident.actor.start(new SimulatedTurn(resident));
            }
        });
    }

    @Override
    public void retire(String actorName) {
        residents.remove(actorName);
    }

    /** Hands a message to an actor, soon: how ports answer, and how messages arrive. */
    @Override
    public void post(String actorName, Message message) {
        run(() -> {
            Resident resident = residents.get(actorName);
            if (resident != null) {
                world.log(
                        "  " + resident.address + " takes " + message.getClass().getSimpleName());
                world.turnTaken();
                resident.actor.on(message, new SimulatedTurn(resident));
            }
        });
    }

    /** Has this process do something, soon. */
    void run(Runnable action) {
        runAfter(0, action);
    }

    /** After so much time of the world. */
    void runAfter(long delayMs, Runnable action) {
        world.events().after(delayMs, () -> whenAwake(action));
    }

    private void whenAwake(Runnable action) {
        if (alive && (isPaused() || !waiting.isEmpty())) {
            waiting.add(action);
        } else if (alive) {
            perform(action);
        }
    }

    private void perform(Runnable action) {
        try {
            action.run();
        } catch (ProcessDied died) {
            if (alive) {
                throw died;
            }
        }
    }

    /** {@code actor/timer} of all armed timers. */
    List<String> armedTimers() {
        List<String> armed = new ArrayList<>();
        residents.forEach(
                (actor, resident) -> resident.armed.keySet().forEach(timer -> armed.add(actor + "/" + timer)));
        return armed;
    }

    private final class SimulatedTurn implements Turn {
        private final Resident owner;

        SimulatedTurn(Resident owner) {
            this.owner = owner;
        }

        @Override
        public Instant now() {
            return clock.wall();
        }

        @Override
        public Instant steady() {
            return clock.steady();
        }

        @Override
        public RandomGenerator random() {
            return world.random();
        }

        @Override
        public Address self() {
            return owner.address;
        }

        @Override
        public void send(Address to, Message message) {
            if (to.node().equals(name)) {
                post(to.actor(), message);
            } else {
                world.network().send(name, to, message);
            }
        }

        @Override
        public void arm(TimerName timer, Duration delay, Message expiry) {
            Timer armed = new Timer(timersArmed++, expiry);
            owner.armed.put(timer.name(), armed);
            runAfter(clock.inTheWorld(delay.toMillis()), () -> {
                if (residents.get(owner.address.actor()) == owner && owner.armed.remove(timer.name(), armed)) {
                    world.turnTaken();
                    owner.actor.on(expiry, new SimulatedTurn(owner));
                }
            });
        }

        @Override
        public void disarm(TimerName timer) {
            owner.armed.remove(timer.name());
        }

        @Override
        public void moved(String who, Enum<?> from, Enum<?> to, String because) {
            world.moved(name, who, from, to, because);
        }
    }
}
