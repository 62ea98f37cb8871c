package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.metrics.groups.SourceReaderMetricGroup;
import io.millrace.dataflow.util.FlinkRuntimeException;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.dataflow.util.SimpleUserCodeClassLoader;
import io.millrace.dataflow.util.UserCodeClassLoader;
import io.millrace.datastream.source.SourceEvent;
import io.millrace.datastream.source.SourceReaderContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What a source reader may ask its task for. */
public final class TaskReaderContext implements SourceReaderContext {
    private final OperatorContext context;

    public TaskReaderContext(OperatorContext context) {
        this.context = context;
    }

    @Override
    public SourceReaderMetricGroup metricGroup() {
        return new DelegatingMetrics(context.metrics());
    }

    @Override
    public Configuration getConfiguration() {
        return context.configuration() instanceof Configuration all
                ? new Configuration(all)
                : context.executionConfig().toConfiguration();
    }

    @Override
    public String getLocalHostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress().getHostName();
        }
    }

    @Override
    public int getIndexOfSubtask() {
        return context.task().getIndexOfThisSubtask();
    }

    @Override
    public void sendSplitRequest() {
        context.requestSplit();
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
        try {
            context.tellCoordinator(InstantiationUtil.serializeObject(sourceEvent));
        } catch (IOException e) {
            throw new FlinkRuntimeException("The source event " + sourceEvent + " cannot be serialized", e);
        }
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return SimpleUserCodeClassLoader.create(context.userClassLoader());
    }

    @Override
    public int currentParallelism() {
        return context.task().getNumberOfParallelSubtasks();
    }
}
