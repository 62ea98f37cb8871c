package io.millrace.dataflow.util.function;

/** A consumer of three values. */
@FunctionalInterface
public interface TriConsumer<S, T, U> {
    void accept(S s, T t, U u);
}
