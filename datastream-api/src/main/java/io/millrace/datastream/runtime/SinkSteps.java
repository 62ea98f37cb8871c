package io.millrace.datastream.runtime;

import io.millrace.datastream.plan.StepFactory;
import io.millrace.datastream.sink.Sink;
import io.millrace.datastream.sink.SupportsCommitter;

/** The parts of a sink's step. */
public final class SinkSteps {
    private SinkSteps() {}

    /** A writer with its committer, and for jobs without checkpoints a committer beside the JobManager. */
    public static <IN> StepFactory of(Sink<IN> sink) {
        if (!(sink instanceof SupportsCommitter<?> committing)) {
            return context -> new SinkWriterFactory<>(sink, context.batch());
        }
        return StepFactory.with(
                context -> new SinkWriterFactory<>(sink, context.batch()),
                context -> new CommitCoordinatorFactory<>(committing, context.batch()));
    }
}
