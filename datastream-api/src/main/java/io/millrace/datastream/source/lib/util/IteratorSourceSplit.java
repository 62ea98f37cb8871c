package io.millrace.datastream.source.lib.util;

import io.millrace.datastream.source.SourceSplit;
import java.util.Iterator;

/** A split that is read by an iterator. */
public interface IteratorSourceSplit<E, IterT extends Iterator<E>> extends SourceSplit {
    IterT getIterator();

    /** The split that holds what {@code iterator} has not given yet. */
    IteratorSourceSplit<E, IterT> getUpdatedSplitForIterator(IterT iterator);
}
