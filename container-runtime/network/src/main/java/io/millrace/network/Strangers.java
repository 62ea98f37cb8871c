package io.millrace.network;

import io.netty.channel.Channel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that others opened and that have not proved themselves yet. There are never more than a given number: one
 * more, and the oldest is closed, so that silent ones cannot keep the application's own processes out. Thread-safe.
 */
final class Strangers {
    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

    private static final int LINES_PER_MINUTE_MAX = 60;

    private final String node;
    private final int max;
    private final Set<Channel> strangers = new LinkedHashSet<>();
    private long minute;
    private int lines;

    Strangers(String node, int max) {
        this.node = node;
        this.max = max;
    }

    void came(Channel channel) {
        Channel oldest = null;
        synchronized (this) {
            strangers.add(channel);
            if (strangers.size() > max) {
                Iterator<Channel> first = strangers.iterator();
                oldest = first.next();
                first.remove();
            }
        }
        if (oldest != null) {
            refused(oldest, "more than " + max + " connections prove nothing");
            Quietly.close(oldest);
        }
    }

    /** It has proved itself, or it is closed. */
    synchronized void went(Channel channel) {
        strangers.remove(channel);
    }

    synchronized int count() {
        return strangers.size();
    }

    /** Logs it; who knocks very often does not fill the disk. */
    void refused(Channel channel, String reason) {
        if (mayLog()) {
            LOG.warn("node {}: refused a connection from {}: {}", node, channel.remoteAddress(), reason);
        }
    }

    private synchronized boolean mayLog() {
        long now = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
        if (now != minute) {
            if (lines > LINES_PER_MINUTE_MAX) {
                LOG.warn("node {}: refused {} more connections within a minute", node, lines - LINES_PER_MINUTE_MAX);
            }
            minute = now;
            lines = 0;
        }
        return lines++ < LINES_PER_MINUTE_MAX;
    }
}
