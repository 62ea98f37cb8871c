package io.millrace.taskmanager.exchange.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.taskmanager.exchange.partition.SpillDirectory.SpillFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSpillDirectoryTest {
    /** What every {@link SpillDirectory} promises. */
    abstract static class Contract {
        abstract SpillDirectory directory();

        @Test
        void filesGrowAndAreReadAnywhere() throws IOException {
            SpillFile file = directory().create("a");
            file.append(new byte[] {9, 1, 2, 3, 9}, 1, 3);
            file.pause();
            file.append(new byte[] {4, 5}, 0, 2);
            byte[] read = new byte[4];
            file.read(2, read, 1, 3);
            assertThat(read).containsExactly(0, 3, 4, 5);
            assertThatThrownBy(() -> file.read(3, read, 0, 3)).isInstanceOf(IOException.class);
        }

        @Test
        void whatIsCutOffIsWrittenAgain() throws IOException {
            SpillFile file = directory().create("a");
            file.append(new byte[] {1, 2, 3}, 0, 3);
            file.truncate(1);
            file.append(new byte[] {7}, 0, 1);
            byte[] read = new byte[2];
            file.read(0, read, 0, 2);
            assertThat(read).containsExactly(1, 7);
        }

        @Test
        void aDeletedFileStaysDeleted() throws IOException {
            SpillFile file = directory().create("a");
            file.append(new byte[] {1}, 0, 1);
            file.pause();
            file.delete();
            file.delete();
            assertThatThrownBy(() -> file.read(0, new byte[1], 0, 1)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> file.append(new byte[] {1}, 0, 1)).isInstanceOf(IOException.class);
        }

        @Test
        void aClosedDirectoryTakesNoFiles() throws IOException {
            SpillDirectory directory = directory();
            directory.create("a");
            directory.close();
            assertThatThrownBy(() -> directory.create("b")).isInstanceOf(IOException.class);
        }
    }

    @Nested
    class InMemory extends Contract {
        private final SpillDirectory directory = new MemorySpillDirectory("m", 1_000);

        @Override
        SpillDirectory directory() {
            return directory;
        }
    }

    @Nested
    class OnDisk extends Contract {
        @TempDir
        private Path root;

        @Override
        SpillDirectory directory() {
            return new LocalSpillDirectory(root.resolve("made/when/needed"));
        }
    }

    @TempDir
    private Path root;

    private List<Path> entries() throws IOException {
        try (Stream<Path> list = Files.list(root)) {
            return list.toList();
        }
    }

    @Test
    void makesNothingBeforeItIsNeededAndLeavesNothing() throws IOException {
        LocalSpillDirectory directory = new LocalSpillDirectory(root);
        directory.sweep();
        assertThat(entries()).isEmpty();
        directory.create("a");
        directory.create("b");
        assertThat(entries()).hasSize(1);
        directory.close();
        assertThat(entries()).isEmpty();
    }

    @Test
    void sweepsWhatAProcessLeftThatIsDeadAndNothingElse() throws IOException {
        LocalSpillDirectory living = new LocalSpillDirectory(root);
        SpillFile used = living.create("a");
        Path dead = Files.createDirectory(root.resolve("millrace-partitions-dead"));
        Files.writeString(dead.resolve("lock"), "");
        Files.writeString(dead.resolve("partition-0"), "left behind");
        Path justMade = Files.createDirectory(root.resolve("millrace-partitions-without-lock"));
        Path users = Files.createDirectory(root.resolve("a-user's"));

        new LocalSpillDirectory(root).sweep();

        assertThat(dead).doesNotExist();
        assertThat(justMade).exists();
        assertThat(users).exists();
        used.append(new byte[] {1}, 0, 1);
        used.pause();
        used.read(0, new byte[1], 0, 1);
        living.close();
    }

    @Test
    void aProcessSweepsOnceUnlessItIsToldTo() throws IOException {
        Path first = dead("first");
        new LocalSpillDirectory(root).sweepOnce();
        assertThat(first).doesNotExist();

        Path second = dead("second");
        new LocalSpillDirectory(root).sweepOnce();
        assertThat(second).exists();
        new LocalSpillDirectory(root).sweep();
        assertThat(second).doesNotExist();
    }

    private Path dead(String name) throws IOException {
        Path made = Files.createDirectory(root.resolve("millrace-partitions-" + name));
        Files.writeString(made.resolve("lock"), "");
        return made;
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(root.resolve("a-file"), "");
        assertThatThrownBy(() -> new LocalSpillDirectory(file).create("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a-file");
    }
}
