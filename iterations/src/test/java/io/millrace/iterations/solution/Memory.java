package io.millrace.iterations.solution;

import io.millrace.dataflow.contract.MemoryExhaustedException;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.contract.SpillFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages and spill files of a test, which counts what was not given back. */
final class Memory implements Pages, SpillFiles {
    final List<Path> files = new ArrayList<>();
    private final int pageBytes;
    private final int limit;
    private int used;

    Memory(int pageBytes, int limit) {
        this.pageBytes = pageBytes;
        this.limit = limit;
    }

    int used() {
        return used;
    }

    @Override
    public int pageBytes() {
        return pageBytes;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public int available() {
        return limit - used;
    }

    /** Full of bytes that mean nothing, as pages are that somebody had before. */
    @Override
    public byte @Nullable [] take() {
        if (!reserve(1)) {
            return null;
        }
        byte[] page = new byte[pageBytes];
        Arrays.fill(page, (byte) 0x5A);
        return page;
    }

    @Override
    public void give(byte[] page) {
        if (page.length != pageBytes) {
            throw new AssertionError("a page of " + page.length + " bytes was given back");
        }
        release(1);
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
        if (pages > used) {
            throw new AssertionError("released " + pages + " pages of " + used);
        }
        used -= pages;
    }

    @Override
    public MemoryExhaustedException exhausted(String structure, long records) {
        return new MemoryExhaustedException(structure + " is full after " + records + " records");
    }

    @Override
    public Path create(String purpose) throws IOException {
        Path file = Files.createTempFile("millrace-" + purpose, ".spill");
        files.add(file);
        return file;
    }

    @Override
    public void delete(Path file) throws IOException {
        files.remove(file);
        Files.deleteIfExists(file);
    }
}
