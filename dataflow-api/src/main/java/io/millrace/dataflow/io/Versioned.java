package io.millrace.dataflow.io;

/** Something whose form has a version. */
public interface Versioned {
    int getVersion();
}
