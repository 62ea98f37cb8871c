package io.millrace.benchmarks.cores;

import io.millrace.dataflow.contract.MemoryExhaustedException;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.contract.SpillFiles;
import io.millrace.operators.spill.SpillSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;

/** Pages of the engine's size, which are used again as a TaskManager's are, and files in the temporary directory. */
final class Memory implements Pages, SpillFiles {
    private static final int PAGE_BYTES = 32 * 1024;

    private final ArrayDeque<byte[]> free = new ArrayDeque<>();
    private final int limit;
    private int used;

    private Memory(int limit) {
        this.limit = limit;
    }

    /**
     * @param which {@code enough} or {@code eighth}
     * @param needed bytes that keep all in memory
     */
    static Memory of(String which, long needed) {
        int pages = (int) (needed / PAGE_BYTES);
        return switch (which) {
            case "enough" -> new Memory(2 * pages);
            case "eighth" -> new Memory(pages / 8);
            default -> throw new IllegalArgumentException("memory: expected=enough or eighth, actual=" + which);
        };
    }

    SpillSpace space() {
        return new SpillSpace("benchmark", "the structure", this, this);
    }

    @Override
    public int pageBytes() {
        return PAGE_BYTES;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public int available() {
        return limit - used;
    }

    @Override
    public byte[] take() {
        if (!reserve(1)) {
            return null;
        }
        byte[] page = free.poll();
        return page == null ? new byte[PAGE_BYTES] : page;
    }

    @Override
    public void give(byte[] page) {
        release(1);
        free.push(page);
    }

    @Override
    public boolean reserve(int pages) {
        if (used + pages > limit) {
            return false;
        }
        used += pages;
        return true;
    }

    @Override
    public void release(int pages) {
        used -= pages;
    }

    @Override
    public MemoryExhaustedException exhausted(String structure, long records) {
        return new MemoryExhaustedException(structure + " is full after " + records + " records");
    }

    @Override
    public Path create(String purpose) throws IOException {
        return Files.createTempFile(purpose, ".benchmark");
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }
}
