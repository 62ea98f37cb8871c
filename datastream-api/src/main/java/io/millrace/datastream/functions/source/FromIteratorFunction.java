package io.millrace.datastream.functions.source;

import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Emits what a serialisable iterator gives. A snapshot has how many elements that were; after it the iterator must give the
 * same ones again, which are left out.
 */
public class FromIteratorFunction<T> implements SourceFunction<T>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final Iterator<T> iterator;
    private volatile boolean running = true;
    private long emitted;
    private transient @Nullable ListState<Long> kept;

    /** @param iterator serialisable; its copy in the task is read */
    public FromIteratorFunction(Iterator<T> iterator) {
        this.iterator = iterator;
    }

    @Override
    public void run(SourceContext<T> ctx) {
        for (long i = 0; i < emitted && iterator.hasNext(); i++) {
            iterator.next();
        }
        while (running && iterator.hasNext()) {
            synchronized (ctx.getCheckpointLock()) {
                ctx.collect(iterator.next());
                emitted++;
            }
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<Long> list =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("emitted", Types.LONG));
        for (long known : list.get()) {
            emitted += known;
        }
        kept = list;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(kept, "initializeState comes first").update(List.of(emitted));
    }

    @Override
    public void cancel() {
        running = false;
    }
}
