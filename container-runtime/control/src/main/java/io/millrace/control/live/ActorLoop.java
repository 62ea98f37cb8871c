package io.millrace.control.live;

import io.millrace.control.Actor;
import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.control.Steppable;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns of the actors of one node, in the order in which their messages came: {@link #step} does some of them, on
 * whatever thread calls it. Only {@link #post} may be called by others.
 */
final class ActorLoop implements Steppable {
    /** Enough to be cheap, few enough for due timers not to wait behind a flood of messages. */
    private static final int TURNS_PER_STEP = 64;

    private static final Logger LOG = LoggerFactory.getLogger(ActorLoop.class);

    /** {@code message} null: the actor starts. */
    private record Envelope(String actor, @Nullable Message message) {}

    /** A timer that expired or will; it counts only while it is the actor's current one of its name. */
    private record Timer(Resident owner, TimerName name, long dueNanos, long order, Message expiry) {}

    private static final class Resident {
        final Address address;
        final Actor<Message> actor;
        final Map<TimerName, Timer> armed = new HashMap<>();

        @SuppressWarnings("unchecked") // Whoever has the address knows what may be sent to it.
        Resident(Address address, Actor<?> actor) {
            this.address = address;
            this.actor = (Actor<Message>) actor;
        }
    }

    private final String node;
    private final Clock clock;
    private final Instant began;
    private final long beganNanos = System.nanoTime();
    private final RandomGenerator random;
    private final Transport outward;
    private final TurnFailure onFailure;
    private final Queue<Envelope> mailbox = new ConcurrentLinkedQueue<>();
    private final Map<String, Resident> residents = new java.util.concurrent.ConcurrentHashMap<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>((a, b) -> {
        int byTime = Long.compare(a.dueNanos - b.dueNanos, 0);
        return byTime != 0 ? byTime : Long.compare(a.order, b.order);
    });
    private long timersArmed;

    ActorLoop(String node, Clock clock, RandomGenerator random, Transport outward, TurnFailure onFailure) {
        this.node = node;
        this.clock = clock;
        this.began = clock.instant();
        this.random = random;
        this.outward = outward;
        this.onFailure = onFailure;
    }

    void host(String name, Actor<?> actor) {
        if (residents.putIfAbsent(name, new Resident(new Address(node, name), actor)) != null) {
            throw new IllegalStateException("an actor named '" + name + "' is at node '" + node + "' already");
        }
        mailbox.add(new Envelope(name, null));
    }

    void retire(String name) {
        residents.remove(name);
    }

    void post(String actor, Message message) {
        mailbox.add(new Envelope(actor, message));
    }

    @Override
    public int step() {
        int turns = expireTimers();
        for (int i = 0; i < TURNS_PER_STEP; i++) {
            Envelope envelope = mailbox.poll();
            if (envelope == null) {
                break;
            }
            turns++;
            Resident resident = residents.get(envelope.actor);
            if (resident != null) {
                takeTurn(resident, envelope.message);
            }
        }
        return turns;
    }

    /** How long nothing is to be done if no message comes. On the stepping thread only. */
    long idleNanos() {
        Timer next = timers.peek();
        return next == null ? Long.MAX_VALUE : Math.max(0, next.dueNanos - System.nanoTime());
    }

    private int expireTimers() {
        int expired = 0;
        while (true) {
            Timer timer = timers.peek();
            if (timer == null || timer.dueNanos - System.nanoTime() > 0) {
                return expired;
            }
            timers.poll();
            // Replaced, disarmed, or its owner has gone: it must not come.
            if (residents.get(timer.owner.address.actor()) == timer.owner
                    && timer.owner.armed.remove(timer.name, timer)) {
                takeTurn(timer.owner, timer.expiry);
                expired++;
            }
        }
    }

    private void takeTurn(Resident resident, @Nullable Message message) {
        RealTurn turn = new RealTurn(resident);
        try {
            if (message == null) {
                resident.actor.start(turn);
            } else {
                resident.actor.on(message, turn);
            }
        } catch (Throwable broken) {
            residents.remove(resident.address.actor(), resident);
            LOG.error("{}: broke while handling {}", resident.address, message, broken);
            onFailure.actorBroke(resident.address, message, broken);
        }
    }

    private final class RealTurn implements Turn {
        private final Resident owner;
        private final Instant now = clock.instant();
        private final Instant steady = began.plusNanos(System.nanoTime() - beganNanos);

        RealTurn(Resident owner) {
            this.owner = owner;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public Instant steady() {
            return steady;
        }

        @Override
        public RandomGenerator random() {
            return random;
        }

        @Override
        public Address self() {
            return owner.address;
        }

        @Override
        public void send(Address to, Message message) {
            if (to.node().equals(node)) {
                post(to.actor(), message);
            } else {
                outward.send(to, message);
            }
        }

        @Override
        public void arm(TimerName name, Duration delay, Message expiry) {
            Timer timer = new Timer(owner, name, System.nanoTime() + delay.toNanos(), timersArmed++, expiry);
            Timer replaced = owner.armed.put(name, timer);
            if (replaced != null) {
                timers.remove(replaced);
            }
            timers.add(timer);
        }

        @Override
        public void disarm(TimerName name) {
            Timer armed = owner.armed.remove(name);
            if (armed != null) {
                timers.remove(armed);
            }
        }

        @Override
        public void moved(String who, Enum<?> from, Enum<?> to, String because) {
            LOG.info("{}: {} -> {} because {}", who, from, to, because);
        }
    }
}
