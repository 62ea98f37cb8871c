package io.millrace.datastream.functions.source;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.FileInputSplit;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.io.FileInputFormat;
import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of an input format's paths, and emits their splits for others to read: those of the files that have changed
 * after the latest change that it knows. Keeps that time, so a file whose time is not later is never found: give files their
 * place by a rename when they are whole.
 */
public class ContinuousFileMonitoringFunction<OUT> extends RichSourceFunction<TimestampedFileInputSplit>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    /** In milliseconds. */
    public static final long MIN_MONITORING_INTERVAL = 1L;

    private final FileInputFormat<OUT> format;
    private final FileProcessingMode watchType;
    private final int readerParallelism;
    private final long interval;
    private volatile long globalModificationTime = Long.MIN_VALUE;
    private transient @Nullable ListState<Long> kept;
    private transient volatile @Nullable CountDownLatch cancelled;

    /**
     * @param readerParallelism how many splits to make at least
     * @param interval between two looks, in milliseconds
     */
    public ContinuousFileMonitoringFunction(
            FileInputFormat<OUT> format, FileProcessingMode watchType, int readerParallelism, long interval) {
        if (watchType == FileProcessingMode.PROCESS_CONTINUOUSLY && interval < MIN_MONITORING_INTERVAL) {
            throw new IllegalArgumentException("The specified monitoring interval (" + interval
                    + " ms) is smaller than the minimum allowed one (" + MIN_MONITORING_INTERVAL + " ms).");
        }
        if (format.getFilePaths().length == 0) {
            throw new IllegalArgumentException("The input format has no path to watch; call setFilePath.");
        }
        this.format = format;
        this.watchType = watchType;
        this.readerParallelism = Math.max(readerParallelism, 1);
        this.interval = interval;
    }

    /** The latest change of a file whose splits were emitted; the smallest long if there was none. */
    public long getGlobalModificationTime() {
        return globalModificationTime;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<Long> list = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("file-monitoring-state", Types.LONG));
        for (long time : list.get()) {
            globalModificationTime = Math.max(globalModificationTime, time);
        }
        kept = list;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        cancelled = new CountDownLatch(1);
        format.configure(new Configuration());
    }

    @Override
    public void run(SourceContext<TimestampedFileInputSplit> context) throws Exception {
        CountDownLatch end = Objects.requireNonNull(cancelled, "open comes first");
        do {
            List<TimestampedFileInputSplit> found = newSplits();
            synchronized (context.getCheckpointLock()) {
                for (TimestampedFileInputSplit split : found) {
                    context.collect(split);
                    globalModificationTime = Math.max(globalModificationTime, split.getModificationTime());
                }
            }
        } while (watchType == FileProcessingMode.PROCESS_CONTINUOUSLY && !end.await(interval, TimeUnit.MILLISECONDS));
    }

    /** In the order of their times: a failure between two of them must not lose the earlier. */
    private List<TimestampedFileInputSplit> newSplits() throws IOException {
        Map<Path, Long> times = new HashMap<>();
        List<TimestampedFileInputSplit> splits = new ArrayList<>();
        for (FileInputSplit split : format.createInputSplits(readerParallelism)) {
            long time = times.computeIfAbsent(split.getPath(), ContinuousFileMonitoringFunction::timeOf);
            if (time > globalModificationTime) {
                splits.add(new TimestampedFileInputSplit(
                        time,
                        split.getSplitNumber(),
                        split.getPath(),
                        split.getStart(),
                        split.getLength(),
                        split.getHostnames()));
            }
        }
        splits.sort(null);
        return splits;
    }

    /** The smallest long if the file is gone. */
    private static long timeOf(Path path) {
        try {
            return path.getFileSystem().getFileStatus(path).getModificationTime();
        } catch (FileNotFoundException e) {
            return Long.MIN_VALUE;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Cannot ask for the time of " + path, e);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(kept, "initializeState comes first").update(List.of(globalModificationTime));
    }

    @Override
    public void cancel() {
        CountDownLatch end = cancelled;
        if (end != null) {
            end.countDown();
        }
    }
}
