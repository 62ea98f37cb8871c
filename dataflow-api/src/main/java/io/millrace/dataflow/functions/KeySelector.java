package io.millrace.dataflow.functions;

/** Extracts the key of a record. It must be deterministic, and keys must have a stable hash code and equality. */
@FunctionalInterface
public interface KeySelector<IN, KEY> extends Function {
    /** The key of {@code value}, never null; an exception fails the job. */
    KEY getKey(IN value) throws Exception;
}
