package io.millrace.dataflow.types;

/** A value that can take over the content of another. */
public interface ResettableValue<T extends Value> extends Value {

    void setValue(T value);
}
