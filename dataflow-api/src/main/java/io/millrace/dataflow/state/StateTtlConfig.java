package io.millrace.dataflow.state;

import java.io.Serializable;
import java.time.Duration;

/** For how long state is kept after its last use, in processing time. */
public final class StateTtlConfig implements Serializable {
    private static final long serialVersionUID = 1L;

    /** State never expires. */
    public static final StateTtlConfig DISABLED = newBuilder(Duration.ofMillis(Long.MAX_VALUE))
            .setUpdateType(UpdateType.Disabled)
            .build();

    /** What counts as a use. */
    public enum UpdateType {
        Disabled,
        OnCreateAndWrite,
        OnReadAndWrite
    }

    /** Whether what has expired but is not cleaned up yet may be seen. */
    public enum StateVisibility {
        ReturnExpiredIfNotCleanedUp,
        NeverReturnExpired
    }

    /** Which clock counts. */
    public enum TtlTimeCharacteristic {
        ProcessingTime
    }

    private final UpdateType updateType;
    private final StateVisibility stateVisibility;
    private final Duration timeToLive;

    private StateTtlConfig(UpdateType updateType, StateVisibility stateVisibility, Duration timeToLive) {
        this.updateType = updateType;
        this.stateVisibility = stateVisibility;
        this.timeToLive = timeToLive;
    }

    public UpdateType getUpdateType() {
        return updateType;
    }

    public StateVisibility getStateVisibility() {
        return stateVisibility;
    }

    public Duration getTimeToLive() {
        return timeToLive;
    }

    public TtlTimeCharacteristic getTtlTimeCharacteristic() {
        return TtlTimeCharacteristic.ProcessingTime;
    }

    public boolean isEnabled() {
        return updateType != UpdateType.Disabled;
    }

    /** Starts from use = create and write, and from never showing what has expired. */
    public static Builder newBuilder(Duration ttl) {
        return new Builder(ttl);
    }

    @Override
    public String toString() {
        return "StateTtlConfig{updateType=" + updateType + ", stateVisibility=" + stateVisibility + ", ttl="
                + timeToLive + "}";
    }

    /** Collects the settings. */
    public static final class Builder {
        private UpdateType updateType = UpdateType.OnCreateAndWrite;
        private StateVisibility stateVisibility = StateVisibility.NeverReturnExpired;
        private Duration ttl;

        private Builder(Duration ttl) {
            this.ttl = ttl;
        }

        public Builder setUpdateType(UpdateType updateType) {
            this.updateType = updateType;
            return this;
        }

        public Builder updateTtlOnCreateAndWrite() {
            return setUpdateType(UpdateType.OnCreateAndWrite);
        }

        public Builder updateTtlOnReadAndWrite() {
            return setUpdateType(UpdateType.OnReadAndWrite);
        }

        public Builder setStateVisibility(StateVisibility stateVisibility) {
            this.stateVisibility = stateVisibility;
            return this;
        }

        public Builder returnExpiredIfNotCleanedUp() {
            return setStateVisibility(StateVisibility.ReturnExpiredIfNotCleanedUp);
        }

        public Builder neverReturnExpired() {
            return setStateVisibility(StateVisibility.NeverReturnExpired);
        }

        public Builder setTtl(Duration ttl) {
            this.ttl = ttl;
            return this;
        }

        /** @throws IllegalArgumentException unless the time is more than 0 */
        public StateTtlConfig build() {
            if (ttl.isZero() || ttl.isNegative()) {
                throw new IllegalArgumentException("Time to live of state: expected=more than 0, actual=" + ttl);
            }
            return new StateTtlConfig(updateType, stateVisibility, ttl);
        }
    }
}
