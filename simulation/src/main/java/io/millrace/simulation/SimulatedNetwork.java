package io.millrace.simulation;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.protocol.wire.CorruptMessageException;
import io.millrace.protocol.wire.MessageCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Carries control messages as bytes: late, in any order, twice, or never, until it is healed. Single links may be clogged,
 * so that all waits, or cut, so that messages are lost; each direction for itself.
 */
final class SimulatedNetwork {
    /** What a healed network takes. */
    private static final int HEALED_DELAY_MS = 5;

    private static final int STRAGGLER_TIMES = 10;

    private record Link(String from, String to) {}

    private final World world;
    private final NetworkFaults ills;
    private final SplittableRandom random;
    /** Looked up only, never gone through. */
    private final Map<Link, Long> cloggedUntilMs = new HashMap<>();

    private final Map<Link, Long> cutUntilMs = new HashMap<>();
    private boolean healed;

    SimulatedNetwork(World world, NetworkFaults ills, SplittableRandom random) {
        this.world = world;
        this.ills = ills;
        this.random = random;
    }

    void heal() {
        healed = true;
        cloggedUntilMs.clear();
        cutUntilMs.clear();
    }

    /** What goes this way waits until then. */
    void clog(String from, String to, long untilMs) {
        if (!healed) {
            cloggedUntilMs.merge(new Link(from, to), untilMs, Math::max);
        }
    }

    /** Messages that go this way are lost until then; what data goes this way waits. */
    void cut(String from, String to, long untilMs) {
        if (!healed) {
            cutUntilMs.merge(new Link(from, to), untilMs, Math::max);
        }
    }

    /** Until when nothing can go from one node to another and be heard to have come; the present if all is well. */
    long dataWaitsUntilMs(String from, String to) {
        if (cloggedUntilMs.isEmpty() && cutUntilMs.isEmpty()) {
            return world.nowMs();
        }
        long oneWay = Math.max(until(cloggedUntilMs, from, to), until(cutUntilMs, from, to));
        return Math.max(oneWay, Math.max(until(cloggedUntilMs, to, from), until(cutUntilMs, to, from)));
    }

    private long until(Map<Link, Long> ends, String from, String to) {
        return ends.isEmpty() ? world.nowMs() : Math.max(world.nowMs(), ends.getOrDefault(new Link(from, to), 0L));
    }

    void send(String from, Address to, Message message) {
        byte[] bytes = MessageCodec.encode(message);
        world.sent(message);
        if (until(cutUntilMs, from, to.node()) > world.nowMs()) {
            world.faults().count("message lost in a partition");
            return;
        }
        if (!healed && random.nextInt(100) < ills.lossPercent()) {
            world.faults().count("message lost");
            return;
        }
        deliver(from, to, bytes);
        if (!healed && random.nextInt(100) < ills.repeatPercent()) {
            world.faults().count("message repeated");
            deliver(from, to, bytes);
        }
    }

    private void deliver(String from, Address to, byte[] bytes) {
        long delay = random.nextInt((healed ? HEALED_DELAY_MS : ills.delayMsMax()) + 1);
        if (!healed && random.nextInt(100) < ills.stragglerPercent()) {
            world.faults().count("message ten times as late");
            delay *= STRAGGLER_TIMES;
        }
        if (delay > 100) {
            world.faults().count("message later than 100 ms");
        }
        long clogged = until(cloggedUntilMs, from, to.node());
        if (clogged > world.nowMs()) {
            world.faults().count("message clogged");
        }
        world.events()
                .at(
                        clogged + delay,
                        () -> world.node(to.node()).ifPresent(node -> node.post(to.actor(), decode(bytes, from, to))));
    }

    private static Message decode(byte[] bytes, String from, Address to) {
        try {
            return MessageCodec.decode(bytes);
        } catch (CorruptMessageException e) {
            throw new IllegalStateException("a message from " + from + " to " + to + " cannot be read", e);
        }
    }
}
