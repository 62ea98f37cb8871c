package io.millrace.testing.retryable;

import io.millrace.datastream.functions.async.AsyncRetryPredicate;
import io.millrace.datastream.functions.async.AsyncRetryStrategy;
import java.io.Serializable;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Strategies for {@code AsyncDataStream}: never again, after a fixed time, or after longer and longer times. */
public class AsyncRetryStrategies {
    @SuppressWarnings("rawtypes") // programs give it where any strategy is wanted
    public static final NoRetryStrategy NO_RETRY_STRATEGY = new NoRetryStrategy();

    private AsyncRetryStrategies() {}

    /** A call is never made again. */
    public static class NoRetryStrategy<OUT> implements AsyncRetryStrategy<OUT> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean canRetry(int currentAttempts) {
            return false;
        }

        @Override
        public long getBackoffTimeMillis(int currentAttempts) {
            return -1;
        }

        @Override
        public AsyncRetryPredicate<OUT> getRetryPredicate() {
            return new After<>(null, null);
        }
    }

    /** Which outcomes call for another attempt; null for none. */
    private record After<OUT>(
            @Nullable Predicate<Collection<OUT>> results,
            @Nullable Predicate<Throwable> failures) implements AsyncRetryPredicate<OUT>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Optional<Predicate<Collection<OUT>>> resultPredicate() {
            return Optional.ofNullable(results);
        }

        @Override
        public Optional<Predicate<Throwable>> exceptionPredicate() {
            return Optional.ofNullable(failures);
        }
    }

    private static void checkAttempts(int maxAttempts) {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException(
                    "maxAttempts should be greater than zero: expected=1 or more, actual=" + maxAttempts);
        }
    }

    private static void checkTime(String what, long timeMs) {
        if (timeMs < 1) {
            throw new IllegalArgumentException(
                    what + " should be greater than zero: expected=1 ms or more, actual=" + timeMs + " ms");
        }
    }

    /** Another attempt after the same time each. */
    public static class FixedDelayRetryStrategy<OUT> implements AsyncRetryStrategy<OUT> {
        private static final long serialVersionUID = 1L;

        private final int maxAttempts;
        private final long backoffTimeMillis;
        private final After<OUT> after;

        private FixedDelayRetryStrategy(int maxAttempts, long backoffTimeMillis, After<OUT> after) {
            this.maxAttempts = maxAttempts;
            this.backoffTimeMillis = backoffTimeMillis;
            this.after = after;
        }

        @Override
        public boolean canRetry(int currentAttempts) {
            return currentAttempts <= maxAttempts;
        }

        @Override
        public long getBackoffTimeMillis(int currentAttempts) {
            return backoffTimeMillis;
        }

        @Override
        public AsyncRetryPredicate<OUT> getRetryPredicate() {
            return after;
        }
    }

    /** Builds a {@link FixedDelayRetryStrategy}. */
    public static class FixedDelayRetryStrategyBuilder<OUT> {
        private final int maxAttempts;
        private final long backoffTimeMillis;
        private @Nullable Predicate<Collection<OUT>> results;
        private @Nullable Predicate<Throwable> failures;

        /** @param maxAttempts how many more attempts there may be after the first */
        public FixedDelayRetryStrategyBuilder(int maxAttempts, long backoffTimeMillis) {
            checkAttempts(maxAttempts);
            checkTime("backoffTimeMillis", backoffTimeMillis);
            this.maxAttempts = maxAttempts;
            this.backoffTimeMillis = backoffTimeMillis;
        }

        public FixedDelayRetryStrategyBuilder<OUT> ifResult(Predicate<Collection<OUT>> resultRetryPredicate) {
            this.results = resultRetryPredicate;
            return this;
        }

        public FixedDelayRetryStrategyBuilder<OUT> ifException(Predicate<Throwable> exceptionRetryPredicate) {
            this.failures = exceptionRetryPredicate;
            return this;
        }

        public FixedDelayRetryStrategy<OUT> build() {
            return new FixedDelayRetryStrategy<>(maxAttempts, backoffTimeMillis, new After<>(results, failures));
        }
    }

    /** Another attempt after a time that grows by a factor with each, up to a largest one. */
    public static class ExponentialBackoffDelayRetryStrategy<OUT> implements AsyncRetryStrategy<OUT> {
        private static final long serialVersionUID = 1L;

        private final int maxAttempts;
        private final long initialDelay;
        private final long maxRetryDelay;
        private final double multiplier;
        private final After<OUT> after;

        private ExponentialBackoffDelayRetryStrategy(
                int maxAttempts, long initialDelay, long maxRetryDelay, double multiplier, After<OUT> after) {
            this.maxAttempts = maxAttempts;
            this.initialDelay = initialDelay;
            this.maxRetryDelay = maxRetryDelay;
            this.multiplier = multiplier;
            this.after = after;
        }

        @Override
        public boolean canRetry(int currentAttempts) {
            return currentAttempts <= maxAttempts;
        }

        @Override
        public long getBackoffTimeMillis(int currentAttempts) {
            double grown = initialDelay * Math.pow(multiplier, Math.max(0, currentAttempts - 1));
            return (long) Math.min(grown, (double) maxRetryDelay);
        }

        @Override
        public AsyncRetryPredicate<OUT> getRetryPredicate() {
            return after;
        }
    }

    /** Builds an {@link ExponentialBackoffDelayRetryStrategy}. */
    public static class ExponentialBackoffDelayRetryStrategyBuilder<OUT> {
        private final int maxAttempts;
        private final long initialDelay;
        private final long maxRetryDelay;
        private final double multiplier;
        private @Nullable Predicate<Collection<OUT>> results;
        private @Nullable Predicate<Throwable> failures;

        /**
         * @param maxAttempts how many more attempts there may be after the first
         * @param initialDelay in milliseconds
         * @param maxRetryDelay in milliseconds
         */
        public ExponentialBackoffDelayRetryStrategyBuilder(
                int maxAttempts, long initialDelay, long maxRetryDelay, double multiplier) {
            checkAttempts(maxAttempts);
            checkTime("initialDelay", initialDelay);
            checkTime("maxRetryDelay", maxRetryDelay);
            this.maxAttempts = maxAttempts;
            this.initialDelay = initialDelay;
            this.maxRetryDelay = maxRetryDelay;
            this.multiplier = multiplier;
        }

        public ExponentialBackoffDelayRetryStrategyBuilder<OUT> ifResult(
                Predicate<Collection<OUT>> resultRetryPredicate) {
            this.results = resultRetryPredicate;
            return this;
        }

        public ExponentialBackoffDelayRetryStrategyBuilder<OUT> ifException(
                Predicate<Throwable> exceptionRetryPredicate) {
            this.failures = exceptionRetryPredicate;
            return this;
        }

        public ExponentialBackoffDelayRetryStrategy<OUT> build() {
            return new ExponentialBackoffDelayRetryStrategy<>(
                    maxAttempts, initialDelay, maxRetryDelay, multiplier, new After<>(results, failures));
        }
    }
}
