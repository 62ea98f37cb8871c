package io.millrace.datastream.source.ratelimit;

import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** Makes the limiter of each parallel reader. */
public interface RateLimiterStrategy extends Serializable {
    RateLimiter createRateLimiter(int parallelism);

    /** So many records a second, of all readers together. */
    static RateLimiterStrategy perSecond(double recordsPerSecond) {
        if (!(recordsPerSecond > 0)) {
            throw new IllegalArgumentException("Records per second: expected=more than 0, actual=" + recordsPerSecond);
        }
        return parallelism -> new GuavaRateLimiter(recordsPerSecond / parallelism);
    }

    /**
     * So many records between two checkpoints, of all readers together; the same number of each reader.
     *
     * @throws IllegalArgumentException when a limiter is made, if that is less than one record of a reader
     */
    static RateLimiterStrategy perCheckpoint(int recordsPerCheckpoint) {
        return parallelism -> {
            int recordsPerSubtask = recordsPerCheckpoint / parallelism;
            if (recordsPerSubtask < 1) {
                throw new IllegalArgumentException("recordsPerCheckpoint has to be greater or equal to parallelism: "
                        + recordsPerCheckpoint + " records, parallelism " + parallelism);
            }
            return new GatedRateLimiter(recordsPerSubtask);
        };
    }

    /** As fast as can be. */
    static RateLimiterStrategy noOp() {
        return new Unlimited();
    }

    /** See {@link #noOp}. */
    final class Unlimited implements RateLimiterStrategy {
        private static final long serialVersionUID = 1L;

        @Override
        public RateLimiter createRateLimiter(int parallelism) {
            CompletableFuture<Void> now = CompletableFuture.completedFuture(null);
            return () -> now;
        }
    }
}
