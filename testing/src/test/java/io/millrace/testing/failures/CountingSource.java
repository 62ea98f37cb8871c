package io.millrace.testing.failures;

import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import io.millrace.datastream.functions.source.RichParallelSourceFunction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers below a bound, each subtask its own, from a loop that keeps its position in operator state and does not end
 * before its trial's failures have come.
 */
final class CountingSource extends RichParallelSourceFunction<Long> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final int PIECE = 8;

    private final long count;
    private final Trial trial;
    private volatile boolean cancelled;
    private transient @Nullable ListState<Long> positions;
    private transient long position;

    CountingSource(long count, Trial trial) {
        this.count = count;
        this.trial = trial;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<Long> state =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("position", Types.LONG));
        positions = state;
        position = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        for (Long restored : state.get()) {
            position = restored;
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(positions).update(List.of(position));
    }

    @Override
    public void run(SourceContext<Long> context) throws InterruptedException {
        int step = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        for (int n = 1; !cancelled && position < count; n++) {
            if (n % PIECE == 0) {
                trial.pause();
            }
            synchronized (context.getCheckpointLock()) {
                context.collect(position);
                position += step;
            }
        }
        if (!cancelled) {
            trial.awaitEnd();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
