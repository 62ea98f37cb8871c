package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.MemoryExhaustedException;
import io.millrace.dataflow.contract.SpillFailedException;
import io.millrace.dataflow.execution.ThrowableAnnotation;
import io.millrace.dataflow.execution.ThrowableType;
import io.millrace.dataflow.graph.ChainedOperator;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.protocol.Failure;
import io.millrace.taskmanager.checkpoint.LostSnapshotException;
import io.millrace.taskmanager.checkpoint.UnreadableSnapshotException;
import io.millrace.taskmanager.exchange.BlockingExchangeException;
import io.millrace.taskmanager.exchange.ChannelBrokenException;
import io.millrace.taskmanager.exchange.PartitionLostException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts what was thrown into the form that crosses processes. */
final class Failures {
    private static final int RECORD_CHARS_MAX = 500;

    private Failures() {}

    /**
     * @param operator the name of the operator at fault; null if the task itself failed
     * @param record at hand, printed
     * @param taskName name, subtask and parallelism, for the message
     */
    static Failure of(
            Throwable thrown, @Nullable String operator, Optional<String> record, int subtask, String taskName) {
        Throwable cause = unwrapped(thrown);
        Failure.Owner owner = owner(cause, operator != null);
        String where =
                operator == null ? "task '" + taskName + "'" : "operator '" + operator + "' of task '" + taskName + "'";
        String message = where + " failed: " + oneLine(cause);
        return new Failure(
                owner,
                Optional.ofNullable(operator),
                subtask,
                message,
                stackTrace(cause),
                record,
                cause instanceof PartitionLostException lost ? Optional.of(lost.partition()) : Optional.empty(),
                cause instanceof LostSnapshotException lost ? Optional.of(lost.path()) : Optional.empty(),
                isRecoverable(cause));
    }

    /** Unless one of its causes is annotated otherwise. */
    private static boolean isRecoverable(Throwable thrown) {
        return ExceptionUtils.findThrowable(thrown, Failures::isNonRecoverable).isEmpty();
    }

    private static boolean isNonRecoverable(Throwable thrown) {
        ThrowableAnnotation annotation = thrown.getClass().getAnnotation(ThrowableAnnotation.class);
        return annotation != null && annotation.value() == ThrowableType.NonRecoverableError;
    }

    /** @param first what an operator of the task threw first; null if none did */
    static Failure of(Throwable thrown, @Nullable OperatorFailure first, TaskPlan plan, String taskName) {
        int subtask = plan.attempt().subtask();
        if (first == null) {
            return of(thrown, null, Optional.empty(), subtask, taskName);
        }
        List<ChainedOperator> chain = plan.vertex().chain();
        Optional<String> record = Optional.ofNullable(first.record()).map(Failures::print);
        if (first.cameTo() != first.operator()) {
            record = record.map(printed -> printed + " (as it came to operator '"
                    + chain.get(first.cameTo()).name() + "' of the same chain)");
        }
        return of(first, chain.get(first.operator()).name(), record, subtask, taskName);
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable inner = thrown;
        while ((inner instanceof OperatorFailure
                        || inner instanceof InvocationTargetException
                        || inner instanceof UndeclaredThrowableException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static Failure.Owner owner(Throwable thrown, boolean inOperator) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof OutOfMemoryError
                    || t instanceof MemoryExhaustedException
                    || t instanceof BlockingExchangeException
                    || t instanceof UnreadableSnapshotException) {
                return Failure.Owner.RESOURCES;
            }
            if (t instanceof ChannelBrokenException
                    || t instanceof PartitionLostException
                    || t instanceof LostSnapshotException
                    || t instanceof SpillFailedException) {
                return Failure.Owner.PLATFORM;
            }
            if (t instanceof ClassNotFoundException || t instanceof NoClassDefFoundError) {
                return Failure.Owner.USER; // what the program was shipped with lacks a class
            }
            if (t.getCause() == t) {
                break;
            }
        }
        return inOperator ? Failure.Owner.USER : Failure.Owner.INTERNAL;
    }

    private static String oneLine(Throwable thrown) {
        String text;
        try {
            text = thrown.toString();
        } catch (RuntimeException e) {
            text = thrown.getClass().getName();
        }
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        try (PrintWriter printer = new PrintWriter(text)) {
            thrown.printStackTrace(printer);
        } catch (RuntimeException e) {
            return thrown.getClass().getName() + " (its stack trace cannot be printed: "
                    + e.getClass().getName() + ")";
        }
        return text.toString();
    }

    // The record's toString is user code.
    private static String print(Object record) {
        String text;
        try {
            text = String.valueOf(record);
        } catch (Throwable t) {
            return "a " + record.getClass().getName() + " whose toString failed: "
                    + t.getClass().getName();
        }
        return text.length() <= RECORD_CHARS_MAX ? text : text.substring(0, RECORD_CHARS_MAX);
    }
}
