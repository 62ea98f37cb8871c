package io.millrace.jobmanager.job;

import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.config.RestartStrategyOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a job does about exceptions of its own code. */
public sealed interface RestartStrategy {
    /** As configured by {@code restart-strategy.type}, for a job without checkpoints. */
    static RestartStrategy of(ReadableConfig config) {
        return of(config, false);
    }

    /**
     * As configured by {@code restart-strategy.type}; by default none, with checkpoints exponential-delay.
     *
     * @throws IllegalConfigurationException names the key and the strategies that exist
     */
    static RestartStrategy of(ReadableConfig config, boolean checkpoints) {
        String type = config.getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                .orElse(checkpoints ? "exponential-delay" : "none");
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "none", "off", "disable" -> new None();
            case "fixed-delay", "fixeddelay" ->
                new FixedDelay(
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY));
            case "failure-rate", "failurerate" ->
                new FailureRate(
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY));
            case "exponential-delay", "exponentialdelay" ->
                new ExponentialDelay(
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR));
            default ->
                throw new IllegalConfigurationException("Impossible value '" + type + "' for '"
                        + RestartStrategyOptions.RESTART_STRATEGY.key()
                        + "': expected=none, fixed-delay, failure-rate or exponential-delay.");
        };
    }

    /**
     * How long the next restart waits; empty if there is none.
     *
     * @param restarts when this strategy restarted the job before, oldest first
     */
    Optional<Duration> delay(List<Instant> restarts, Instant now, RandomGenerator random);

    /** What it says of itself when it allows a restart. @param restart counts them from 1 */
    String allowance(int restart);

    /** What it says of itself when it gives up; empty if there is nothing to say. */
    default String limit(int restarts) {
        return "";
    }

    /** The first one is the end. */
    record None() implements RestartStrategy {
        @Override
        public Optional<Duration> delay(List<Instant> restarts, Instant now, RandomGenerator random) {
            return Optional.empty();
        }

        @Override
        public String allowance(int restart) {
            return "none";
        }
    }

    /**
     * So many restarts, each after a delay.
     *
     * @param attempts 1 or more
     */
    record FixedDelay(int attempts, Duration delay) implements RestartStrategy {
        public FixedDelay {
            if (attempts < 1 || delay.isNegative()) {
                throw new IllegalArgumentException(
                        "restart-strategy.fixed-delay: expected attempts >= 1 and delay >= 0," + " found " + attempts
                                + " and " + delay);
            }
        }

        @Override
        public Optional<Duration> delay(List<Instant> restarts, Instant now, RandomGenerator random) {
            return restarts.size() >= attempts ? Optional.empty() : Optional.of(delay);
        }

        @Override
        public String allowance(int restart) {
            return "restart " + restart + " of " + attempts + " (restart-strategy.fixed-delay.attempts)";
        }

        @Override
        public String limit(int restarts) {
            return "restarted " + restarts + " times (restart-strategy.fixed-delay.attempts)";
        }
    }

    /**
     * Restarts, each after a delay, unless there were too many within an interval.
     *
     * @param failuresMax so many within an interval are borne, 1 or more
     */
    record FailureRate(int failuresMax, Duration interval, Duration delay) implements RestartStrategy {
        public FailureRate {
            if (failuresMax < 1 || interval.isNegative() || interval.isZero() || delay.isNegative()) {
                throw new IllegalArgumentException("restart-strategy.failure-rate: expected max-failures-per-interval"
                        + " >= 1, failure-rate-interval > 0 and delay >= 0, found " + failuresMax + ", " + interval
                        + " and " + delay);
            }
        }

        @Override
        public Optional<Duration> delay(List<Instant> restarts, Instant now, RandomGenerator random) {
            Instant since = now.minus(interval);
            long recent = restarts.stream().filter(one -> one.isAfter(since)).count();
            return recent >= failuresMax ? Optional.empty() : Optional.of(delay);
        }

        @Override
        public String allowance(int restart) {
            return "restart " + restart + ", not more than " + failuresMax + " within " + interval.toMillis()
                    + " ms (restart-strategy.failure-rate.max-failures-per-interval)";
        }

        @Override
        public String limit(int restarts) {
            return "it failed more than " + failuresMax + " times within " + interval.toMillis()
                    + " ms (restart-strategy.failure-rate.max-failures-per-interval)";
        }
    }

    /**
     * Restarts for ever, each after a longer delay than the one before, until it went well for long.
     *
     * @param multiplier 1 or more
     * @param quiet after so long without a failure the delay is {@code initial} again
     * @param jitter by which share a delay is longer or shorter at random, 0 to 1
     */
    record ExponentialDelay(Duration initial, Duration max, double multiplier, Duration quiet, double jitter)
            implements RestartStrategy {
        public ExponentialDelay {
            if (initial.isNegative()
                    || max.compareTo(initial) < 0
                    || multiplier < 1
                    || quiet.isNegative()
                    || jitter < 0
                    || jitter > 1) {
                throw new IllegalArgumentException(
                        "restart-strategy.exponential-delay: expected 0 <= initial-backoff <="
                                + " max-backoff, backoff-multiplier >= 1, reset-backoff-threshold >= 0 and 0 <= jitter-factor <="
                                + " 1, found " + initial + ", " + max + ", " + multiplier + ", " + quiet + " and "
                                + jitter);
            }
        }

        @Override
        public Optional<Duration> delay(List<Instant> restarts, Instant now, RandomGenerator random) {
            double wait = initial.toMillis();
            Instant later = now;
            for (int i = restarts.size() - 1;
                    i >= 0 && Duration.between(restarts.get(i), later).compareTo(quiet) <= 0;
                    i--) {
                wait = Math.min((double) max.toMillis(), wait * multiplier);
                later = restarts.get(i);
            }
            double jittered = wait * (1 + jitter * (2 * random.nextDouble() - 1));
            return Optional.of(Duration.ofMillis(Math.min(max.toMillis(), Math.round(jittered))));
        }

        @Override
        public String allowance(int restart) {
            return "restart " + restart + ", each after a longer delay (restart-strategy.exponential-delay)";
        }
    }
}
