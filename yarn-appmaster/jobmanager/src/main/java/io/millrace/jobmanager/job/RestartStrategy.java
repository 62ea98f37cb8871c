package io.millrace.jobmanager.job;

import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.config.RestartStrategyOptions;
import java.time.Duration;
import java.util.Locale;

/** What a job does about exceptions of its own code. */
public sealed interface RestartStrategy {
    /**
     * As configured by {@code restart-strategy.type}.
     *
     * @throws IllegalConfigurationException names the key and the strategies that exist
     */
    static RestartStrategy of(ReadableConfig config) {
        String type =
                config.getOptional(RestartStrategyOptions.RESTART_STRATEGY).orElse("none");
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "none", "off", "disable" -> new None();
            case "fixed-delay", "fixeddelay" ->
                new FixedDelay(
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS),
                        config.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY));
            default ->
                throw new IllegalConfigurationException("Impossible value '" + type + "' for '"
                        + RestartStrategyOptions.RESTART_STRATEGY.key() + "': expected=none or fixed-delay.");
        };
    }

    /** The first one is the end. */
    record None() implements RestartStrategy {}

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
    }
}
