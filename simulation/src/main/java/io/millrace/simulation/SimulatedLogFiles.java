package io.millrace.simulation;

import io.millrace.state.log.LogFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * A log in the {@link SimulatedFiles}. What fails has happened or has not, as in a file system whose answer got lost; a write
 * may leave a part.
 */
final class SimulatedLogFiles implements LogFiles {
    private static final int LATE_MS_MAX = 30_000;

    private final SimulatedFiles files;
    private final String process;
    private final String base;

    SimulatedLogFiles(SimulatedFiles files, String process, String base) {
        this.files = files;
        this.process = process;
        this.base = base;
    }

    private String path(String relative) {
        return relative.isEmpty() ? base : base + "/" + relative;
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private boolean exists(String path) {
        return files.isFile(path) || files.isDirectory(path);
    }

    private void requireRoomFor(String path) throws IOException {
        if (exists(path)) {
            throw new FileAlreadyExistsException(path);
        }
        if (!files.isDirectory(parent(path))) {
            throw new NoSuchFileException(parent(path));
        }
    }

    private void require(String path) throws NoSuchFileException {
        if (!exists(path)) {
            throw new NoSuchFileException(path);
        }
    }

    private void step(String what, String path) {
        files.step(process, what, path);
    }

    @Override
    public void makeBase() throws IOException {
        files.mayFail("making", base);
        files.makeDirectory(base);
        files.mayFail("making", base);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        files.mayFail("listing", path(directory));
        if (!files.isDirectory(path(directory))) {
            throw new NoSuchFileException(path(directory));
        }
        return files.names(path(directory));
    }

    @Override
    public void makeDirectory(String path) throws IOException {
        files.mayFail("making", path(path));
        requireRoomFor(path(path));
        step("makes", path(path));
        files.makeDirectory(path(path));
        files.mayFail("making", path(path));
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        requireRoomFor(path(path));
        step("writes", path(path));
        SimulatedFiles.Stored file = files.create(path(path), process);
        files.append(file, content, 0, content.length);
        files.sync(file);
        files.close(file);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        files.mayFail("renaming", path(from));
        require(path(from));
        requireRoomFor(path(to));
        step("renames to", path(to));
        if (files.isLate()) {
            files.later(LATE_MS_MAX, () -> renameIfPossible(path(from), path(to)));
            throw new IOException("simulated: no answer to the renaming of " + path(from));
        }
        files.rename(path(from), path(to));
        step("has renamed to", path(to));
        files.mayFail("renaming", path(from));
    }

    private void renameIfPossible(String from, String to) {
        if (exists(from) && !exists(to) && files.isDirectory(parent(to))) {
            files.rename(from, to);
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        if (!files.isFile(path(path))) {
            throw new NoSuchFileException(path(path));
        }
        return files.read(path(path)).clone();
    }

    @Override
    public void delete(String path) throws IOException {
        files.mayFail("deletion", path(path));
        step("deletes", path(path));
        files.delete(path(path));
        files.mayFail("deletion", path(path));
    }
}
