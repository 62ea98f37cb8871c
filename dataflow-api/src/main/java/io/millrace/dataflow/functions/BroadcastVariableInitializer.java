package io.millrace.dataflow.functions;

/**
 * Turns a broadcast data set into the structure that the functions want to look things up in. The result is made once
 * and shared by the parallel instances of a TaskManager, so they must not change it.
 */
@FunctionalInterface
public interface BroadcastVariableInitializer<T, O> {
    /** The structure; {@code data} can be iterated only once. */
    O initializeBroadcastVariable(Iterable<T> data);
}
