package io.millrace.datastream.source.base.hybrid;

import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceEvent;

/** What the enumerator and the readers of a hybrid source tell each other. */
sealed interface HybridEvent extends SourceEvent {
    /** From a reader that has no source yet. */
    record Ready(String host) implements HybridEvent {
        private static final long serialVersionUID = 1L;
    }

    /** To a reader: read this source now. */
    record Switch(int index, Source<?, ?, ?> source, boolean isLast) implements HybridEvent {
        private static final long serialVersionUID = 1L;
    }

    /**
     * From a reader whose source wants a split. Not by the engine's request, which counts as open until there is a split, as it may
     * never be from this source.
     */
    record SplitWanted(int index) implements HybridEvent {
        private static final long serialVersionUID = 1L;
    }

    /**
     * To a reader: there are no more splits of this source.
     *
     * @param given how many splits of it were given to the reader before, some of which may come after this
     */
    record NoMoreSplits(int index, int given) implements HybridEvent {
        private static final long serialVersionUID = 1L;
    }

    /** From a reader that has read all that it has of this source. */
    record Finished(int index) implements HybridEvent {
        private static final long serialVersionUID = 1L;
    }

    /** An event of the source itself, in either direction. */
    record Inner(int index, SourceEvent event) implements HybridEvent {
        private static final long serialVersionUID = 1L;
    }
}
