package io.millrace.datastream.functions.source;

import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Emits given elements once; a snapshot has how many were emitted. */
public class FromElementsFunction<T> implements SourceFunction<T>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final ArrayList<T> elements;
    private volatile boolean running = true;
    private long emitted;
    private transient @Nullable ListState<Long> kept;

    @SafeVarargs
    public FromElementsFunction(T... elements) {
        this(Arrays.asList(elements));
    }

    /** @param elements serialisable, none null */
    public FromElementsFunction(Iterable<T> elements) {
        this.elements = new ArrayList<>();
        for (T element : elements) {
            this.elements.add(Objects.requireNonNull(element, "The collection contains a null element"));
        }
    }

    @Override
    public void run(SourceContext<T> ctx) {
        for (T element : elements.subList((int) emitted, elements.size())) {
            if (!running) {
                return;
            }
            synchronized (ctx.getCheckpointLock()) {
                ctx.collect(element);
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
