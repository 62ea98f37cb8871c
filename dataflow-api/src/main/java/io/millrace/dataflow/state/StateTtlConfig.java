package io.millrace.dataflow.state;

import io.millrace.dataflow.time.Time;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    private final CleanupStrategies cleanup;

    private StateTtlConfig(
            UpdateType updateType, StateVisibility stateVisibility, Duration timeToLive, CleanupStrategies cleanup) {
        this.updateType = updateType;
        this.stateVisibility = stateVisibility;
        this.timeToLive = timeToLive;
        this.cleanup = cleanup;
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

    @Deprecated
    public Time getTtl() {
        return Time.fromDuration(timeToLive);
    }

    /** When expired state gives its memory back, besides when it is read: a wish. */
    public CleanupStrategies getCleanupStrategies() {
        return cleanup;
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

    @Deprecated
    public static Builder newBuilder(Time ttl) {
        return newBuilder(ttl.toDuration());
    }

    /** Starts from what {@code config} says. */
    public static Builder newBuilder(StateTtlConfig config) {
        Builder builder = new Builder(config.timeToLive)
                .setUpdateType(config.updateType)
                .setStateVisibility(config.stateVisibility);
        builder.cleanup = config.cleanup;
        return builder;
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
        private CleanupStrategies cleanup = new CleanupStrategies(Map.of(), true);

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

        /** The only clock there is. */
        public Builder setTtlTimeCharacteristic(TtlTimeCharacteristic ttlTimeCharacteristic) {
            Objects.requireNonNull(ttlTimeCharacteristic, "ttlTimeCharacteristic");
            return this;
        }

        /** The only clock there is. */
        public Builder useProcessingTime() {
            return setTtlTimeCharacteristic(TtlTimeCharacteristic.ProcessingTime);
        }

        /** Wishes that snapshots leave out what has expired; here it is left out when it is next read. */
        public Builder cleanupFullSnapshot() {
            return with(CleanupStrategies.Strategies.FULL_STATE_SCAN_SNAPSHOT, CleanupStrategies.FULL_SNAPSHOT);
        }

        /** Wishes that each access looks at so many other entries too; here expired entries go when they are read. */
        public Builder cleanupIncrementally(int cleanupSize, boolean runCleanupForEveryRecord) {
            return with(
                    CleanupStrategies.Strategies.INCREMENTAL_CLEANUP,
                    new IncrementalCleanupStrategy(cleanupSize, runCleanupForEveryRecord));
        }

        /** A wish to a backend of files, kept for programs that name it. */
        public Builder cleanupInRocksdbCompactFilter(long queryTimeAfterNumEntries) {
            return cleanupInRocksdbCompactFilter(
                    queryTimeAfterNumEntries, RocksdbCompactFilterCleanupStrategy.DEFAULT_PERIODIC_COMPACTION_TIME);
        }

        public Builder cleanupInRocksdbCompactFilter(long queryTimeAfterNumEntries, Duration periodicCompactionTime) {
            return with(
                    CleanupStrategies.Strategies.ROCKSDB_COMPACTION_FILTER,
                    new RocksdbCompactFilterCleanupStrategy(queryTimeAfterNumEntries, periodicCompactionTime));
        }

        public Builder disableCleanupInBackground() {
            cleanup = new CleanupStrategies(cleanup.strategies, false);
            return this;
        }

        private Builder with(CleanupStrategies.Strategies which, CleanupStrategies.CleanupStrategy strategy) {
            Map<CleanupStrategies.Strategies, CleanupStrategies.CleanupStrategy> all =
                    new EnumMap<>(CleanupStrategies.Strategies.class);
            all.putAll(cleanup.strategies);
            all.put(which, strategy);
            cleanup = new CleanupStrategies(all, cleanup.isCleanupInBackground());
            return this;
        }

        @Deprecated
        public Builder setTtl(Time ttl) {
            return setTtl(ttl.toDuration());
        }

        public Builder setTimeToLive(Duration ttl) {
            return setTtl(ttl);
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
            return new StateTtlConfig(updateType, stateVisibility, ttl, cleanup);
        }
    }

    /** When expired state gives its memory back, besides when it is read. */
    public static final class CleanupStrategies implements Serializable {
        private static final long serialVersionUID = 1L;
        static final CleanupStrategy FULL_SNAPSHOT = new FullSnapshot();

        /** The kinds of clean-up. */
        enum Strategies {
            FULL_STATE_SCAN_SNAPSHOT,
            INCREMENTAL_CLEANUP,
            ROCKSDB_COMPACTION_FILTER
        }

        /** One kind with its settings. */
        public interface CleanupStrategy extends Serializable {}

        private static final class FullSnapshot implements CleanupStrategy {
            private static final long serialVersionUID = 1L;
        }

        private final TreeMap<Strategies, CleanupStrategy> strategies;
        private final boolean inBackground;

        private CleanupStrategies(Map<Strategies, CleanupStrategy> strategies, boolean inBackground) {
            this.strategies = new TreeMap<>(strategies);
            this.inBackground = inBackground;
        }

        public boolean inFullSnapshot() {
            return strategies.containsKey(Strategies.FULL_STATE_SCAN_SNAPSHOT);
        }

        public boolean isCleanupInBackground() {
            return inBackground;
        }

        /** Null if neither asked for nor in the background. */
        public @Nullable IncrementalCleanupStrategy getIncrementalCleanupStrategy() {
            IncrementalCleanupStrategy standard = inBackground ? new IncrementalCleanupStrategy(5, false) : null;
            return (IncrementalCleanupStrategy) strategies.getOrDefault(Strategies.INCREMENTAL_CLEANUP, standard);
        }

        public boolean inRocksdbCompactFilter() {
            return getRocksdbCompactFilterCleanupStrategy() != null;
        }

        /** Null if neither asked for nor in the background. */
        public @Nullable RocksdbCompactFilterCleanupStrategy getRocksdbCompactFilterCleanupStrategy() {
            RocksdbCompactFilterCleanupStrategy standard = inBackground
                    ? new RocksdbCompactFilterCleanupStrategy(
                            1000, RocksdbCompactFilterCleanupStrategy.DEFAULT_PERIODIC_COMPACTION_TIME)
                    : null;
            return (RocksdbCompactFilterCleanupStrategy)
                    strategies.getOrDefault(Strategies.ROCKSDB_COMPACTION_FILTER, standard);
        }
    }

    /** A few entries at each access. */
    public static final class IncrementalCleanupStrategy implements CleanupStrategies.CleanupStrategy {
        private static final long serialVersionUID = 1L;
        private final int cleanupSize;
        private final boolean everyRecord;

        private IncrementalCleanupStrategy(int cleanupSize, boolean everyRecord) {
            if (cleanupSize <= 0) {
                throw new IllegalArgumentException(
                        "Number of incrementally cleaned up state entries should be positive, but is " + cleanupSize);
            }
            this.cleanupSize = cleanupSize;
            this.everyRecord = everyRecord;
        }

        public int getCleanupSize() {
            return cleanupSize;
        }

        public boolean runCleanupForEveryRecord() {
            return everyRecord;
        }
    }

    /** When files of state are merged. */
    public static final class RocksdbCompactFilterCleanupStrategy implements CleanupStrategies.CleanupStrategy {
        private static final long serialVersionUID = 1L;
        static final Duration DEFAULT_PERIODIC_COMPACTION_TIME = Duration.ofDays(30);
        private final long queryTimeAfterNumEntries;
        private final Duration periodicCompactionTime;

        private RocksdbCompactFilterCleanupStrategy(long queryTimeAfterNumEntries, Duration periodicCompactionTime) {
            this.queryTimeAfterNumEntries = queryTimeAfterNumEntries;
            this.periodicCompactionTime = periodicCompactionTime;
        }

        public long getQueryTimeAfterNumEntries() {
            return queryTimeAfterNumEntries;
        }

        public Duration getPeriodicCompactionTime() {
            return periodicCompactionTime;
        }
    }
}
