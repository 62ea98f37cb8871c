package io.millrace.taskmanager.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.taskmanager.checkpoint.SnapshotFiles.SnapshotFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemorySnapshotFilesTest extends SnapshotFilesContract {
    private final MemorySnapshotFiles files = new MemorySnapshotFiles();

    @Override
    SnapshotFiles files() {
        return files;
    }

    @Override
    String directory() {
        return "mem";
    }

    @Override
    void damage(String path, long at) {
        files.damage(path, at);
    }

    @Override
    boolean exists(String path) {
        return files.paths().contains(path);
    }

    @Test
    void isFullWhenItsRoomIsUsed() throws IOException {
        files.limitRoom(15);
        SnapshotFile file = files.create("mem", "large");
        file.append(out -> out.write(new byte[10]));
        assertThatThrownBy(() -> file.append(out -> out.write(new byte[10])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        file.discard();
        assertThat(files.unfinished()).isZero();
    }
}
