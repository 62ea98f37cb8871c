package io.millrace.dataflow.functions;

/** Says to which parallel instance a key goes. */
@FunctionalInterface
public interface Partitioner<K> extends Function {
    /** An index in {@code [0, numPartitions)}; it must be the same for equal keys. */
    int partition(K key, int numPartitions);
}
