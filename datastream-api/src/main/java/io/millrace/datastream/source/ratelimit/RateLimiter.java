package io.millrace.datastream.source.ratelimit;

import java.util.concurrent.CompletionStage;

/** Says when one reader may emit its next record. Called by the reader's thread only. */
public interface RateLimiter {
    /** Done when one more record may be emitted. */
    CompletionStage<Void> acquire();

    /** A checkpoint is complete. */
    default void notifyCheckpointComplete(long checkpointId) {}
}
