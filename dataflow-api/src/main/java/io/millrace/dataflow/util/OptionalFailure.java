package io.millrace.dataflow.util;

import io.millrace.dataflow.util.function.SupplierWithException;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value, or the failure that kept it from being there. */
public final class OptionalFailure<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final @Nullable T value;

    private final @Nullable Throwable failureCause;

    private OptionalFailure(@Nullable T value, @Nullable Throwable failureCause) {
        this.value = value;
        this.failureCause = failureCause;
    }

    public static <T> OptionalFailure<T> of(T value) {
        return new OptionalFailure<>(value, null);
    }

    public static <T> OptionalFailure<T> ofFailure(Throwable failureCause) {
        return new OptionalFailure<>(null, Objects.requireNonNull(failureCause, "failureCause"));
    }

    /** The supplier's value, or its exception. */
    public static <T> OptionalFailure<T> createFrom(SupplierWithException<T, ? extends Throwable> valueSupplier) {
        try {
            return of(valueSupplier.get());
        } catch (Throwable failure) {
            return ofFailure(failure);
        }
    }

    /** @throws FlinkException with the failure as its cause, if there is one */
    @SuppressWarnings("NullAway") // a value that is absent without a failure was given as null by the caller
    public T get() throws FlinkException {
        if (failureCause != null) {
            throw new FlinkException(failureCause);
        }
        return value;
    }

    /** @throws FlinkRuntimeException with the failure as its cause, if there is one */
    @SuppressWarnings("NullAway") // as in get()
    public T getUnchecked() throws FlinkRuntimeException {
        if (failureCause != null) {
            throw new FlinkRuntimeException(failureCause);
        }
        return value;
    }

    public boolean isFailure() {
        return failureCause != null;
    }

    /** @throws IllegalStateException if there is no failure */
    public Throwable getFailureCause() {
        if (failureCause == null) {
            throw new IllegalStateException("There is a value and no failure.");
        }
        return failureCause;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OptionalFailure<?> that
                && Objects.equals(value, that.value)
                && Objects.equals(failureCause, that.failureCause);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, failureCause);
    }

    @Override
    public String toString() {
        return "OptionalFailure{value=" + value + ", failureCause=" + failureCause + '}';
    }
}
