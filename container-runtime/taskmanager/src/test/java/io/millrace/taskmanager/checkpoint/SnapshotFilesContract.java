package io.millrace.taskmanager.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.checkpoint.StateHandle;
import io.millrace.taskmanager.checkpoint.SnapshotFiles.SnapshotFile;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What every place for snapshots must do. */
abstract class SnapshotFilesContract {
    abstract SnapshotFiles files();

    /** Exists and is empty. */
    abstract String directory() throws IOException;

    /** Turns one bit of a finished file. */
    abstract void damage(String path, long at) throws IOException;

    abstract boolean exists(String path) throws IOException;

    @ParameterizedTest
    @Seeds(10)
    void readsEachSegmentAsItWasWritten(long seed, int size) throws IOException {
        Random random = new Random(seed);
        SnapshotFile file = files().create(directory(), "tm-" + seed);
        List<byte[]> written = new ArrayList<>();
        List<StateHandle> handles = new ArrayList<>();
        for (int i = 0; i <= size; i++) {
            byte[] segment = new byte[random.nextInt(1 + size * 1_000)];
            random.nextBytes(segment);
            written.add(segment);
            handles.add(file.append(out -> {
                int half = segment.length / 2;
                out.write(segment, 0, half);
                for (int at = half; at < Math.min(segment.length, half + 3); at++) {
                    out.write(segment[at]);
                }
                int from = Math.min(segment.length, half + 3);
                out.write(segment, from, segment.length - from);
            }));
        }
        file.finish();
        for (int i = 0; i < written.size(); i++) {
            assertThat(handles.get(i).length()).isEqualTo(written.get(i).length);
            try (InputStream in = files().open(handles.get(i))) {
                assertThat(in.readAllBytes()).isEqualTo(written.get(i));
            }
        }
    }

    @ParameterizedTest
    @Seeds(10)
    void neverGivesTheLastByteOfASegmentThatWasDamaged(long seed) throws IOException {
        Random random = new Random(seed);
        SnapshotFile file = files().create(directory(), "tm-" + seed);
        byte[] first = new byte[100];
        byte[] second = new byte[1 + random.nextInt(200)];
        random.nextBytes(second);
        StateHandle whole = file.append(out -> out.write(first));
        StateHandle damaged = file.append(out -> out.write(second));
        file.finish();
        damage(damaged.path(), damaged.offset() + random.nextInt(second.length));

        try (InputStream in = files().open(whole)) {
            assertThat(in.readAllBytes()).isEqualTo(first);
        }
        assertThatThrownBy(() -> readAll(damaged))
                .isInstanceOf(LostSnapshotException.class)
                .hasMessageContaining(damaged.path())
                .hasMessageContaining("at offset 100, " + second.length + " bytes")
                .hasMessageContaining(String.format("expected CRC-32C %08x, found", damaged.crc32c()));
    }

    @Test
    void saysThatASegmentIsLostIfItsFileIsMissingOrTooShort() throws IOException {
        String directory = directory();
        StateHandle missing = new StateHandle(directory + "/nobody", 0, 4, 0);
        assertThatThrownBy(() -> readAll(missing))
                .isInstanceOf(LostSnapshotException.class)
                .hasMessageContaining("does not exist");
        SnapshotFile file = files().create(directory, "short");
        StateHandle handle = file.append(out -> out.write(new byte[10]));
        file.finish();
        assertThatThrownBy(() -> readAll(new StateHandle(handle.path(), 5, 10, 0)))
                .isInstanceOf(LostSnapshotException.class)
                .hasMessageContaining("ends 5 bytes before");
        assertThatThrownBy(() -> readAll(new StateHandle(handle.path(), 50, 10, 0)))
                .isInstanceOf(LostSnapshotException.class);
    }

    private void readAll(StateHandle handle) throws IOException {
        try (InputStream in = files().open(handle)) {
            in.readAllBytes();
        }
    }

    @Test
    void leavesNothingOfAFileThatWasDiscarded() throws IOException {
        String directory = directory();
        SnapshotFile file = files().create(directory, "given-up");
        StateHandle handle = file.append(out -> out.write(new byte[10]));
        file.discard();
        assertThat(exists(handle.path())).isFalse();
        files().create(directory, "given-up").finish();
        assertThat(exists(handle.path())).isTrue();
    }

    @Test
    void refusesToWriteOverAFile() throws IOException {
        String directory = directory();
        files().create(directory, "once").finish();
        assertThatThrownBy(() -> files().create(directory, "once")).isInstanceOf(IOException.class);
    }
}
