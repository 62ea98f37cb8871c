package io.millrace.dataflow.state;

/** Called for keys one after another, with a state that speaks of the key. */
@FunctionalInterface
public interface KeyedStateFunction<K, S extends State> {
    void process(K key, S state) throws Exception;
}
