package io.millrace.taskmanager.exchange;

import io.millrace.protocol.PartitionId;
import org.jspecify.annotations.Nullable;

/** A consumer cannot read what a producer has written: it is gone, out of reach or damaged, and is to be made again. */
public final class PartitionLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final PartitionId partition;
    private final String reason;

    public PartitionLostException(PartitionId partition, String reason, @Nullable Throwable cause) {
        super("the partition " + partition + " is lost: " + reason, cause);
        this.partition = partition;
        this.reason = reason;
    }

    public PartitionId partition() {
        return partition;
    }

    /** Why, without saying again what was lost. */
    public String reason() {
        return reason;
    }
}
