package io.millrace.taskmanager.checkpoint;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileSystemSnapshotFilesTest extends SnapshotFilesContract {
    @TempDir
    private Path directory;

    private final FileSystemSnapshotFiles files = new FileSystemSnapshotFiles();

    @Override
    SnapshotFiles files() {
        return files;
    }

    @Override
    String directory() {
        return directory.toUri().toString();
    }

    @Override
    void damage(String path, long at) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(local(path).toFile(), "rw")) {
            file.seek(at);
            int old = file.read();
            file.seek(at);
            file.write(old ^ 1);
        }
    }

    @Override
    boolean exists(String path) {
        return Files.exists(local(path));
    }

    private static Path local(String path) {
        return path.startsWith("file:") ? Path.of(URI.create(path)) : Path.of(path);
    }
}
