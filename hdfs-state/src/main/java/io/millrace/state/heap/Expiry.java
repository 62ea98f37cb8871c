package io.millrace.state.heap;

import io.millrace.dataflow.contract.StateBackend.ProcessingClock;
import io.millrace.dataflow.state.StateTtlConfig;

/** When values end by their time to live. */
final class Expiry {
    /** Values without an end; they carry no time. */
    static final Expiry NEVER = new Expiry(StateTtlConfig.DISABLED, () -> 0);

    private final StateTtlConfig config;
    private final ProcessingClock clock;
    private final long ttlMs;

    Expiry(StateTtlConfig config, ProcessingClock clock) {
        this.config = config;
        this.clock = clock;
        this.ttlMs = config.isEnabled() ? config.getTimeToLive().toMillis() : Long.MAX_VALUE;
    }

    boolean isOn() {
        return config.isEnabled();
    }

    Stamped stamp(Object value) {
        return new Stamped(value, clock.millis());
    }

    boolean isOver(Stamped stamped) {
        long end = stamped.usedAt() > Long.MAX_VALUE - ttlMs ? Long.MAX_VALUE : stamped.usedAt() + ttlMs;
        return end <= clock.millis();
    }

    /** True if what is over may be shown once more before it goes. */
    boolean showsExpired() {
        return config.getStateVisibility() == StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp;
    }

    boolean renewsOnRead() {
        return config.getUpdateType() == StateTtlConfig.UpdateType.OnReadAndWrite;
    }
}
