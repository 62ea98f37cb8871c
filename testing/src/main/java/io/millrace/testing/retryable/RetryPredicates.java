package io.millrace.testing.retryable;

import java.io.Serializable;
import java.util.Collection;
import java.util.function.Predicate;

/** Outcomes of asynchronous calls after which another call may help. */
public class RetryPredicates {
    /** There was no result. */
    @SuppressWarnings("rawtypes") // programs give it where any collection's predicate is wanted
    public static final EmptyResultPredicate EMPTY_RESULT_PREDICATE = new EmptyResultPredicate();

    /** The call failed, in whatever way. */
    public static final HasExceptionPredicate HAS_EXCEPTION_PREDICATE = new HasExceptionPredicate();

    /** The call failed with an exception of that class. */
    public static ExceptionTypePredicate createExceptionTypePredicate(Class<? extends Throwable> exceptionClass) {
        return new ExceptionTypePredicate(exceptionClass);
    }

    private RetryPredicates() {}

    /** As {@link #EMPTY_RESULT_PREDICATE}. */
    public static final class EmptyResultPredicate<T> implements Predicate<Collection<T>>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean test(Collection<T> results) {
            return results.isEmpty();
        }
    }

    /** As {@link #HAS_EXCEPTION_PREDICATE}. */
    public static final class HasExceptionPredicate implements Predicate<Throwable>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean test(Throwable failure) {
            return true;
        }
    }

    /** As {@link #createExceptionTypePredicate}. */
    public static final class ExceptionTypePredicate implements Predicate<Throwable>, Serializable {
        private static final long serialVersionUID = 1L;

        private final Class<? extends Throwable> exceptionClass;

        public ExceptionTypePredicate(Class<? extends Throwable> exceptionClass) {
            this.exceptionClass = exceptionClass;
        }

        @Override
        public boolean test(Throwable failure) {
            return exceptionClass.isAssignableFrom(failure.getClass());
        }
    }
}
