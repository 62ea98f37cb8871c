package io.millrace.dataset;

import io.millrace.dataflow.ExecutionConfig.ClosureCleanerLevel;
import io.millrace.dataflow.functions.Closures;

/**
 * Cuts the references of anonymous and inner function classes to outer objects that they do not use, so that they can be
 * sent. Thread-safe.
 */
public final class ClosureCleaner {
    private ClosureCleaner() {}

    /**
     * @param function changed in place
     * @param checkSerializable whether to fail now if the function cannot be sent
     * @throws io.millrace.dataflow.InvalidProgramException names the function and the field that is not serialisable
     */
    public static void clean(Object function, ClosureCleanerLevel level, boolean checkSerializable) {
        Closures.clean(function, level, checkSerializable);
    }
}
