package io.millrace.dataflow.contract;

import java.io.IOException;
import java.nio.file.Path;

/** Local disk for what does not fit in {@link Pages}. Files end with the attempt, however it ends. Not thread-safe. */
public interface SpillFiles {
    /**
     * A new, empty file in one of the configured temporary directories.
     *
     * @param purpose a word or two for its name, such as {@code sort-run}
     * @throws IOException names the directory and the setting {@code io.tmp.dirs}
     */
    Path create(String purpose) throws IOException;

    /** Deletes a file made by {@link #create} before the attempt ends. */
    void delete(Path file) throws IOException;
}
