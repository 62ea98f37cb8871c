package io.millrace.dataset.hadoop;

import java.io.IOException;
import java.io.InterruptedIOException;

/** Hadoop's calls that say that they were interrupted by an exception of its own, where only {@link IOException} may be thrown. */
public final class HadoopCalls {
    private HadoopCalls() {}

    /** A call with a result. */
    public interface Call<T> {
        T call() throws IOException, InterruptedException;
    }

    /** A call without one. */
    public interface Action {
        void run() throws IOException, InterruptedException;
    }

    /**
     * The result of {@code call}.
     *
     * @throws InterruptedIOException if it was interrupted; the thread is still interrupted then
     */
    public static <T> T interruptibly(Call<T> call) throws IOException {
        try {
            return call.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    /** As the other one, without a result. */
    public static void runInterruptibly(Action action) throws IOException {
        interruptibly(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }
}
