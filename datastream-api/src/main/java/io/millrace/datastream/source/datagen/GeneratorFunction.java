package io.millrace.datastream.source.datagen;

import io.millrace.dataflow.functions.Function;
import io.millrace.datastream.source.SourceReaderContext;
import java.io.Serializable;

/** Makes a record of a number. */
@FunctionalInterface
public interface GeneratorFunction<T, O> extends Function, Serializable {
    /** Called once, before the first number, in each reader. */
    default void open(SourceReaderContext readerContext) throws Exception {}

    default void close() throws Exception {}

    O map(T value) throws Exception;
}
