package io.millrace.iterations.snapshot;

import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.IterationOptions;
import io.millrace.dataflow.config.ReadableConfig;

/**
 * When a loop is to be snapshotted.
 *
 * @param supersteps after so many; 0: whatever their number
 * @param everyMs after so long, in milliseconds; 0: whatever the time
 */
record SnapshotRule(int supersteps, long everyMs) {
    SnapshotRule {
        if (supersteps < 0 || everyMs < 0) {
            throw new IllegalConfigurationException(IterationOptions.SNAPSHOT_SUPERSTEPS.key() + " and "
                    + IterationOptions.SNAPSHOT_INTERVAL.key() + ": expected=0 or more, actual=" + supersteps + " and "
                    + everyMs + " ms");
        }
    }

    static SnapshotRule of(ReadableConfig config) {
        return new SnapshotRule(
                config.get(IterationOptions.SNAPSHOT_SUPERSTEPS),
                config.get(IterationOptions.SNAPSHOT_INTERVAL).toMillis());
    }

    boolean isOff() {
        return supersteps == 0 && everyMs == 0;
    }

    boolean isDueAfter(int superstepsSince) {
        return supersteps > 0 && superstepsSince >= supersteps;
    }

    boolean isDueAfterMs(long sinceMs) {
        return everyMs > 0 && sinceMs >= everyMs;
    }
}
