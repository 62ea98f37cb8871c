package io.millrace.datastream.functions.source;

import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.util.SplittableIterator;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Emits what a splittable iterator gives, a part from each parallel instance. A snapshot has how far each part was read; after
 * it the iterator must give the same parts and elements again. With another parallelism an instance may go on with several
 * parts.
 */
public class FromSplittableIteratorFunction<T> extends RichParallelSourceFunction<T> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final SplittableIterator<T> fullIterator;
    private volatile boolean running = true;

    public FromSplittableIteratorFunction(SplittableIterator<T> iterator) {
        this.fullIterator = iterator;
    }

    /** {part, of how many parts, elements read}. */
    private transient @Nullable List<long[]> progress;

    private transient @Nullable ListState<long[]> kept;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<long[]> list = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("parts", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
        List<long[]> parts = new ArrayList<>();
        list.get().forEach(parts::add);
        if (!context.isRestored()) {
            parts.add(new long[] {
                getRuntimeContext().getIndexOfThisSubtask(), getRuntimeContext().getNumberOfParallelSubtasks(), 0
            });
        }
        progress = parts;
        kept = list;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        List<long[]> copies = new ArrayList<>();
        for (long[] part : parts()) {
            copies.add(part.clone());
        }
        Objects.requireNonNull(kept, "initializeState comes first").update(copies);
    }

    private List<long[]> parts() {
        return Objects.requireNonNull(progress, "initializeState comes first");
    }

    @Override
    public void run(SourceContext<T> ctx) {
        for (long[] part : parts()) {
            Iterator<T> own = fullIterator.split((int) part[1])[(int) part[0]];
            for (long i = 0; i < part[2] && own.hasNext(); i++) {
                own.next();
            }
            while (running && own.hasNext()) {
                synchronized (ctx.getCheckpointLock()) {
                    ctx.collect(own.next());
                    part[2]++;
                }
            }
        }
    }

    @Override
    public void cancel() {
        running = false;
    }
}
