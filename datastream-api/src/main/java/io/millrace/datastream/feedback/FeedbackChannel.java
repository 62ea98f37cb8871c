package io.millrace.datastream.feedback;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way from the tail of a loop to its head, first in, first out, as their serialised bytes: in memory up to a
 * limit, the others in a file. Taking never waits and adding never blocks, so a loop cannot stop itself.
 *
 * <h2>Checkpoints</h2>
 * A record is in flight for a checkpoint if the tail sends it before the checkpoint's barrier reaches the tail, and the head
 * has not taken it when the barrier leaves the head: what the channel holds at the head's snapshot, and all that is added
 * until the tail's. The tail keeps these. As a barrier reaches the tail through the body of the loop, after it left the head,
 * no record is missed or kept twice. (Carbone et al., Lightweight Asynchronous Snapshots for Distributed Dataflows, 2015,
 * section 4.3.)
 *
 * <p>Thread-safe.
 */
public final class FeedbackChannel {
    /** How many bytes of records may wait in memory. */
    static final int MEMORY_BYTES = 16 << 20;

    private static final int READ_BYTES = 1 << 20;

    private final long memoryBytesMax;
    private final Deque<byte[]> memory = new ArrayDeque<>();
    private long memoryBytes;
    private @Nullable FeedbackFile file;
    private @Nullable Callable<Path> files;
    private final TreeMap<Long, List<byte[]>> inFlight = new TreeMap<>();
    private Runnable headWakeUp = () -> {};
    private boolean inputEnded;

    FeedbackChannel(long memoryBytesMax) {
        this.memoryBytesMax = memoryBytesMax;
    }

    /** @param wakeUp called after each record that finds the channel empty, and when the loop's input has ended */
    public synchronized void openHead(Runnable wakeUp) {
        this.headWakeUp = wakeUp;
    }

    /** @param files makes a file for what does not fit in memory */
    public synchronized void openTail(Callable<Path> files) {
        this.files = files;
    }

    /** Records will enter the loop from outside, whatever an earlier attempt said. */
    public synchronized void beginInput() {
        inputEnded = false;
    }

    /** No more records enter the loop from outside. */
    public void endInput() {
        Runnable wake;
        synchronized (this) {
            inputEnded = true;
            wake = headWakeUp;
        }
        wake.run();
    }

    public synchronized boolean inputEnded() {
        return inputEnded;
    }

    /** @throws IOException if the file cannot be written */
    public void add(byte[] record) throws IOException {
        Runnable wake = null;
        synchronized (this) {
            if (memory.isEmpty() && file == null) {
                wake = headWakeUp;
            }
            for (List<byte[]> records : inFlight.values()) {
                records.add(record);
            }
            if (file == null && memoryBytes + record.length <= memoryBytesMax) {
                toMemory(record);
            } else {
                overflow().add(record);
            }
        }
        if (wake != null) {
            wake.run();
        }
    }

    private void toMemory(byte[] record) {
        memory.add(record);
        memoryBytes += record.length;
    }

    private FeedbackFile overflow() throws IOException {
        FeedbackFile known = file;
        if (known == null) {
            Callable<Path> maker = files;
            if (maker == null) {
                throw new IllegalStateException("the tail is not open");
            }
            try {
                known = new FeedbackFile(maker.call());
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
            file = known;
        }
        return known;
    }

    /** The next record, or null if there is none now. */
    public synchronized byte @Nullable [] poll() throws IOException {
        FeedbackFile rest = file;
        if (memory.isEmpty() && rest != null) {
            rest.read(READ_BYTES).forEach(this::toMemory);
            if (rest.isEmpty()) {
                rest.close();
                file = null;
            }
        }
        byte[] record = memory.poll();
        if (record != null) {
            memoryBytes -= record.length;
        }
        return record;
    }

    /** The head takes its part in a checkpoint. */
    public synchronized void beginCheckpoint(long checkpointId) throws IOException {
        List<byte[]> records = new ArrayList<>(memory);
        if (file != null) {
            records.addAll(file.all());
        }
        inFlight.put(checkpointId, records);
    }

    /** The tail takes its part in a checkpoint: the records in flight. */
    public synchronized List<byte[]> endCheckpoint(long checkpointId) {
        List<byte[]> records = inFlight.remove(checkpointId);
        inFlight.headMap(checkpointId).clear();
        return records == null ? List.of() : records;
    }

    /** Forgets what no tail will ask for. */
    public synchronized void abortCheckpoint(long checkpointId) {
        inFlight.remove(checkpointId);
    }

    /** Gives the file back. */
    public synchronized void closeTail() throws IOException {
        Closeable open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
