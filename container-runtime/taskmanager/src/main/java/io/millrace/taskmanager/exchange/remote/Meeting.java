package io.millrace.taskmanager.exchange.remote;

import io.millrace.dataflow.JobID;
import io.millrace.network.OutgoingStream;
import io.millrace.taskmanager.exchange.ChannelId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where channels that leave this TaskManager and the streams that their consumers have opened find each other, whichever
 * comes first. Thread-safe.
 */
final class Meeting {
    private final Map<ChannelId, Exit> exits = new HashMap<>();
    private final Map<ChannelId, OutgoingStream> waiting = new HashMap<>();

    /** @return the stream that waits for it */
    synchronized @Nullable OutgoingStream announce(ChannelId id, Exit exit) {
        exits.put(id, exit);
        return waiting.remove(id);
    }

    /** @return the exit; if there is none yet, the stream waits for it */
    synchronized @Nullable Exit ask(ChannelId id, OutgoingStream stream) {
        Exit exit = exits.get(id);
        if (exit == null) {
            waiting.put(id, stream);
        }
        return exit;
    }

    /** @return whether the stream did wait */
    synchronized boolean leave(ChannelId id, OutgoingStream stream) {
        return waiting.remove(id, stream);
    }

    synchronized void end(ChannelId id) {
        exits.remove(id);
    }

    synchronized void forget(JobID job) {
        exits.keySet().removeIf(id -> id.job().equals(job));
        waiting.keySet().removeIf(id -> id.job().equals(job));
    }

    /** How many channels and streams are remembered. */
    synchronized int size() {
        return exits.size() + waiting.size();
    }
}
