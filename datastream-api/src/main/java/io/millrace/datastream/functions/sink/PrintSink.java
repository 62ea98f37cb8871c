package io.millrace.datastream.functions.sink;

import io.millrace.datastream.sink.Sink;
import io.millrace.datastream.sink.SinkWriter;
import io.millrace.datastream.sink.WriterInitContext;
import java.io.PrintStream;

/** Prints a line for each record, as {@link PrintSinkFunction} does; for {@code sinkTo}. */
public class PrintSink<IN> implements Sink<IN> {
    private static final long serialVersionUID = 1L;

    private final String identifier;
    private final boolean toStandardError;

    public PrintSink() {
        this("");
    }

    public PrintSink(boolean stdErr) {
        this("", stdErr);
    }

    /** @param sinkIdentifier stands before each line; may be empty */
    public PrintSink(String sinkIdentifier) {
        this(sinkIdentifier, false);
    }

    /** @param sinkIdentifier stands before each line; may be empty */
    public PrintSink(String sinkIdentifier, boolean stdErr) {
        this.identifier = sinkIdentifier;
        this.toStandardError = stdErr;
    }

    @Override
    public SinkWriter<IN> createWriter(WriterInitContext context) {
        PrintStream out = toStandardError ? System.err : System.out;
        String prefix = PrintSinkFunction.prefix(
                identifier,
                context.getTaskInfo().getNumberOfParallelSubtasks(),
                context.getTaskInfo().getIndexOfThisSubtask());
        return new SinkWriter<>() {
            @Override
            public void write(IN element, Context ignored) {
                out.println(prefix + element);
            }

            @Override
            public void flush(boolean endOfInput) {
                out.flush();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String toString() {
        return "Print to " + (toStandardError ? "System.err" : "System.out");
    }
}
