package io.millrace.dataflow.cache;

import java.io.File;

/** The files registered by {@code registerCachedFile}, as they lie on this machine. */
public interface DistributedCache {
    /**
     * The local copy of the file or directory registered under {@code name}; waits until it is there.
     *
     * @throws IllegalArgumentException if nothing was registered under that name
     */
    File getFile(String name);
}
