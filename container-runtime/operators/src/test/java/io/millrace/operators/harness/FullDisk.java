package io.millrace.operators.harness;

import io.millrace.dataflow.contract.SpillFiles;
import java.nio.file.Path;

/** Spill files on a device of Linux that is always full. */
public final class FullDisk implements SpillFiles {
    public static final Path FILE = Path.of("/dev/full");

    @Override
    public Path create(String purpose) {
        return FILE;
    }

    @Override
    public void delete(Path file) {}
}
