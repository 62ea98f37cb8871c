package io.millrace.operators.sink;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.io.FileOutputFormat;
import io.millrace.dataflow.io.FinalizeOnMaster;
import io.millrace.dataflow.io.InitializeOnMaster;
import io.millrace.dataflow.io.OutputFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prepares an output before any task runs, and publishes or removes it after the end. For file formats see {@link
 * StagedOutput}; other formats take part by {@link InitializeOnMaster} and {@link FinalizeOnMaster}.
 */
public final class OutputFormatCoordinator implements Coordinator {
    private final OutputFormat<?> format;
    private final Configuration parameters;
    private int parallelism;
    private @Nullable FileOutput files;

    public OutputFormatCoordinator(OutputFormat<?> format, Configuration parameters) {
        this.format = format;
        this.parameters = parameters;
    }

    @Override
    public void start(CoordinatorContext context) throws Exception {
        startToEnd(context);
        if (files != null) {
            files.staged().prepare(files.mode(), context.operatorName());
        } else if (format instanceof InitializeOnMaster initialize) {
            initialize.initializeGlobal(parallelism);
        }
    }

    /** What was published already is not in the way of the rest. */
    @Override
    public void startToEnd(CoordinatorContext context) throws Exception {
        parallelism = context.parallelism();
        FileOutput.configure(format, parameters, context.configuration());
        if (format instanceof FileOutputFormat<?> file) {
            files = FileOutput.of(file, parallelism, context.job(), context.operatorName());
        }
    }

    @Override
    public void publish(List<Integer> attempts) throws Exception {
        if (files != null) {
            files.staged().publish(attempts, files.mode());
        }
        if (format instanceof FinalizeOnMaster finalize) {
            finalize.finalizeGlobal(new Finished(parallelism, attempts));
        }
        if (files != null) {
            files.staged().seal();
        }
    }

    @Override
    public void abort() throws Exception {
        if (files != null) {
            files.staged().abort();
        }
    }

    private record Finished(int parallelism, List<Integer> attempts) implements FinalizeOnMaster.FinalizationContext {
        @Override
        public int getParallelism() {
            return parallelism;
        }

        @Override
        public int getFinishedAttempt(int subtaskIndex) {
            return attempts.get(subtaskIndex);
        }
    }
}
