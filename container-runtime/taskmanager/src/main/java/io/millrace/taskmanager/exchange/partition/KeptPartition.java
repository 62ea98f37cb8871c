package io.millrace.taskmanager.exchange.partition;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.protocol.PartitionId;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.BlockingExchange;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.PartitionLostException;
import io.millrace.taskmanager.exchange.WakeUp;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt writes to one blocking edge: for each consumer its elements in order, of which the first lie in segments
 * of files and the last in memory.
 *
 * <p>Thread-safe. One producer appends, one {@link Spiller} at a time moves elements to disk, any number of readers look. It
 * wakes and gives memory back outside its lock.
 */
final class KeptPartition {
    private enum State {
        /** Its producer was deployed and has not begun to write. */
        EXPECTED,
        WRITTEN,
        /** All was written: it can be read. */
        WHOLE,
        /** Its producer failed: who waits for it is not told, and will be cancelled. */
        DROPPED,
        /** Nobody will read it any more. */
        RELEASED
    }

    /** One consumer's elements. */
    private static final class Lane {
        final List<Segment> segments = new ArrayList<>();
        List<Element> inMemory = new ArrayList<>();
        long onDisk;
    }

    private final PartitionId id;
    private final MemoryBudget budget;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<SpillDirectory.SpillFile> files = new ArrayList<>();
    private final Set<WakeUp> waiting = new LinkedHashSet<>();
    private State state = State.EXPECTED;
    private BlockingExchange.@Nullable Shape shape;
    private volatile @Nullable IllegalStateException unwritable;
    private SpillDirectory.@Nullable SpillFile tail;
    private long tailLength;
    private boolean spilling;
    private volatile long memoryBytes;

    KeptPartition(PartitionId id, MemoryBudget budget) {
        this.id = id;
        this.budget = budget;
    }

    PartitionId id() {
        return id;
    }

    // ---- Writing ----

    /** @return how many outlets it has */
    synchronized int begin(BlockingExchange.Shape edge) {
        if (state != State.EXPECTED) {
            throw new IllegalStateException("the partition " + id + " was begun before, or released");
        }
        state = State.WRITTEN;
        shape = edge;
        int count = edge.broadcast() ? 1 : edge.consumers().size();
        for (int i = 0; i < count; i++) {
            lanes.add(new Lane());
        }
        return count;
    }

    /** @return false if there is no memory now; {@code producer} is woken when there may be some */
    boolean append(int lane, Element element, WakeUp producer) {
        long bytes = bytes(element);
        if (bytes > 0 && !budget.take(bytes, producer)) {
            return false;
        }
        if (keep(lane, element, bytes)) {
            budget.filled();
            return true;
        }
        budget.give(bytes);
        IllegalStateException failure = unwritable;
        if (failure != null) {
            throw failure;
        }
        return true; // released with its job: nobody wants it
    }

    private synchronized boolean keep(int lane, Element element, long bytes) {
        if (state != State.WRITTEN || unwritable != null) {
            return false;
        }
        lanes.get(lane).inMemory.add(element);
        memoryBytes += bytes;
        return true;
    }

    private static long bytes(Element element) {
        return element.memoryBytes();
    }

    /** @return false if it was released or dropped before */
    boolean complete() {
        List<WakeUp> readers;
        synchronized (this) {
            if (state != State.WRITTEN) {
                return false;
            }
            state = State.WHOLE;
            readers = List.copyOf(waiting);
            waiting.clear();
        }
        readers.forEach(WakeUp::wakeUp);
        return true;
    }

    /** Its producer has failed. */
    void drop() {
        end(State.DROPPED);
    }

    /** Nobody reads it any more. */
    void release() {
        end(State.RELEASED);
    }

    private void end(State as) {
        long freed;
        List<WakeUp> readers;
        List<SpillDirectory.SpillFile> gone;
        synchronized (this) {
            if (state == State.DROPPED || state == State.RELEASED) {
                return;
            }
            state = as;
            freed = memoryBytes;
            memoryBytes = 0;
            lanes.clear();
            gone = List.copyOf(files);
            files.clear();
            readers = as == State.RELEASED ? List.copyOf(waiting) : List.of();
            waiting.clear();
        }
        gone.forEach(SpillDirectory.SpillFile::delete);
        budget.give(freed);
        budget.relieved(); // at least there is disk space again
        readers.forEach(WakeUp::wakeUp);
    }

    // ---- Reading ----

    /**
     * Where an element of a consumer is; null while the partition is not whole, or at its end.
     *
     * @param reader woken when the partition becomes whole
     * @throws PartitionLostException if it was released
     */
    synchronized @Nullable Place at(int consumer, long position, WakeUp reader) {
        switch (state) {
            case EXPECTED, WRITTEN -> {
                waiting.add(reader);
                return null;
            }
            case DROPPED -> {
                return null;
            }
            case RELEASED -> throw new PartitionLostException(id, "it was released", null);
            case WHOLE -> {}
        }
        if (unwritable != null) {
            throw unwritable;
        }
        Lane lane = lanes.get(laneOf(consumer));
        if (position < lane.onDisk) {
            return segmentAt(lane.segments, position);
        }
        int index = (int) (position - lane.onDisk);
        return index < lane.inMemory.size() ? new Place.InMemory(lane.inMemory.get(index)) : null;
    }

    private int laneOf(int consumer) {
        BlockingExchange.Shape edge = shape();
        int lane = edge.consumers().indexOf(consumer);
        if (lane < 0) {
            throw new IllegalStateException("consumer " + consumer + " of the edge " + edge.label()
                    + " asks for a partition that has nothing for it: " + id);
        }
        return edge.broadcast() ? 0 : lane;
    }

    private static Segment segmentAt(List<Segment> segments, long position) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).first() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return segments.get(low);
    }

    /** Whether its producer has begun to write it. */
    synchronized boolean hasBegun() {
        return shape != null;
    }

    synchronized BlockingExchange.Shape shape() {
        BlockingExchange.Shape edge = shape;
        if (edge == null) {
            throw new IllegalStateException("the partition " + id + " has not begun");
        }
        return edge;
    }

    /** One more serialiser, for one thread. */
    synchronized TypeSerializer<Object> newSerializer() {
        return shape().serializer().duplicate();
    }

    // ---- Spilling; one spiller at a time ----

    /** By estimate. */
    long memoryBytes() {
        return memoryBytes;
    }

    /** @return false if somebody spills it already, or there is nothing to spill */
    synchronized boolean beginSpill() {
        if (spilling || memoryBytes == 0) {
            return false;
        }
        spilling = true;
        return true;
    }

    /** @param file where the next spill goes on, {@code length} bytes long; null if it is to take another */
    synchronized void endSpill(SpillDirectory.@Nullable SpillFile file, long length) {
        spilling = false;
        tail = file;
        tailLength = length;
    }

    /** The file that the last spill wrote, if more may go there. */
    synchronized SpillDirectory.@Nullable SpillFile tail() {
        return tail;
    }

    synchronized long tailLength() {
        return tailLength;
    }

    synchronized boolean isSpilling() {
        return spilling;
    }

    /** How many lanes there are; 0 if it is gone. */
    synchronized int lanes() {
        return lanes.size();
    }

    /** The elements of a lane that are in memory, if there are records among them. */
    synchronized List<Element> inMemory(int lane) {
        if (lane >= lanes.size()) {
            return List.of();
        }
        List<Element> all = lanes.get(lane).inMemory;
        return all.stream().anyMatch(Batch.class::isInstance) ? List.copyOf(all) : List.of();
    }

    /** How many of a lane's elements are on disk. */
    synchronized long onDisk(int lane) {
        return lane < lanes.size() ? lanes.get(lane).onDisk : 0;
    }

    /** @return false if it is gone: the file is the caller's to delete */
    synchronized boolean add(SpillDirectory.SpillFile file) {
        if (lanes.isEmpty()) {
            return false;
        }
        files.add(file);
        return true;
    }

    /** The first elements of a lane that were in memory are in a segment now. */
    void spilled(int lane, Segment segment) {
        long freed = 0;
        synchronized (this) {
            if (lane >= lanes.size()) {
                return;
            }
            Lane moved = lanes.get(lane);
            moved.segments.add(segment);
            moved.onDisk += segment.count();
            for (Element element : moved.inMemory.subList(0, segment.count())) {
                freed += bytes(element);
            }
            moved.inMemory = new ArrayList<>(moved.inMemory.subList(segment.count(), moved.inMemory.size()));
            memoryBytes -= freed;
        }
        budget.give(freed);
    }

    /** Its records cannot be serialised: it will not be read, and its producer fails. */
    void unwritable(Throwable cause) {
        long freed;
        synchronized (this) {
            unwritable = new IllegalStateException(
                    "a record of the blocking edge " + shape().label() + " cannot be serialised: " + cause
                            + "; it must be, as blocking edges hold more than '" + PartitionStore.MEMORY_KEY
                            + "' allows and go to disk",
                    cause);
            freed = memoryBytes;
            memoryBytes = 0;
            lanes.forEach(lane -> lane.inMemory.clear());
        }
        budget.give(freed);
    }
}
