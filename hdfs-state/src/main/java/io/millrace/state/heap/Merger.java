package io.millrace.state.heap;

/** Makes one value of two, as they are stored. */
@FunctionalInterface
interface Merger {
    Object merge(Object kept, Object moved) throws Exception;
}
