package io.millrace.datastream.functions.async;

import java.util.Collection;

/** Makes the records that come of a call. */
@FunctionalInterface
public interface CollectionSupplier<OUT> {
    Collection<OUT> get() throws Exception;
}
