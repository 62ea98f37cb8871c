package io.millrace.dataflow.util;

import org.jspecify.annotations.Nullable;

/** Checks of arguments and state. Message templates take their arguments at each {@code %s}. */
public final class Preconditions {
    private Preconditions() {}

    /** @throws NullPointerException if it is null */
    public static <T> T checkNotNull(@Nullable T reference) {
        if (reference == null) {
            throw new NullPointerException();
        }
        return reference;
    }

    /** @throws NullPointerException if it is null */
    public static <T> T checkNotNull(@Nullable T reference, @Nullable String errorMessage) {
        if (reference == null) {
            throw new NullPointerException(String.valueOf(errorMessage));
        }
        return reference;
    }

    /** @throws NullPointerException if it is null */
    public static <T> T checkNotNull(
            @Nullable T reference, String errorMessageTemplate, @Nullable Object... errorMessageArgs) {
        if (reference == null) {
            throw new NullPointerException(format(errorMessageTemplate, errorMessageArgs));
        }
        return reference;
    }

    /** @throws IllegalArgumentException if it is false */
    public static void checkArgument(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }

    /** @throws IllegalArgumentException if it is false */
    public static void checkArgument(boolean condition, @Nullable Object errorMessage) {
        if (!condition) {
            throw new IllegalArgumentException(String.valueOf(errorMessage));
        }
    }

    /** @throws IllegalArgumentException if it is false */
    public static void checkArgument(
            boolean condition, String errorMessageTemplate, @Nullable Object... errorMessageArgs) {
        if (!condition) {
            throw new IllegalArgumentException(format(errorMessageTemplate, errorMessageArgs));
        }
    }

    /** @throws IllegalStateException if it is false */
    public static void checkState(boolean condition) {
        if (!condition) {
            throw new IllegalStateException();
        }
    }

    /** @throws IllegalStateException if it is false */
    public static void checkState(boolean condition, @Nullable Object errorMessage) {
        if (!condition) {
            throw new IllegalStateException(String.valueOf(errorMessage));
        }
    }

    /** @throws IllegalStateException if it is false */
    public static void checkState(
            boolean condition, String errorMessageTemplate, @Nullable Object... errorMessageArgs) {
        if (!condition) {
            throw new IllegalStateException(format(errorMessageTemplate, errorMessageArgs));
        }
    }

    /** @throws IndexOutOfBoundsException unless {@code 0 <= index < size} */
    public static void checkElementIndex(int index, int size) {
        checkElementIndex(index, size, "");
    }

    /** @throws IndexOutOfBoundsException unless {@code 0 <= index < size} */
    public static void checkElementIndex(int index, int size, String errorMessage) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(errorMessage + " Index: " + index + ", Size: " + size);
        }
    }

    private static String format(String template, @Nullable Object... args) {
        StringBuilder text = new StringBuilder(template.length() + 16 * args.length);
        int from = 0;
        int used = 0;
        while (used < args.length) {
            int placeholder = template.indexOf("%s", from);
            if (placeholder < 0) {
                break;
            }
            text.append(template, from, placeholder).append(args[used++]);
            from = placeholder + 2;
        }
        text.append(template, from, template.length());
        for (int i = used; i < args.length; i++) {
            text.append(i == used ? " [" : ", ").append(args[i]);
        }
        return used < args.length ? text.append(']').toString() : text.toString();
    }
}
