package io.millrace.protocol;

import java.io.Serializable;
import java.util.Optional;

/**
 * Why an attempt or a job failed, in a form that crosses processes without the user's classes.
 *
 * @param owner who can mend it
 * @param operator the operator in whose code it happened; empty if in none's
 * @param subtask its subtask, 0-based; -1 if no task is concerned
 * @param message one line: what failed and what to do
 * @param stackTrace as {@code printStackTrace} shows it, with causes
 * @param record the printed form of the record at hand, cut to some hundred characters
 * @param lostPartition the partition that the attempt was to read, if it failed because that is gone, cannot be reached or
 *     is damaged: it is made again. The owner is then {@link Owner#PLATFORM}
 * @param lostSnapshot the file of a checkpoint that the attempt was to begin with, if it failed because that is missing or
 *     damaged: the job goes on from an older checkpoint. The owner is then {@link Owner#PLATFORM}
 * @param recoverable false if the program says that running again does not mend it
 */
public record Failure(
        Owner owner,
        Optional<String> operator,
        int subtask,
        String message,
        String stackTrace,
        Optional<String> record,
        Optional<PartitionId> lostPartition,
        Optional<String> lostSnapshot,
        boolean recoverable)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Running again may mend it. */
    public Failure(
            Owner owner,
            Optional<String> operator,
            int subtask,
            String message,
            String stackTrace,
            Optional<String> record,
            Optional<PartitionId> lostPartition,
            Optional<String> lostSnapshot) {
        this(owner, operator, subtask, message, stackTrace, record, lostPartition, lostSnapshot, true);
    }

    /** No snapshot was lost. */
    public Failure(
            Owner owner,
            Optional<String> operator,
            int subtask,
            String message,
            String stackTrace,
            Optional<String> record,
            Optional<PartitionId> lostPartition) {
        this(owner, operator, subtask, message, stackTrace, record, lostPartition, Optional.empty());
    }

    /** Neither a partition nor a snapshot was lost. */
    public Failure(
            Owner owner,
            Optional<String> operator,
            int subtask,
            String message,
            String stackTrace,
            Optional<String> record) {
        this(owner, operator, subtask, message, stackTrace, record, Optional.empty());
    }

    /** The same for the same reason, said in other words. */
    public Failure withMessage(String other) {
        return new Failure(
                owner, operator, subtask, other, stackTrace, record, lostPartition, lostSnapshot, recoverable);
    }

    /** Who can mend a failure. */
    public enum Owner {
        /** The program or its data. */
        USER,
        /** The machines, file systems and services around. */
        PLATFORM,
        /** Memory, disk, slots. */
        RESOURCES,
        /** Millrace itself. */
        INTERNAL
    }

    // Optional is not serialisable.
    private Object writeReplace() {
        return new Stored(
                owner,
                operator.orElse(null),
                subtask,
                message,
                stackTrace,
                record.orElse(null),
                lostPartition.orElse(null),
                lostSnapshot.orElse(null),
                recoverable);
    }

    private record Stored(
            Owner owner,
            @org.jspecify.annotations.Nullable String operator,
            int subtask,
            String message,
            String stackTrace,
            @org.jspecify.annotations.Nullable String record,
            @org.jspecify.annotations.Nullable PartitionId lostPartition,
            @org.jspecify.annotations.Nullable String lostSnapshot,
            boolean recoverable)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private Object readResolve() {
            return new Failure(
                    owner,
                    Optional.ofNullable(operator),
                    subtask,
                    message,
                    stackTrace,
                    Optional.ofNullable(record),
                    Optional.ofNullable(lostPartition),
                    Optional.ofNullable(lostSnapshot),
                    recoverable);
        }
    }
}
