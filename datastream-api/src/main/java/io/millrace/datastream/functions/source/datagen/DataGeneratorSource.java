package io.millrace.datastream.functions.source.datagen;

import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import io.millrace.datastream.functions.source.RichParallelSourceFunction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link DataGenerator} makes, at a rate and up to a number that all instances share. The number counts from each start
 * of the job and from each restart after a failure.
 */
@Deprecated
public class DataGeneratorSource<T> extends RichParallelSourceFunction<T> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final DataGenerator<T> generator;
    private final long rowsPerSecond;
    private final @Nullable Long numberOfRows;
    private volatile boolean running = true;

    /** As fast as the generator is, as long as it goes. */
    public DataGeneratorSource(DataGenerator<T> generator) {
        this(generator, Long.MAX_VALUE, null);
    }

    /**
     * @param rowsPerSecond of all instances together; 1 or more
     * @param numberOfRows of all instances together; null: as many as the generator has
     */
    public DataGeneratorSource(DataGenerator<T> generator, long rowsPerSecond, @Nullable Long numberOfRows) {
        if (rowsPerSecond < 1) {
            throw new IllegalArgumentException("The rows per second must be at least 1, found " + rowsPerSecond + ".");
        }
        this.generator = generator;
        this.rowsPerSecond = rowsPerSecond;
        this.numberOfRows = numberOfRows;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        generator.open("DataGenerator", context, getRuntimeContext());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        generator.snapshotState(context);
    }

    @Override
    public void run(SourceContext<T> ctx) {
        long left = numberOfRows == null ? Long.MAX_VALUE : share(numberOfRows);
        long rate = share(rowsPerSecond);
        long second = System.nanoTime();
        long inSecond = 0;
        while (running && left > 0 && rate > 0) {
            synchronized (ctx.getCheckpointLock()) {
                if (!generator.hasNext()) {
                    return;
                }
                ctx.collect(generator.next());
            }
            left--;
            inSecond++;
            if (inSecond == rate && left > 0) {
                second =
                        Math.max(second + TimeUnit.SECONDS.toNanos(1), System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
                inSecond = 0;
                waitUntil(second);
            }
        }
    }

    /** What falls to this instance of a number that all share; the first ones take what is over. */
    private long share(long whole) {
        int instances = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        int index = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        return whole / instances + (whole % instances > index ? 1 : 0);
    }

    private void waitUntil(long nanos) {
        for (long rest = nanos - System.nanoTime(); running && rest > 0; rest = nanos - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            LockSupport.parkNanos(Math.min(rest, TimeUnit.MILLISECONDS.toNanos(50)));
        }
    }

    @Override
    public void cancel() {
        running = false;
    }
}
