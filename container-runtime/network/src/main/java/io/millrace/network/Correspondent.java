package io.millrace.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node that messages are sent to: its connections, and what waits while one is opened. What is sent while it cannot be
 * reached is dropped; so is what exceeds the outbox. Methods may be called by any thread; all but the count of bytes is used
 * on one event loop.
 */
final class Correspondent {
    private static final Logger LOG = LoggerFactory.getLogger(Correspondent.class);

    private final String self;
    private final String node;
    private final NetworkSettings settings;
    private final Connections connections;
    private final EventLoop loop;
    private final Consumer<String> cutOff;
    private final AtomicLong queuedBytes = new AtomicLong();

    // On the loop.
    private @Nullable InetSocketAddress known;
    private final List<Channel> open = new ArrayList<>();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private boolean dialing;
    private int failures;
    private long notBefore;
    private long dropped;

    /** @param cutOff hears this node's name, on the event loop, when its last connection has been closed */
    Correspondent(
            String self,
            String node,
            NetworkSettings settings,
            Connections connections,
            EventLoop loop,
            Consumer<String> cutOff) {
        this.self = self;
        this.node = node;
        this.settings = settings;
        this.connections = connections;
        this.loop = loop;
        this.cutOff = cutOff;
        this.notBefore = System.nanoTime();
    }

    void send(byte[] whole) {
        long queued = queuedBytes.getAndAdd(whole.length);
        if (queued > 0 && queued + whole.length > settings.outboxBytesMax()) {
            queuedBytes.addAndGet(-whole.length);
            run(() -> drop("its outbox holds " + queued + " bytes"));
        } else if (!run(() -> post(whole))) {
            queuedBytes.addAndGet(-whole.length);
        }
    }

    /** Where it listens, from now on. */
    void knows(InetSocketAddress address) {
        run(() -> {
            if (address.equals(known)) {
                return;
            }
            if (known != null) {
                LOG.info("node {}: node {} is reached at {} from now on, no more at {}", self, node, address, known);
                open.forEach(Quietly::close);
                open.clear();
            }
            known = address;
            failures = 0;
            notBefore = System.nanoTime();
        });
    }

    /** Both sides of the connection have proved themselves. */
    void opened(Channel channel) {
        run(() -> {
            if (!channel.isActive()) {
                return;
            }
            if (dropped > 0) {
                LOG.info("node {}: node {} is reached again; {} messages to it were dropped", self, node, dropped);
            }
            dropped = 0;
            failures = 0;
            open.add(channel);
            flushWaiting();
        });
    }

    void closed(Channel channel) {
        run(() -> {
            if (open.remove(channel) && open.isEmpty()) {
                cutOff.accept(node);
            }
        });
    }

    private boolean run(Runnable step) {
        try {
            loop.execute(step);
            return true;
        } catch (java.util.concurrent.RejectedExecutionException e) {
            return false; // the node is closed: nothing arrives anywhere
        }
    }

    private void post(byte[] whole) {
        if (!open.isEmpty()) {
            write(open.get(open.size() - 1), whole);
            return;
        }
        InetSocketAddress address = known;
        boolean mayDial = address != null && System.nanoTime() - notBefore >= 0;
        if (!dialing && !mayDial) {
            queuedBytes.addAndGet(-whole.length);
            drop(address == null ? "nobody knows where it is" : "it could not be reached");
            return;
        }
        waiting.add(whole);
        if (!dialing && address != null) {
            dialing = true;
            connections.dial(ConnectionKind.CONTROL, node, address, failure -> run(() -> dialed(address, failure)));
        }
    }

    private void dialed(InetSocketAddress address, @Nullable String failure) {
        dialing = false;
        if (failure == null) {
            flushWaiting(); // what is there if the connection has been closed meanwhile is dropped
        } else if (address.equals(known)) {
            backOff(address, failure);
        }
        if (open.isEmpty()) {
            waiting.forEach(whole -> queuedBytes.addAndGet(-whole.length));
            dropped += waiting.size();
            waiting.clear();
        }
    }

    private void backOff(InetSocketAddress address, String failure) {
        long retryMs = settings.retryMin().toMillis() << Math.min(failures, 20);
        long waitMs = Math.min(retryMs, settings.retryMax().toMillis());
        notBefore = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs);
        failures++;
        if (Integer.bitCount(failures) == 1) {
            LOG.warn(
                    "node {}: node {} cannot be reached at {}: {} (attempt {}); messages to it are dropped",
                    self,
                    node,
                    address,
                    failure,
                    failures);
        }
    }

    private void drop(String reason) {
        if (dropped++ == 0) {
            LOG.info("node {}: messages to node {} are dropped: {}", self, node, reason);
        }
    }

    private void flushWaiting() {
        if (open.isEmpty()) {
            return;
        }
        for (byte[] whole = waiting.poll(); whole != null; whole = waiting.poll()) {
            write(open.get(open.size() - 1), whole);
        }
    }

    // All parts at once: they are views of the whole, and the outbox counts it until the last is written.
    private void write(Channel channel, byte[] whole) {
        ChannelFuture last = null;
        for (int at = 0; last == null || at < whole.length; at += Frames.PART_BYTES) {
            int part = Math.min(Frames.PART_BYTES, whole.length - at);
            boolean first = at == 0;
            int flags = (first ? Frames.FIRST : 0) | (at + part == whole.length ? Frames.LAST : 0);
            int head = first ? 5 : 1;
            ByteBuf frame = channel.alloc().ioBuffer(Frames.BODY_OFFSET + head);
            frame.writeInt(1 + head + part).writeByte(Frames.MESSAGE).writeByte(flags);
            if (first) {
                frame.writeInt(whole.length);
            }
            Quietly.write(channel, frame);
            last = channel.write(Unpooled.wrappedBuffer(whole, at, part));
        }
        channel.flush();
        last.addListener(written -> queuedBytes.addAndGet(-whole.length));
    }
}
