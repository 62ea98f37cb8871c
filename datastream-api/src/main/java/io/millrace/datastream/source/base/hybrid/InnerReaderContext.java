package io.millrace.datastream.source.base.hybrid;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.metrics.groups.SourceReaderMetricGroup;
import io.millrace.dataflow.util.UserCodeClassLoader;
import io.millrace.datastream.source.SourceEvent;
import io.millrace.datastream.source.SourceReaderContext;

/**
 * What the reader of one of the sources is offered: what it says goes to the enumerator of its own source.
 *
 * @param index of the source
 */
record InnerReaderContext(SourceReaderContext context, int index) implements SourceReaderContext {
    @Override
    public SourceReaderMetricGroup metricGroup() {
        return context.metricGroup();
    }

    @Override
    public Configuration getConfiguration() {
        return context.getConfiguration();
    }

    @Override
    public String getLocalHostName() {
        return context.getLocalHostName();
    }

    @Override
    public int getIndexOfSubtask() {
        return context.getIndexOfSubtask();
    }

    @Override
    public void sendSplitRequest() {
        context.sendSourceEventToCoordinator(new HybridEvent.SplitWanted(index));
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
        context.sendSourceEventToCoordinator(new HybridEvent.Inner(index, sourceEvent));
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return context.getUserCodeClassLoader();
    }

    @Override
    public int currentParallelism() {
        return context.currentParallelism();
    }
}
