package io.millrace.operators.sink;

import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.io.CleanupWhenUnsuccessful;
import io.millrace.dataflow.io.FileOutputFormat;
import io.millrace.dataflow.io.OutputFormat;
import io.millrace.dataflow.io.RichOutputFormat;
import io.millrace.operators.function.OperatorRuntimeContext;

/**
 * Writes the records by an output format. A file format is told to write aside, at a place of this attempt alone; its {@link
 * OutputFormatCoordinator} publishes what the finished attempts wrote.
 */
public final class OutputFormatSink<IN> implements OneInputOperator<IN, Void> {
    /** How far the format is in its life. */
    private enum Phase {
        NEW,
        OPENING,
        OPEN,
        DONE
    }

    // What it was told.
    private final OutputFormat<IN> format;
    private final Configuration parameters;

    // What it knows.
    private Phase phase = Phase.NEW;

    public OutputFormatSink(OutputFormat<IN> format, Configuration parameters) {
        this.format = format;
        this.parameters = parameters;
    }

    @Override
    public void open(OperatorContext context, Output<Void> output) throws Exception {
        TaskInfo task = context.task();
        FileOutput.configure(format, parameters, context.configuration());
        if (format instanceof RichOutputFormat<?> rich) {
            rich.setRuntimeContext(new OperatorRuntimeContext(context));
        }
        if (format instanceof FileOutputFormat<?> file) {
            writeAside(file, context);
        }
        phase = Phase.OPENING;
        format.open(new Place(task));
        phase = Phase.OPEN;
    }

    private static void writeAside(FileOutputFormat<?> format, OperatorContext context) throws Exception {
        TaskInfo task = context.task();
        FileOutput output = FileOutput.of(
                format, task.getNumberOfParallelSubtasks(), context.job().getJobId(), context.operatorName());
        format.setOutputFilePath(output.staged().forAttempt(task.getIndexOfThisSubtask(), task.getAttemptNumber()));
        format.setWriteMode(WriteMode.OVERWRITE);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        format.writeRecord(record);
    }

    @Override
    public Emission<Void> endInput() throws Exception {
        format.close();
        phase = Phase.DONE;
        return Emission.none();
    }

    @Override
    public void close() throws Exception {
        if (phase == Phase.DONE || phase == Phase.NEW) {
            return;
        }
        try {
            format.close();
        } finally {
            if (format instanceof CleanupWhenUnsuccessful cleanup) {
                cleanup.tryCleanupOnError();
            }
        }
    }

    private record Place(TaskInfo task) implements OutputFormat.InitializationContext {
        @Override
        public int getNumTasks() {
            return task.getNumberOfParallelSubtasks();
        }

        @Override
        public int getTaskNumber() {
            return task.getIndexOfThisSubtask();
        }

        @Override
        public int getAttemptNumber() {
            return task.getAttemptNumber();
        }
    }
}
