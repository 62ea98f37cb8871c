package io.millrace.iterations.solution;

import io.millrace.dataflow.contract.MemoryExhaustedException;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.contract.SpillFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The memory and the files of one operator for structures of which one is used by other tasks too: a solution set is looked into
 * by the operators of the step. Thread-safe.
 */
public final class SharedMemory implements Pages, SpillFiles {
    private final Pages pages;
    private final SpillFiles files;

    public SharedMemory(Pages pages, SpillFiles files) {
        this.pages = pages;
        this.files = files;
    }

    @Override
    public int pageBytes() {
        return pages.pageBytes();
    }

    @Override
    public int limit() {
        return pages.limit();
    }

    @Override
    public synchronized int available() {
        return pages.available();
    }

    @Override
    public synchronized byte @Nullable [] take() {
        return pages.take();
    }

    @Override
    public synchronized void give(byte[] page) {
        pages.give(page);
    }

    @Override
    public synchronized boolean reserve(int count) {
        return pages.reserve(count);
    }

    @Override
    public synchronized void release(int count) {
        pages.release(count);
    }

    @Override
    public MemoryExhaustedException exhausted(String structure, long records) {
        return pages.exhausted(structure, records);
    }

    @Override
    public synchronized Path create(String purpose) throws IOException {
        return files.create(purpose);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        files.delete(file);
    }
}
