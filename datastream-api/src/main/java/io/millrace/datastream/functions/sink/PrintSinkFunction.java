package io.millrace.datastream.functions.sink;

import io.millrace.dataflow.functions.OpenContext;

/** Prints a line for each record: {@code identifier:number> record}, without what is empty or alone. */
public class PrintSinkFunction<IN> extends RichSinkFunction<IN> {
    private static final long serialVersionUID = 1L;

    private final String identifier;
    private final boolean toStandardError;
    private transient String prefix = "";

    public PrintSinkFunction() {
        this(false);
    }

    public PrintSinkFunction(boolean stdErr) {
        this("", stdErr);
    }

    /** @param sinkIdentifier stands before each line; may be empty */
    public PrintSinkFunction(String sinkIdentifier, boolean stdErr) {
        this.identifier = sinkIdentifier;
        this.toStandardError = stdErr;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        super.open(openContext);
        prefix = prefix(
                identifier,
                getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks(),
                getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    /** What stands before each line of the instance {@code index}, counted from 0, of {@code parallelism}. */
    static String prefix(String identifier, int parallelism, int index) {
        boolean alone = parallelism == 1;
        String number = alone ? "" : String.valueOf(index + 1);
        String separator = identifier.isEmpty() || alone ? "" : ":";
        String whole = identifier + separator + number;
        return whole.isEmpty() ? "" : whole + "> ";
    }

    @Override
    public void invoke(IN record, Context context) {
        (toStandardError ? System.err : System.out).println(prefix + record);
    }

    @Override
    public String toString() {
        return "Print to " + (toStandardError ? "System.err" : "System.out");
    }
}
