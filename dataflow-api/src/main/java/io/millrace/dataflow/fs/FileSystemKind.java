package io.millrace.dataflow.fs;

/** What a file system can be relied on for. */
public enum FileSystemKind {
    /** Files and directories that can be renamed in one step. */
    FILE_SYSTEM,
    /** Objects by name: what looks like a directory or a rename is many operations. */
    OBJECT_STORE
}
