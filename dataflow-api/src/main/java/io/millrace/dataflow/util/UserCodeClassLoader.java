package io.millrace.dataflow.util;

/** The class loader of a job's user code, with something to do when it is given up. */
public interface UserCodeClassLoader {
    ClassLoader asClassLoader();

    /** Runs {@code releaseHook} when the job's classes are no longer used; the name replaces an earlier hook. */
    void registerReleaseHookIfAbsent(String releaseHookName, Runnable releaseHook);
}
