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
        files.makeDirectory(path(path));
        files.mayFail("making", path(path));
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        requireRoomFor(path(path));
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
        files.rename(path(from), path(to));
        files.mayFail("renaming", path(from));
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
        files.delete(path(path));
        files.mayFail("deletion", path(path));
    }
}
