package io.millrace.operators.sink;

import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import java.io.PrintStream;

/**
 * Prints a line for each record on the process's standard output or standard error.
 *
 * <p>The line begins with {@code identifier:number> }, where the number of the subtask (from 1) is left out at parallelism
 * 1, and so is what is empty.
 */
public final class PrintSink<IN> implements OneInputOperator<IN, Void> {
    // What it was told.
    private final String identifier;
    private final boolean toStandardError;

    // What it holds.
    private String prefix = "";

    @SuppressWarnings("NullAway.Init")
    private PrintStream stream;

    public PrintSink(String identifier, boolean toStandardError) {
        this.identifier = identifier;
        this.toStandardError = toStandardError;
    }

    @Override
    public void open(OperatorContext context, Output<Void> output) {
        stream = toStandardError ? System.err : System.out;
        prefix = prefix(identifier, context.task());
    }

    private static String prefix(String identifier, TaskInfo task) {
        if (task.getNumberOfParallelSubtasks() == 1) {
            return identifier.isEmpty() ? "" : identifier + "> ";
        }
        String number = (task.getIndexOfThisSubtask() + 1) + "> ";
        return identifier.isEmpty() ? number : identifier + ":" + number;
    }

    @Override
    public void process(IN record, long timestamp) {
        stream.println(prefix + record);
    }
}
