package io.millrace.taskmanager.exchange;

import org.jspecify.annotations.Nullable;

/** What goes into a blocking exchange can be kept neither in memory nor on disk. Owner RESOURCES. */
public final class BlockingExchangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BlockingExchangeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
