package io.millrace.dataflow.io;

import io.millrace.dataflow.config.Configuration;
import java.io.IOException;
import java.io.Serializable;

/** Writes records somewhere, in parallel: {@code configure}, {@code open}, {@code writeRecord} often, {@code close}. */
public interface OutputFormat<IT> extends Serializable {
    /** Takes the parameters of {@code withParameters}. */
    void configure(Configuration parameters);

    /** Opens the part of one parallel instance; {@code taskNumber} counts from 0. */
    void open(int taskNumber, int numTasks) throws IOException;

    /** As {@link #open(int, int)}, with the number of the attempt. The engine calls this one. */
    default void open(InitializationContext context) throws IOException {
        open(context.getTaskNumber(), context.getNumTasks());
    }

    void writeRecord(IT record) throws IOException;

    /** Called at the end, also after a failure. What was written must be complete when it returns. */
    void close() throws IOException;

    /** Which parallel instance opens the format. */
    interface InitializationContext {
        int getNumTasks();

        /** From 0. */
        int getTaskNumber();

        /** From 0. */
        int getAttemptNumber();
    }
}
