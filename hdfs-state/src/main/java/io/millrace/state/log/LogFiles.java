package io.millrace.state.log;

import java.io.IOException;
import java.util.List;

/**
 * What the log needs of a file system, below one base directory. Paths are relative to it, with {@code /}. Each call is
 * atomic and durable when it returns, {@link #write} excepted: it may leave a part.
 *
 * <p>All of them throw {@link java.nio.file.NoSuchFileException} if what they work on, or its parent, is missing, {@link
 * java.nio.file.FileAlreadyExistsException} if what they would make exists, and {@link
 * java.nio.file.AccessDeniedException} if they may not: then nothing has happened. Any other {@link IOException} leaves open
 * whether it has.
 */
public interface LogFiles {
    /** Makes the base directory and what is above it, if missing. */
    void makeBase() throws IOException;

    /** Names in a directory; {@code ""} is the base. */
    List<String> list(String directory) throws IOException;

    /** Makes one directory, not its parents. */
    void makeDirectory(String path) throws IOException;

    /** Makes a file; never its parents. */
    void write(String path, byte[] content) throws IOException;

    /** Renames a file or a directory that is not empty; never overwrites. */
    void rename(String from, String to) throws IOException;

    byte[] read(String path) throws IOException;

    /** Deletes a file, or a directory with all in it; {@code ""} is the base. Nothing happens if it is missing. */
    void delete(String path) throws IOException;
}
