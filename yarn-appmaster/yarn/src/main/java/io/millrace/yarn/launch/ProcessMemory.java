package io.millrace.yarn.launch;

import io.millrace.dataflow.config.MemorySize;

/**
 * How a process divides its container's memory.
 *
 * <p>Half of a container of up to 1 GB is heap; of what exceeds 1 GB, nine tenths in an ApplicationMaster and four fifths in a
 * TaskManager, which keeps buffers of the network outside. Of the rest, half is for classes and a quarter for direct buffers;
 * the last quarter is the JVM's own: code, stacks, the collector.
 *
 * <table>
 * <caption>Heap by size of the container</caption>
 * <tr><th>container</th><th>ApplicationMaster</th><th>TaskManager</th></tr>
 * <tr><td>512 mb</td><td>256 mb</td><td>256 mb</td></tr>
 * <tr><td>1 gb</td><td>512 mb</td><td>512 mb</td></tr>
 * <tr><td>2 gb</td><td>1433 mb</td><td>1331 mb</td></tr>
 * <tr><td>4 gb</td><td>3276 mb</td><td>2969 mb</td></tr>
 * <tr><td>16 gb</td><td>14336 mb</td><td>12800 mb</td></tr>
 * </table>
 *
 * @param heap {@code -Xmx} and, so that a process fails early rather than late, what it grows to
 * @param metaspace {@code -XX:MaxMetaspaceSize}
 * @param direct {@code -XX:MaxDirectMemorySize}
 */
public record ProcessMemory(MemorySize heap, MemorySize metaspace, MemorySize direct) {
    private static final MemorySize SMALL = MemorySize.ofMebiBytes(1024);
    private static final MemorySize LEAST = MemorySize.ofMebiBytes(256);

    /** @throws IllegalArgumentException if the container is too small for a JVM that does something */
    public static ProcessMemory of(MemorySize container, ProcessRole role) {
        if (container.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(role.memoryOption().key() + ": expected=at least " + LEAST + ", actual="
                    + container + ". Class metadata and buffers alone need about half of that.");
        }
        MemorySize rest = container.compareTo(SMALL) <= 0
                ? container.divide(2)
                : SMALL.divide(2).add(container.subtract(SMALL).divide(role == ProcessRole.TASK_MANAGER ? 5 : 10));
        return new ProcessMemory(container.subtract(rest), rest.divide(2), rest.divide(4));
    }
}
