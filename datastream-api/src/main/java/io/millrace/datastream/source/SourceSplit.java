package io.millrace.datastream.source;

/** A part of a source that one reader reads, such as a file or a partition. */
public interface SourceSplit {
    /** Unique in the source. */
    String splitId();
}
