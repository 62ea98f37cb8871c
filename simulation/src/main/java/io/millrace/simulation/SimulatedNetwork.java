package io.millrace.simulation;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.protocol.wire.CorruptMessageException;
import io.millrace.protocol.wire.MessageCodec;
import java.util.SplittableRandom;

/** Carries control messages as bytes: late, in any order, twice, or never, until it is healed. */
final class SimulatedNetwork {
    /** What a healed network takes. */
    private static final int HEALED_DELAY_MS = 5;

    private final World world;
    private final Options options;
    private final SplittableRandom random;
    private boolean healed;

    SimulatedNetwork(World world, Options options, SplittableRandom random) {
        this.world = world;
        this.options = options;
        this.random = random;
    }

    void heal() {
        healed = true;
    }

    void send(String from, Address to, Message message) {
        byte[] bytes = MessageCodec.encode(message);
        if (!healed && random.nextInt(100) < options.lossPercent()) {
            world.faults().count("message lost");
            return;
        }
        deliver(from, to, bytes);
        if (!healed && random.nextInt(100) < options.repeatPercent()) {
            world.faults().count("message repeated");
            deliver(from, to, bytes);
        }
    }

    private void deliver(String from, Address to, byte[] bytes) {
        int delay = random.nextInt((healed ? HEALED_DELAY_MS : options.delayMsMax()) + 1);
        if (delay > 100) {
            world.faults().count("message later than 100 ms");
        }
        world.events()
                .after(
                        delay,
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
