package io.millrace.iterations.snapshot;

import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.iterations.snapshot.SnapshotWord.Finding;
import io.millrace.iterations.snapshot.SuperstepLog.Kind;
import io.millrace.iterations.snapshot.SuperstepLog.Point;
import io.millrace.iterations.superstep.LoopAccumulators;
import io.millrace.iterations.superstep.News;
import io.millrace.iterations.superstep.SuperstepBarrier;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The superstep snapshots of one subtask of a loop's head: what it begins with, when one is taken, and where the records go.
 * Used by the thread that runs the task; nothing here blocks.
 *
 * <h2>When one is taken</h2>
 * <ol>
 *   <li>At the end of superstep n each subtask reports to all others whether one is due at the end of n + 1, and whether its
 *       last one is still being written two supersteps later. So all come to the same decision, and know it at the beginning of
 *       n + 1: the operators of the step are told, since they are to report what their accumulators have counted.
 *   <li>At the end of n + 1 each waits for its last one, should that not be through: one is under way at a time.
 *   <li>The records are written as the next superstep is fed with them; the file grows meanwhile ({@link PartWriter}).
 * </ol>
 */
public final class LoopSnapshots {
    /** How a subtask begins. */
    public enum Start {
        /** It is not known yet. */
        UNKNOWN,
        /** With what its inputs bring. */
        INPUTS,
        /** With what {@link #nextRestored} gives; what the inputs bring is of no use. */
        SNAPSHOT
    }

    // What it was told.
    private final OperatorContext context;
    private final SnapshotRule rule;
    private final int part;
    private final TypeSerializer<byte[]> bytes;

    // What it knows.
    private Start start;
    private volatile SnapshotWord.@Nullable Verified looked;
    private volatile boolean closed;
    private boolean snapshotted;
    private int lastTaken;
    private long lastMs;
    private int told = -1;
    private HeadRecord head = new HeadRecord(new byte[0], new byte[0]);
    private byte[] counted = new byte[0];

    // What it holds.
    private @Nullable SuperstepLog log;
    private @Nullable PartWriter writer;
    private @Nullable PartReading reading;

    public LoopSnapshots(OperatorContext context) {
        this.context = context;
        this.bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO.createSerializer(
                context.executionConfig().getSerializerConfig());
        this.rule = SnapshotRule.of(context.configuration());
        this.part = context.task().getIndexOfThisSubtask();
        this.start = rule.isOff() ? Start.INPUTS : Start.UNKNOWN;
        this.snapshotted = rule.isDueAfter(1);
        this.lastMs = context.processingTime();
    }

    // How the loop begins.

    /** As {@link io.millrace.dataflow.contract.Operator#told}. */
    public void told(byte[] message) throws IOException, ClassNotFoundException {
        SnapshotWord word = SnapshotWord.of(message);
        if (word instanceof SnapshotWord.Begin begin) {
            if (!begin.directory().isEmpty()) {
                write(begin.directory(), begin.run());
            }
            start = Start.INPUTS;
        } else if (word instanceof SnapshotWord.Verify verify) {
            SuperstepLog there = write(verify.directory(), verify.run());
            context.io().execute(() -> verify(there, verify.point()));
        } else if (word instanceof SnapshotWord.GoOn from && log != null) {
            reading = new PartReading(log, from.point(), part, context.io(), context::wakeUp);
            lastTaken = from.point().superstep();
            start = Start.SNAPSHOT;
        }
    }

    private SuperstepLog write(String directory, long run) throws IOException {
        SuperstepLog known = log;
        if (known == null) {
            Path path = new Path(directory);
            known = new SuperstepLog(context.fileSystem(path), path);
            log = known;
            writer = new PartWriter(
                    known, run, part, context.task().getNumberOfParallelSubtasks(), context.io(), context::wakeUp);
        }
        return known;
    }

    /** Reads all bytes, in vain. Not the task's thread. */
    private void verify(SuperstepLog there, Point point) {
        looked = look(there, point);
        context.wakeUp();
    }

    private SnapshotWord.Verified look(SuperstepLog there, Point point) {
        try (PartReader all = there.open(point, part)) {
            readAll(all);
            return new SnapshotWord.Verified(point, Finding.WHOLE, "");
        } catch (DamagedEntryException | FileNotFoundException e) {
            return new SnapshotWord.Verified(point, Finding.DAMAGED, e.toString());
        } catch (IOException e) {
            return new SnapshotWord.Verified(point, Finding.UNREADABLE, e.toString());
        }
    }

    private void readAll(PartReader all) throws IOException {
        Optional<Block> block;
        do {
            block = all.next();
        } while (!closed && block.isPresent());
    }

    /** Tells what the coordinator waits for; to be called whenever the head is asked for its next turn. */
    public Start start() {
        SnapshotWord.Verified found = looked;
        if (found != null) {
            looked = null;
            context.tellCoordinator(found.bytes());
        }
        return start;
    }

    /** Some records of the snapshot; empty if there are none at the moment, or {@link #isRestored}. */
    public Optional<Block> nextRestored() throws Exception {
        PartReading from = reading;
        Optional<Block> block = from == null ? Optional.empty() : from.next();
        if (block.isPresent() && block.get().kind() == Kind.HEAD) {
            head = HeadRecord.read(block.get(), bytes);
            counted = head.accumulators();
            return nextRestored();
        }
        return block;
    }

    public boolean isRestored() {
        return reading == null || reading.isOver();
    }

    /**
     * All records are given back: what was counted until then counts again.
     *
     * @return the superstep that was the last one
     */
    public int restored() throws Exception {
        LoopAccumulators before = new LoopAccumulators();
        before.add(counted, context.userClassLoader());
        before.byName().forEach(this::register);
        return lastTaken;
    }

    @SuppressWarnings("unchecked") // an accumulator's values are its own affair
    private void register(String name, Accumulator<?, ?> accumulator) {
        context.addAccumulator(name, (Accumulator<Object, Serializable>) accumulator);
    }

    // When one is taken.

    /** What all operators are told at the beginning of the first superstep of this run. */
    public byte[] firstNews() {
        return new News(snapshotted && writer != null, head.aggregates()).bytes();
    }

    /** What this subtask tells the others at the end of superstep {@code number}. */
    public byte[] report(int number) {
        PartWriter to = writer;
        if (to == null) {
            return SuperstepBarrier.reportOfHead(false, false);
        }
        boolean due = rule.isDueAfter(number + 1 - (snapshotted ? number : lastTaken))
                || (part == 0 && !snapshotted && rule.isDueAfterMs(context.processingTime() - lastMs));
        return SuperstepBarrier.reportOfHead(due, lastTaken < number - 1 && !to.isFree());
    }

    /** Whether the end of this superstep may be concluded: nothing is in the way of the snapshot that is to be taken. */
    public boolean mayConclude() {
        PartWriter to = writer;
        tellWritten();
        return !snapshotted || to == null || to.isFree();
    }

    private void tellWritten() {
        PartWriter to = writer;
        if (to != null && to.committed() > told) {
            told = to.committed();
            context.tellCoordinator(new SnapshotWord.Written(told).bytes());
        }
    }

    /**
     * A superstep is over.
     *
     * @return whether a snapshot is taken now
     */
    public boolean concluded(int number, SuperstepBarrier.Conclusion conclusion) throws Exception {
        boolean taken = snapshotted && writer != null && !conclusion.last();
        if (taken) {
            lastTaken = number;
            lastMs = context.processingTime();
            head = new HeadRecord(conclusion.aggregates().bytes(), part == 0 ? all(conclusion) : new byte[0]);
        }
        snapshotted = conclusion.snapshotNext();
        return taken;
    }

    private byte[] all(SuperstepBarrier.Conclusion conclusion) throws Exception {
        LoopAccumulators all = new LoopAccumulators();
        all.add(counted, context.userClassLoader());
        for (byte[] each : conclusion.accumulators()) {
            all.add(each, context.userClassLoader());
        }
        return all.bytes();
    }

    /** What all operators are told at the beginning of the superstep that follows. */
    public byte[] news(SuperstepBarrier.Conclusion conclusion) throws IOException {
        return new News(conclusion.snapshotNext(), conclusion.aggregates().bytes()).bytes();
    }

    // What is written.

    /** Whether the snapshot that is taken must have the whole state; else the changes that were written are enough. */
    public boolean beginsFull() {
        PartWriter to = writer();
        boolean full = to.nextIsFull();
        if (full) {
            to.beginFull(lastTaken);
        }
        return full;
    }

    /** As {@link #beginsFull}, for a loop whose state is another one after each superstep. */
    public void beginFull() {
        writer().beginFull(lastTaken);
    }

    /** Whether a change of the state is to be written: the next snapshot might not have the whole state. */
    public boolean wantsChanges() {
        return writer != null && writer.wantsChanges();
    }

    /** Whether something may be written; else the head is to wait. */
    public boolean hasRoom() {
        return writer == null || writer.hasRoom();
    }

    public <T> void write(Kind kind, T record, TypeSerializer<T> serializer) throws IOException {
        writer().write(kind, record, serializer);
    }

    /** All records of the snapshot are written. */
    public void commit() throws IOException {
        head.write(writer(), bytes);
        writer().commit(lastTaken);
    }

    private PartWriter writer() {
        PartWriter to = writer;
        if (to == null) {
            throw new IllegalStateException("the loop is not snapshotted");
        }
        return to;
    }

    // The end.

    /** The loop is over: what is not committed will not be. */
    public void end() {
        if (writer != null) {
            writer.forgetOpen();
        }
    }

    /** Whether nothing is being written any more. */
    public boolean isQuiet() {
        return writer == null || writer.isQuiet();
    }

    public void close() {
        closed = true;
        if (writer != null) {
            writer.close();
        }
        if (reading != null) {
            reading.close();
        }
    }
}
