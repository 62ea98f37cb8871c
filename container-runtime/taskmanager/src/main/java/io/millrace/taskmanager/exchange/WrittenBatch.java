package io.millrace.taskmanager.exchange;

/**
 * A {@link Batch} as bytes, on its way to or from another TaskManager. Only who carries it sees it: a {@link Channel} turns
 * batches into this and back where the task's thread offers and polls.
 *
 * @param bytes its first {@code length} bytes count, see {@link BatchWriter}; they do not change any more
 * @param sent to be called once nobody needs the bytes any more, or never: they may change after that
 */
public record WrittenBatch(byte[] bytes, int length, Runnable sent) implements Element {
    private static final Runnable NOBODY = () -> {};

    public WrittenBatch(byte[] bytes, int length) {
        this(bytes, length, NOBODY);
    }

    @Override
    public long memoryBytes() {
        return length;
    }
}
