package io.millrace.dataflow.fs;

import java.io.IOException;
import java.net.URI;

/** A service that opens file systems other than the local one; found by {@link java.util.ServiceLoader}. */
public interface FileSystemProvider {
    /** Whether this provider opens file systems of that scheme, such as {@code hdfs}. Must not connect to anything. */
    boolean serves(String scheme);

    /**
     * The file system of that scheme and authority; asked once for each pair in a process.
     *
     * @throws IOException if it cannot be reached or the URI is wrong
     */
    FileSystem open(URI uri) throws IOException;
}
