package io.millrace.datastream.functions.source;

/** How often a path is looked at. */
public enum FileProcessingMode {
    /** What is there is read, and that was all. */
    PROCESS_ONCE,
    /** Again and again; new files, and those that have changed, are read whole. */
    PROCESS_CONTINUOUSLY
}
