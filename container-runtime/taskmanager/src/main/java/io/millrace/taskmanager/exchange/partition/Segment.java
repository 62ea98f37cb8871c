package io.millrace.taskmanager.exchange.partition;

/**
 * A run of one consumer's elements in a file.
 *
 * @param first counts the consumer's elements before it
 * @param count how many elements it has
 * @param offset where its first {@link BlockWriter block} begins
 * @param length of all its blocks, in bytes
 * @param blockMax length of its largest block: no damaged length makes a reader take more memory
 */
record Segment(SpillDirectory.SpillFile file, long first, int count, long offset, long length, int blockMax)
        implements Place {
    long end() {
        return first + count;
    }
}
