package io.millrace.dataflow.util;

import io.millrace.dataflow.util.function.RunnableWithException;
import java.io.IOException;
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

    /** What {@link #stringifyException} gives for null. */
    public static final String STRINGIFIED_NULL_EXCEPTION = "(null)";

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

    /** Throws it if it is fatal for the JVM. */
    public static void rethrowIfFatalError(Throwable t) {
        if (isJvmFatalError(t)) {
            throw (Error) t;
        }
    }

    public static void rethrowIfFatalErrorOrOOM(Throwable t) {
        if (isJvmFatalOrOutOfMemoryError(t)) {
            throw (Error) t;
        }
    }

    /** Throws errors and exceptions as they are, other throwables wrapped in an Exception. */
    public static void rethrowException(Throwable t, String parentMessage) throws Exception {
        if (t instanceof Error error) {
            throw error;
        }
        if (t instanceof Exception exception) {
            throw exception;
        }
        throw new Exception(parentMessage, t);
    }

    /** Throws errors, unchecked and I/O exceptions as they are, others wrapped in an IOException. */
    public static void rethrowIOException(Throwable t) throws IOException {
        rethrowIfUnchecked(t);
        throw t instanceof IOException io ? io : new IOException(t.getMessage(), t);
    }

    public static void tryRethrowIOException(@Nullable Throwable t) throws IOException {
        if (t != null) {
            rethrowIOException(t);
        }
    }

    public static void tryRethrowException(@Nullable Exception e) throws Exception {
        if (e != null) {
            throw e;
        }
    }

    /** Runs it for its effect; an exception is of no interest. Errors that are fatal for the JVM come through. */
    public static void suppressExceptions(RunnableWithException action) {
        try {
            action.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable t) {
            rethrowIfFatalError(t);
        }
    }

    /** Makes the calling thread interrupted again if {@code e} says that it was. */
    public static void checkInterrupted(Throwable e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first throwable of that class in the chain of causes; fails with {@code throwable} if there is none. */
    public static <T extends Throwable> T assertThrowable(Throwable throwable, Class<T> searchType) throws Throwable {
        Optional<T> found = findThrowable(throwable, searchType);
        if (found.isEmpty()) {
            throw throwable;
        }
        return found.get();
    }

    public static Throwable assertThrowableWithMessage(Throwable throwable, String searchMessage) throws Throwable {
        Optional<Throwable> found = findThrowableWithMessage(throwable, searchMessage);
        if (found.isEmpty()) {
            throw throwable;
        }
        return found.get();
    }

    public static boolean isMetaspaceOutOfMemoryError(@Nullable Throwable t) {
        return isOutOfMemory(t, "Metaspace");
    }

    public static boolean isDirectOutOfMemoryError(@Nullable Throwable t) {
        return isOutOfMemory(t, "Direct buffer memory") || isOutOfMemory(t, "Cannot reserve");
    }

    public static boolean isHeapSpaceOutOfMemoryError(@Nullable Throwable t) {
        return isOutOfMemory(t, "Java heap space");
    }

    private static boolean isOutOfMemory(@Nullable Throwable t, String start) {
        return t instanceof OutOfMemoryError
                && t.getMessage() != null
                && t.getMessage().startsWith(start);
    }

    /** The first in the chain of causes that fits; fails with {@code throwable} if there is none. */
    public static Throwable assertThrowable(Throwable throwable, Predicate<Throwable> predicate) throws Throwable {
        Optional<Throwable> found = findThrowable(throwable, predicate);
        if (found.isEmpty()) {
            throw throwable;
        }
        return found.get();
    }

    /** {@code e}, if something broke; null if it only says that the caller was interrupted. */
    public static @Nullable Throwable returnExceptionIfUnexpected(Throwable e) {
        return findThrowable(e, InterruptedException.class).isPresent() ? null : e;
    }
}
