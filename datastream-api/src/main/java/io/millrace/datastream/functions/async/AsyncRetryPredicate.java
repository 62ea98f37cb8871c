package io.millrace.datastream.functions.async;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/** After which outcomes a call is made again. */
public interface AsyncRetryPredicate<OUT> {
    /** True for results that are not good enough; empty if all are. */
    Optional<Predicate<Collection<OUT>>> resultPredicate();

    /** True for failures that may pass; empty if none do. */
    Optional<Predicate<Throwable>> exceptionPredicate();
}
