package io.millrace.dataflow.util.function;

/** A supplier that may throw. */
@FunctionalInterface
public interface SupplierWithException<R, E extends Throwable> {
    R get() throws E;
}
