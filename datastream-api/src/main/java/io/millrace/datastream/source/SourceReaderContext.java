package io.millrace.datastream.source;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.metrics.groups.SourceReaderMetricGroup;
import io.millrace.dataflow.util.UserCodeClassLoader;

/** What a task offers to a source reader. */
public interface SourceReaderContext {
    SourceReaderMetricGroup metricGroup();

    Configuration getConfiguration();

    String getLocalHostName();

    int getIndexOfSubtask();

    /** Asks the enumerator for a split. */
    void sendSplitRequest();

    void sendSourceEventToCoordinator(SourceEvent sourceEvent);

    UserCodeClassLoader getUserCodeClassLoader();

    default int currentParallelism() {
        throw new UnsupportedOperationException("This context does not know the parallelism");
    }
}
