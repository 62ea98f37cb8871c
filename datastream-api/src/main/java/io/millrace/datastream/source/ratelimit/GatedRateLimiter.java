package io.millrace.datastream.source.ratelimit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** So many records, then no more before a checkpoint is complete. */
public class GatedRateLimiter implements RateLimiter {
    private final int capacityPerCycle;
    private int capacityLeft;
    private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    public GatedRateLimiter(int capacityPerCycle) {
        if (capacityPerCycle < 1) {
            throw new IllegalArgumentException(
                    "Capacity per cycle has to be a positive number: expected=1 or more, actual=" + capacityPerCycle);
        }
        this.capacityPerCycle = capacityPerCycle;
        this.capacityLeft = capacityPerCycle;
    }

    @Override
    public CompletionStage<Void> acquire() {
        if (capacityLeft == 0 && gate.isDone()) {
            gate = new CompletableFuture<>();
        }
        return gate.thenRun(() -> capacityLeft--);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        capacityLeft = capacityPerCycle;
        gate.complete(null);
    }
}
