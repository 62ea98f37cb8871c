package io.millrace.control.fake;

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
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * One node whose turns the test takes: messages wait until {@link #settle}, time stands still until {@link #advance}. What is
 * sent to other nodes is kept in {@link #sent}. An exception of an actor's turn reaches the test. Not thread-safe.
 */
public final class FakeHouse implements Actors {
    /** A message to another node. */
    public record Sent(Address to, Message message) {}

    private record Waiting(String actor, Runnable turn) {}

    private record Timer(Instant due, long order, Message expiry) {}

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

    private final String node;
    private final RandomGenerator random = new SplittableRandom(1);
    private final Map<String, Resident> residents = new TreeMap<>();
    private final Deque<Waiting> mailbox = new ArrayDeque<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> moves = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private long timersArmed;

    public FakeHouse(String node) {
        this.node = node;
    }

    @Override
    public void host(String name, Actor<?> actor) {
        if (residents.containsKey(name)) {
            throw new IllegalStateException("an actor named '" + name + "' is at node '" + node + "' already");
        }
        Resident resident = new Resident(new Address(node, name), actor);
        residents.put(name, resident);
        mailbox.add(new Waiting(name, () -> resident.actor.start(new FakeTurn(resident))));
    }

    @Override
    public void retire(String name) {
        residents.remove(name);
    }

    public boolean isHosting(String name) {
        return residents.containsKey(name);
    }

    public Address address(String actor) {
        return new Address(node, actor);
    }

    /** Puts a message into a mailbox; {@link #settle} delivers it. */
    @Override
    public void post(String actor, Message message) {
        mailbox.add(new Waiting(actor, () -> {
            Resident resident = residents.get(actor);
            if (resident != null) {
                resident.actor.on(message, new FakeTurn(resident));
            }
        }));
    }

    /** Takes turns until no message waits. */
    public void settle() {
        for (Waiting next = mailbox.poll(); next != null; next = mailbox.poll()) {
            next.turn.run();
        }
    }

    /** Posts a message and settles. */
    public void tell(String actor, Message message) {
        post(actor, message);
        settle();
    }

    /** Lets time pass; timers expire in their order, each at its time. */
    public void advance(Duration duration) {
        Instant until = now.plus(duration);
        settle();
        while (true) {
            Resident owner = null;
            String name = "";
            Timer next = null;
            for (Resident resident : residents.values()) {
                for (Map.Entry<String, Timer> armed : resident.armed.entrySet()) {
                    Timer timer = armed.getValue();
                    if (next == null || isBefore(timer, next)) {
                        owner = resident;
                        name = armed.getKey();
                        next = timer;
                    }
                }
            }
            if (owner == null || next == null || next.due.isAfter(until)) {
                now = until;
                return;
            }
            now = next.due;
            owner.armed.remove(name);
            tell(owner.address.actor(), next.expiry);
        }
    }

    private static boolean isBefore(Timer a, Timer b) {
        int byTime = a.due.compareTo(b.due);
        return byTime != 0 ? byTime < 0 : a.order < b.order;
    }

    /** What went to other nodes, in order; the test may clear it. */
    public List<Sent> sent() {
        return sent;
    }

    /** The messages of a kind that went to other nodes, in order; they are taken out of {@link #sent}. */
    public <M extends Message> List<M> take(Class<M> kind) {
        List<M> taken = new ArrayList<>();
        sent.removeIf(letter -> {
            if (kind.isInstance(letter.message)) {
                taken.add(kind.cast(letter.message));
                return true;
            }
            return false;
        });
        return taken;
    }

    /** The transition log: {@code who: FROM -> TO}. */
    public List<String> moves() {
        return moves;
    }

    /** The names of an actor's armed timers. */
    public List<String> armed(String actor) {
        Resident resident = residents.get(actor);
        return resident == null ? List.of() : List.copyOf(resident.armed.keySet());
    }

    private final class FakeTurn implements Turn {
        private final Resident owner;

        FakeTurn(Resident owner) {
            this.owner = owner;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public Instant steady() {
            return now;
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
                sent.add(new Sent(to, message));
            }
        }

        @Override
        public void arm(TimerName timer, Duration delay, Message expiry) {
            owner.armed.put(timer.name(), new Timer(now.plus(delay), timersArmed++, expiry));
        }

        @Override
        public void disarm(TimerName timer) {
            owner.armed.remove(timer.name());
        }

        @Override
        public void moved(String who, Enum<?> from, Enum<?> to, String because) {
            moves.add(who + ": " + from + " -> " + to);
        }
    }
}
