package io.millrace.dataflow.restart;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.config.RestartStrategyOptions;
import io.millrace.dataflow.time.Time;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What a job does after a failure of user code: the choices, and their settings in the configuration. */
public final class RestartStrategies {
    private RestartStrategies() {}

    /** The job fails at the first failure. */
    public static RestartStrategyConfiguration noRestart() {
        return new NoRestartStrategyConfiguration();
    }

    /** The cluster's setting decides. */
    public static RestartStrategyConfiguration fallBackRestart() {
        return new FallbackRestartStrategyConfiguration();
    }

    /** At most {@code restartAttempts} restarts, each after {@code delayBetweenAttempts} milliseconds. */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, long delayBetweenAttempts) {
        return fixedDelayRestart(restartAttempts, Duration.ofMillis(delayBetweenAttempts));
    }

    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, Time delayInterval) {
        return fixedDelayRestart(restartAttempts, delayInterval.toDuration());
    }

    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, Duration delayInterval) {
        return new FixedDelayRestartStrategyConfiguration(restartAttempts, delayInterval);
    }

    /** Fails for good when there were more than {@code failureRate} failures within {@code failureInterval}. */
    public static FailureRateRestartStrategyConfiguration failureRateRestart(
            int failureRate, Duration failureInterval, Duration delayInterval) {
        return new FailureRateRestartStrategyConfiguration(failureRate, failureInterval, delayInterval);
    }

    public static FailureRateRestartStrategyConfiguration failureRateRestart(
            int failureRate, Time failureInterval, Time delayInterval) {
        return failureRateRestart(failureRate, failureInterval.toDuration(), delayInterval.toDuration());
    }

    /**
     * Each restart waits longer than the one before, up to {@code maxBackoff}; after {@code resetBackoffThreshold}
     * without a failure it waits {@code initialBackoff} again. {@code jitterFactor} spreads the delays, 0.1 by a tenth.
     */
    @Deprecated
    public static ExponentialDelayRestartStrategyConfiguration exponentialDelayRestart(
            Time initialBackoff,
            Time maxBackoff,
            double backoffMultiplier,
            Time resetBackoffThreshold,
            double jitterFactor) {
        return exponentialDelayRestart(
                initialBackoff.toDuration(),
                maxBackoff.toDuration(),
                backoffMultiplier,
                resetBackoffThreshold.toDuration(),
                jitterFactor);
    }

    public static ExponentialDelayRestartStrategyConfiguration exponentialDelayRestart(
            Duration initialBackoff,
            Duration maxBackoff,
            double backoffMultiplier,
            Duration resetBackoffThreshold,
            double jitterFactor) {
        return new ExponentialDelayRestartStrategyConfiguration(
                initialBackoff, maxBackoff, backoffMultiplier, resetBackoffThreshold, jitterFactor);
    }

    /** The strategy that a configuration names, if it names one. */
    public static Optional<RestartStrategyConfiguration> fromConfiguration(ReadableConfig config) {
        return config.getOptional(RestartStrategyOptions.RESTART_STRATEGY).map(name -> named(name, config));
    }

    /** Copies all restart settings that {@code from} has. */
    public static void copySettings(ReadableConfig from, Configuration to) {
        for (ConfigOption<?> option : RestartStrategyOptions.all()) {
            copy(from, to, option);
        }
    }

    private static <T> void copy(ReadableConfig from, Configuration to, ConfigOption<T> option) {
        from.getOptional(option).ifPresent(value -> to.set(option, value));
    }

    private static RestartStrategyConfiguration named(String name, ReadableConfig config) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "none", "off", "disable" -> noRestart();
            case "fixed-delay", "fixeddelay" ->
                fixedDelayRestart(
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY));
            case "failure-rate", "failurerate" ->
                failureRateRestart(
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY));
            case "exponential-delay", "exponentialdelay" ->
                exponentialDelayRestart(
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR));
            default ->
                throw new IllegalArgumentException("Impossible value '" + name + "' for '"
                        + RestartStrategyOptions.RESTART_STRATEGY.key()
                        + "': expected=none, fixed-delay, failure-rate or exponential-delay");
        };
    }

    /** One of the strategies, with its settings. */
    public abstract static sealed class RestartStrategyConfiguration implements Serializable {
        private static final long serialVersionUID = 1L;

        private RestartStrategyConfiguration() {}

        public abstract String getDescription();

        /** Writes the strategy's settings. */
        public abstract void writeTo(Configuration configuration);

        @Override
        public String toString() {
            return getDescription();
        }
    }

    /** See {@link #noRestart()}. */
    public static final class NoRestartStrategyConfiguration extends RestartStrategyConfiguration {
        private static final long serialVersionUID = 1L;

        @Override
        public String getDescription() {
            return "Restart deactivated.";
        }

        @Override
        public void writeTo(Configuration configuration) {
            configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        }
    }

    /** See {@link #fallBackRestart()}. */
    public static final class FallbackRestartStrategyConfiguration extends RestartStrategyConfiguration {
        private static final long serialVersionUID = 1L;

        @Override
        public String getDescription() {
            return "Cluster level default restart strategy";
        }

        @Override
        public void writeTo(Configuration configuration) {
            configuration.removeConfig(RestartStrategyOptions.RESTART_STRATEGY);
        }
    }

    /** See {@link #fixedDelayRestart(int, Duration)}. */
    public static final class FixedDelayRestartStrategyConfiguration extends RestartStrategyConfiguration {
        private static final long serialVersionUID = 1L;

        private final int restartAttempts;
        private final Duration delay;

        FixedDelayRestartStrategyConfiguration(int restartAttempts, Duration delay) {
            this.restartAttempts = atLeast(0, restartAttempts, "Number of restart attempts");
            this.delay = notNegative(delay, "Delay between restart attempts");
        }

        @Deprecated
        public Time getDelayBetweenAttemptsInterval() {
            return Time.milliseconds(getDurationBetweenAttempts().toMillis());
        }

        public int getRestartAttempts() {
            return restartAttempts;
        }

        public Duration getDurationBetweenAttempts() {
            return delay;
        }

        @Override
        public String getDescription() {
            return "Restart with fixed delay (" + delay + "). #" + restartAttempts + " restart attempts.";
        }

        @Override
        public void writeTo(Configuration configuration) {
            configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
            configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restartAttempts);
            configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, delay);
        }
    }

    /** See {@link #failureRateRestart(int, Duration, Duration)}. */
    public static final class FailureRateRestartStrategyConfiguration extends RestartStrategyConfiguration {
        private static final long serialVersionUID = 1L;

        private final int maxFailureRate;
        private final Duration failureInterval;
        private final Duration delay;

        FailureRateRestartStrategyConfiguration(int maxFailureRate, Duration failureInterval, Duration delay) {
            this.maxFailureRate = atLeast(1, maxFailureRate, "Number of failures per interval");
            this.failureInterval = notNegative(failureInterval, "Interval of the failure rate");
            this.delay = notNegative(delay, "Delay between restart attempts");
        }

        public int getMaxFailureRate() {
            return maxFailureRate;
        }

        @Deprecated
        public Time getFailureInterval() {
            return Time.milliseconds(getFailureIntervalDuration().toMillis());
        }

        @Deprecated
        public Time getDelayBetweenAttemptsInterval() {
            return Time.milliseconds(getDurationBetweenAttempts().toMillis());
        }

        public Duration getFailureIntervalDuration() {
            return failureInterval;
        }

        public Duration getDurationBetweenAttempts() {
            return delay;
        }

        @Override
        public String getDescription() {
            return "Failure rate restart with maximum of " + maxFailureRate + " failures within interval "
                    + failureInterval + " and fixed delay " + delay + ".";
        }

        @Override
        public void writeTo(Configuration configuration) {
            configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
            configuration.set(
                    RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL, maxFailureRate);
            configuration.set(
                    RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL, failureInterval);
            configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, delay);
        }
    }

    /** See {@link #exponentialDelayRestart}. */
    public static final class ExponentialDelayRestartStrategyConfiguration extends RestartStrategyConfiguration {
        private static final long serialVersionUID = 1L;

        private final Duration initialBackoff;
        private final Duration maxBackoff;
        private final double backoffMultiplier;
        private final Duration resetBackoffThreshold;
        private final double jitterFactor;

        ExponentialDelayRestartStrategyConfiguration(
                Duration initialBackoff,
                Duration maxBackoff,
                double backoffMultiplier,
                Duration resetBackoffThreshold,
                double jitterFactor) {
            this.initialBackoff = notNegative(initialBackoff, "Initial delay");
            this.maxBackoff = notNegative(maxBackoff, "Longest delay");
            if (maxBackoff.compareTo(initialBackoff) < 0) {
                throw new IllegalArgumentException(
                        "Longest delay: expected=at least the initial " + initialBackoff + ", actual=" + maxBackoff);
            }
            if (backoffMultiplier <= 1.0) {
                throw new IllegalArgumentException(
                        "Multiplier of the delay: expected=more than 1, actual=" + backoffMultiplier);
            }
            if (jitterFactor < 0 || jitterFactor > 1) {
                throw new IllegalArgumentException("Jitter factor: expected=0 to 1, actual=" + jitterFactor);
            }
            this.backoffMultiplier = backoffMultiplier;
            this.resetBackoffThreshold = notNegative(resetBackoffThreshold, "Time until the delay is reset");
            this.jitterFactor = jitterFactor;
        }

        @Deprecated
        public Time getInitialBackoff() {
            return Time.milliseconds(getInitialBackoffDuration().toMillis());
        }

        @Deprecated
        public Time getMaxBackoff() {
            return Time.milliseconds(getMaxBackoffDuration().toMillis());
        }

        @Deprecated
        public Time getResetBackoffThreshold() {
            return Time.milliseconds(getResetBackoffDurationThreshold().toMillis());
        }

        public Duration getInitialBackoffDuration() {
            return initialBackoff;
        }

        public Duration getMaxBackoffDuration() {
            return maxBackoff;
        }

        public double getBackoffMultiplier() {
            return backoffMultiplier;
        }

        public Duration getResetBackoffDurationThreshold() {
            return resetBackoffThreshold;
        }

        public double getJitterFactor() {
            return jitterFactor;
        }

        @Override
        public String getDescription() {
            return "Restart with exponential delay: starting at " + initialBackoff + ", increasing by "
                    + backoffMultiplier + ", with maximum " + maxBackoff + ". Delay resets after "
                    + resetBackoffThreshold + " with jitter " + jitterFactor;
        }

        @Override
        public void writeTo(Configuration configuration) {
            configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
            configuration.set(
                    RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, initialBackoff);
            configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, maxBackoff);
            configuration.set(
                    RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, backoffMultiplier);
            configuration.set(
                    RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                    resetBackoffThreshold);
            configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR, jitterFactor);
        }
    }

    private static int atLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + ": expected=at least " + least + ", actual=" + value);
        }
        return value;
    }

    private static Duration notNegative(Duration value, String what) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + ": expected=not negative, actual=" + value);
        }
        return value;
    }
}
