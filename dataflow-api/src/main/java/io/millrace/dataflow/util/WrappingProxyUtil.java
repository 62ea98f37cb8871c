package io.millrace.dataflow.util;

import org.jspecify.annotations.Nullable;

/** Finds the object behind its proxies. */
public final class WrappingProxyUtil {
    /** More proxies than anybody would put before one object. */
    static final int SAFETY_NET_MAX_ITERATIONS = 128;

    private WrappingProxyUtil() {}

    /**
     * The object behind all proxies; {@code object} itself if it is none.
     *
     * @throws IllegalArgumentException if there are more than 128, which means that they stand before each other
     */
    @SuppressWarnings("unchecked")
    public static <T> @Nullable T stripProxy(@Nullable T object) {
        T innermost = object;
        for (int i = 0; innermost instanceof WrappingProxy<?>; i++) {
            if (i == SAFETY_NET_MAX_ITERATIONS) {
                throw new IllegalArgumentException("Already stripped " + SAFETY_NET_MAX_ITERATIONS
                        + " proxies: are there loops in the object graph?");
            }
            innermost = (T) ((WrappingProxy<?>) innermost).getWrappedDelegate();
        }
        return innermost;
    }
}
