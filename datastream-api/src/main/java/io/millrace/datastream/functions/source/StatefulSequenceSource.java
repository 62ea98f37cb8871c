package io.millrace.datastream.functions.source;

import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers from one to another, both inclusive: each instance every n-th. A snapshot has for each such part where it goes
 * on and how far its numbers are from each other, so another number of instances shares the parts out.
 */
@Deprecated
public class StatefulSequenceSource extends RichParallelSourceFunction<Long> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final long start;
    private final long end;
    private volatile boolean running = true;
    private transient @Nullable List<Tuple2<Long, Long>> parts;
    private transient @Nullable ListState<Tuple2<Long, Long>> kept;

    public StatefulSequenceSource(long start, long end) {
        this.start = start;
        this.end = end;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<Tuple2<Long, Long>> list = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("parts", Types.TUPLE(Types.LONG, Types.LONG)));
        List<Tuple2<Long, Long>> own = new ArrayList<>();
        if (context.isRestored()) {
            list.get().forEach(own::add);
        } else {
            int step = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
            own.add(Tuple2.of(start + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), (long) step));
        }
        parts = own;
        kept = list;
    }

    @Override
    public void run(SourceContext<Long> ctx) {
        List<Tuple2<Long, Long>> own = Objects.requireNonNull(parts, "initializeState comes first");
        for (Tuple2<Long, Long> part : own) {
            while (running && part.f0 <= end) {
                synchronized (ctx.getCheckpointLock()) {
                    ctx.collect(part.f0);
                    part.f0 += part.f1;
                }
            }
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        List<Tuple2<Long, Long>> copies = new ArrayList<>();
        for (Tuple2<Long, Long> part : Objects.requireNonNull(parts, "initializeState comes first")) {
            copies.add(Tuple2.of(part.f0, part.f1));
        }
        Objects.requireNonNull(kept, "initializeState comes first").update(copies);
    }

    @Override
    public void cancel() {
        running = false;
    }
}
