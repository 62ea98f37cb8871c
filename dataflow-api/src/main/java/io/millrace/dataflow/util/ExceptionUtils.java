package io.millrace.dataflow.util;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks into exceptions and passes them on. */
public final class ExceptionUtils {
    private ExceptionUtils() {}

    /** The stack trace as text; {@code "(null)"} for null. */
    public static String stringifyException(@Nullable Throwable e) {
        if (e == null) {
            return "(null)";
        }
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    /** Whether the virtual machine may be broken: an internal error, or a thread that was told to die. */
    public static boolean isJvmFatalError(Throwable t) {
        return t instanceof InternalError || t instanceof UnknownError;
    }

    public static boolean isJvmFatalOrOutOfMemoryError(Throwable t) {
        return isJvmFatalError(t) || t instanceof OutOfMemoryError;
    }

    /** {@code newException} if there was none before, else {@code previous} with the new one suppressed in it. */
    public static <T extends Throwable> T firstOrSuppressed(T newException, @Nullable T previous) {
        if (previous == null || previous == newException) {
            return newException;
        }
        previous.addSuppressed(newException);
        return previous;
    }

    /** Throws errors and unchecked exceptions as they are, others wrapped in a RuntimeException. */
    public static void rethrow(Throwable t) {
        rethrow(t, String.valueOf(t.getMessage()));
    }

    public static void rethrow(Throwable t, String parentMessage) {
        rethrowIfUnchecked(t);
        throw new RuntimeException(parentMessage, t);
    }

    /** Throws errors and exceptions as they are, other throwables wrapped in an Exception. */
    public static void rethrowException(Throwable t) throws Exception {
        if (t instanceof Error error) {
            throw error;
        }
        if (t instanceof Exception exception) {
            throw exception;
        }
        throw new Exception(t.getMessage(), t);
    }

    public static void rethrowIfUnchecked(Throwable t) {
        if (t instanceof Error error) {
            throw error;
        }
        if (t instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** The first throwable of that class in the chain of causes. */
    public static <T extends Throwable> Optional<T> findThrowable(@Nullable Throwable throwable, Class<T> searchType) {
        return findThrowable(throwable, searchType::isInstance).map(searchType::cast);
    }

    /** The first throwable in the chain of causes that the predicate accepts. */
    public static Optional<Throwable> findThrowable(@Nullable Throwable throwable, Predicate<Throwable> predicate) {
        for (Throwable t = throwable; t != null; t = t.getCause()) {
            if (predicate.test(t)) {
                return Optional.of(t);
            }
        }
        return Optional.empty();
    }

    /** The first throwable in the chain of causes whose message contains the text. */
    public static Optional<Throwable> findThrowableWithMessage(@Nullable Throwable throwable, String searchMessage) {
        return findThrowable(
                throwable, t -> t.getMessage() != null && t.getMessage().contains(searchMessage));
    }

    public static Throwable stripCompletionException(Throwable throwable) {
        return stripException(throwable, CompletionException.class);
    }

    public static Throwable stripExecutionException(Throwable throwable) {
        return stripException(throwable, ExecutionException.class);
    }

    /** The first cause that is not of {@code typeToStrip}. */
    public static Throwable stripException(Throwable throwable, Class<? extends Throwable> typeToStrip) {
        Throwable stripped = throwable;
        Throwable cause = stripped.getCause();
        while (typeToStrip.isInstance(stripped) && cause != null) {
            stripped = cause;
            cause = stripped.getCause();
        }
        return stripped;
    }
}
