package io.millrace.datastream.windowing.assigners;

import java.io.Serializable;

/** The gap after which an element's session ends. */
@FunctionalInterface
public interface SessionWindowTimeGapExtractor<T> extends Serializable {
    /** In milliseconds, more than 0. */
    long extract(T element);
}
