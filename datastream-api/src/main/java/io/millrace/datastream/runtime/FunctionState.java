package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.RichFunction;
import io.millrace.dataflow.state.CheckpointListener;
import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.KeyedStateStore;
import io.millrace.dataflow.state.OperatorStateStore;
import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import io.millrace.datastream.checkpoint.ListCheckpointed;
import io.millrace.operators.function.OperatorRuntimeContext;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A user function's part in checkpoints: its own state without keys, and what it wants to hear. */
@SuppressWarnings("deprecation") // programs may still use ListCheckpointed
final class FunctionState {
    private static final String LIST_CHECKPOINTED = "list-checkpointed";

    private final @Nullable Function function;
    private final OperatorContext context;
    private final OperatorLists lists;

    private FunctionState(@Nullable Function function, OperatorContext context) {
        this.function = function;
        this.context = context;
        this.lists = new OperatorLists(context);
    }

    /**
     * Lets the function prepare its state; to be called before the function's {@code open}.
     *
     * @param function null if there is none
     * @param keyed null if the function's input is not keyed
     */
    static FunctionState initialize(
            @Nullable Function function, OperatorContext context, @Nullable KeyedStateBackend<?> keyed)
            throws Exception {
        @Nullable Function inner = function;
        while (inner instanceof Wrapping wrapping) {
            inner = wrapping.wrapped();
        }
        FunctionState state = new FunctionState(inner, context);
        state.initialize(keyed);
        return state;
    }

    /** Whether a function takes part in checkpoints by itself. */
    static boolean isStateful(Function function) {
        return function instanceof CheckpointedFunction
                || function instanceof ListCheckpointed
                || function instanceof CheckpointListener;
    }

    OperatorLists lists() {
        return lists;
    }

    @SuppressWarnings("unchecked")
    private void initialize(@Nullable KeyedStateBackend<?> keyed) throws Exception {
        if (function instanceof RichFunction rich && isStateful(function)) {
            rich.setRuntimeContext(new OperatorRuntimeContext(context, keyed));
        }
        if (function instanceof CheckpointedFunction checkpointed) {
            checkpointed.initializeState(new Initialization(keyed));
        } else if (function instanceof ListCheckpointed<?> list && context.restored().isRestored()) {
            List<Serializable> elements = new ArrayList<>();
            for (byte[] element : context.restored().list(LIST_CHECKPOINTED)) {
                elements.add(InstantiationUtil.deserializeObject(element, context.userClassLoader()));
            }
            ((ListCheckpointed<Serializable>) list).restoreState(elements);
        }
    }

    void snapshot(SnapshotWriter writer) throws Exception {
        if (function instanceof CheckpointedFunction checkpointed) {
            checkpointed.snapshotState(new Snapshot(writer.checkpointId(), writer.timestamp()));
        } else if (function instanceof ListCheckpointed<?> list) {
            List<byte[]> elements = new ArrayList<>();
            for (Serializable element : list.snapshotState(writer.checkpointId(), writer.timestamp())) {
                elements.add(InstantiationUtil.serializeObject(element));
            }
            writer.list(LIST_CHECKPOINTED, elements, SnapshotWriter.Redistribution.SPLIT);
        }
        lists.snapshot(writer);
    }

    void completed(long checkpointId) throws Exception {
        if (function instanceof CheckpointListener listener) {
            listener.notifyCheckpointComplete(checkpointId);
        }
    }

    void aborted(long checkpointId) throws Exception {
        if (function instanceof CheckpointListener listener) {
            listener.notifyCheckpointAborted(checkpointId);
        }
    }

    private record Snapshot(long getCheckpointId, long getCheckpointTimestamp) implements FunctionSnapshotContext {}

    private final class Initialization implements FunctionInitializationContext {
        private final @Nullable KeyedStateBackend<?> keyed;

        Initialization(@Nullable KeyedStateBackend<?> keyed) {
            this.keyed = keyed;
        }

        @Override
        public OptionalLong getRestoredCheckpointId() {
            RestoreReader reader = context.restored();
            return reader.isRestored() ? OptionalLong.of(reader.checkpointId()) : OptionalLong.empty();
        }

        @Override
        public OperatorStateStore getOperatorStateStore() {
            return lists;
        }

        @Override
        public KeyedStateStore getKeyedStateStore() {
            return new BackendStateStore() {
                @Override
                <S extends State> S state(StateDescriptor<S, ?> descriptor) {
                    if (keyed == null) {
                        throw new IllegalStateException("Operator '" + context.operatorName()
                                + "' asked for the keyed state '" + descriptor.getName()
                                + "', but its input is not keyed. Keyed state can be used after keyBy() only.");
                    }
                    return keyed.state(descriptor);
                }
            };
        }
    }
}
