package io.millrace.datastream.functions.source.datagen;

import io.millrace.dataflow.functions.RuntimeContext;
import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import java.io.Serializable;
import java.util.Iterator;

/** Makes the records of one instance of a {@link DataGeneratorSource}, until it has no next one. */
public interface DataGenerator<T> extends Serializable, Iterator<T> {
    /**
     * Before the first record.
     *
     * @param name of the state that it may keep
     */
    void open(String name, FunctionInitializationContext context, RuntimeContext runtimeContext) throws Exception;

    /** Keeps what {@link #open} needs to go on after a failure; unless overridden, nothing. */
    default void snapshotState(FunctionSnapshotContext context) throws Exception {}
}
