package io.millrace.datastream.functions.sink.filesystem.rollingpolicies;

import io.millrace.dataflow.config.MemorySize;
import io.millrace.datastream.functions.sink.filesystem.PartFileInfo;
import io.millrace.datastream.functions.sink.filesystem.RollingPolicy;
import java.io.IOException;
import java.time.Duration;

/**
 * Ends a part file when it is large, old, or has had no record for a while; not at checkpoints, unless it is large then.
 * Defaults: 128 MiB, a minute, a minute.
 */
public final class DefaultRollingPolicy<IN, BucketID> implements RollingPolicy<IN, BucketID> {
    private static final long serialVersionUID = 1L;

    private static final long INACTIVITY_MS = 60L * 1000;
    private static final long ROLLOVER_MS = 60L * 1000;
    private static final long PART_BYTES_MAX = 128L * 1024 * 1024;

    private final long partBytesMax;
    private final long rolloverMs;
    private final long inactivityMs;

    private DefaultRollingPolicy(long partBytesMax, long rolloverMs, long inactivityMs) {
        if (partBytesMax < 1 || rolloverMs < 1 || inactivityMs < 1) {
            throw new IllegalArgumentException("The limits of a part file must be positive: bytes=" + partBytesMax
                    + ", rollover=" + rolloverMs + " ms, inactivity=" + inactivityMs + " ms");
        }
        this.partBytesMax = partBytesMax;
        this.rolloverMs = rolloverMs;
        this.inactivityMs = inactivityMs;
    }

    @Override
    public boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) throws IOException {
        return partFileState.getSize() > partBytesMax;
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) throws IOException {
        return partFileState.getSize() > partBytesMax;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime) {
        return currentTime - partFileState.getCreationTime() >= rolloverMs
                || currentTime - partFileState.getLastUpdateTime() >= inactivityMs;
    }

    /** In bytes. */
    public long getMaxPartSize() {
        return partBytesMax;
    }

    /** In milliseconds. */
    public long getRolloverInterval() {
        return rolloverMs;
    }

    /** In milliseconds. */
    public long getInactivityInterval() {
        return inactivityMs;
    }

    public static PolicyBuilder builder() {
        return new PolicyBuilder(PART_BYTES_MAX, ROLLOVER_MS, INACTIVITY_MS);
    }

    /** Immutable; each method gives another builder. */
    public static final class PolicyBuilder {
        private final long partBytesMax;
        private final long rolloverMs;
        private final long inactivityMs;

        private PolicyBuilder(long partBytesMax, long rolloverMs, long inactivityMs) {
            this.partBytesMax = partBytesMax;
            this.rolloverMs = rolloverMs;
            this.inactivityMs = inactivityMs;
        }

        public PolicyBuilder withMaxPartSize(MemorySize size) {
            return withMaxPartSize(size.getBytes());
        }

        /** @param size in bytes */
        public PolicyBuilder withMaxPartSize(long size) {
            return new PolicyBuilder(size, rolloverMs, inactivityMs);
        }

        public PolicyBuilder withInactivityInterval(Duration interval) {
            return withInactivityInterval(interval.toMillis());
        }

        /** @param interval in milliseconds */
        public PolicyBuilder withInactivityInterval(long interval) {
            return new PolicyBuilder(partBytesMax, rolloverMs, interval);
        }

        public PolicyBuilder withRolloverInterval(Duration interval) {
            return withRolloverInterval(interval.toMillis());
        }

        /** @param interval in milliseconds */
        public PolicyBuilder withRolloverInterval(long interval) {
            return new PolicyBuilder(partBytesMax, interval, inactivityMs);
        }

        public <IN, BucketID> DefaultRollingPolicy<IN, BucketID> build() {
            return new DefaultRollingPolicy<>(partBytesMax, rolloverMs, inactivityMs);
        }
    }
}
