package io.millrace.dataflow.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.fs.FileSystem.WriteMode;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileSystemTest {
    @TempDir
    java.nio.file.Path directory;

    private final FileSystem fileSystem = FileSystem.getLocalFileSystem();
    private Path root;

    @BeforeEach
    void nameTheDirectory() {
        root = Path.fromLocalFile(directory.toFile());
    }

    @Test
    void readsWhatItWrote() throws Exception {
        Path file = new Path(root, "new/deep/file with blanks.txt");
        byte[] bytes = new byte[200_000];
        new Random(1).nextBytes(bytes);
        try (FSDataOutputStream out = fileSystem.create(file, WriteMode.NO_OVERWRITE)) {
            out.write(bytes, 0, 100_000);
            out.write(bytes[100_000]);
            assertThat(out.getPos()).isEqualTo(100_001);
            out.write(bytes, 100_001, 99_999);
            out.sync();
        }
        assertThat(fileSystem.getFileStatus(file).getLen()).isEqualTo(200_000);
        try (FSDataInputStream in = fileSystem.open(file)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
            in.seek(70_000);
            assertThat(in.read()).isEqualTo(bytes[70_000] & 0xff);
            assertThat(in.skip(10)).isEqualTo(10);
            assertThat(in.getPos()).isEqualTo(70_011);
            assertThatThrownBy(() -> in.seek(200_001)).isInstanceOf(EOFException.class);
        }
        assertThat(file.getFileSystem()).isSameAs(fileSystem);
        assertThat(fileSystem.listStatus(file)).hasSize(1);
    }

    @Test
    void findsNothingBelowAFile() throws Exception {
        Path file = write("a", "text");
        Path below = new Path(new Path(file, "b"), "c");
        assertThat(fileSystem.exists(below)).isFalse();
        assertThatThrownBy(() -> fileSystem.getFileStatus(below)).isInstanceOf(FileNotFoundException.class);
        assertThat(fileSystem.delete(below, true)).isFalse();
    }

    @Test
    void overwritesOnlyIfAllowed() throws Exception {
        Path file = write("a", "long text");
        assertThatThrownBy(() -> fileSystem.create(file, WriteMode.NO_OVERWRITE))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("NO_OVERWRITE");
        assertThat(read(file)).isEqualTo("long text");
        try (FSDataOutputStream out = fileSystem.create(file, WriteMode.OVERWRITE)) {
            out.write('x');
        }
        assertThat(read(file)).isEqualTo("x");
        assertThatThrownBy(() -> fileSystem.create(root, WriteMode.OVERWRITE))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void namesAFileThatDoesNotExist() throws Exception {
        Path none = new Path(root, "none");
        assertThat(fileSystem.exists(none)).isFalse();
        assertThatThrownBy(() -> fileSystem.open(none))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> fileSystem.listStatus(none)).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> fileSystem.open(root)).hasMessageContaining("directory");
        assertThat(fileSystem.delete(none, true)).isFalse();
        assertThat(fileSystem.rename(none, new Path(root, "x"))).isFalse();
    }

    @Test
    void deletesWholeDirectoriesOnlyIfAsked() throws Exception {
        write("d/e/f", "x");
        Path d = new Path(root, "d");
        assertThatThrownBy(() -> fileSystem.delete(d, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not empty");
        assertThat(fileSystem.delete(d, true)).isTrue();
        assertThat(fileSystem.exists(d)).isFalse();
    }

    @Test
    void deletesALinkAndNotWhatItLeadsTo() throws Exception {
        Path target = write("target/file", "x");
        Files.createDirectories(directory.resolve("d"));
        Files.createSymbolicLink(directory.resolve("d/link"), directory.resolve("target"));
        fileSystem.delete(new Path(root, "d"), true);
        assertThat(read(target)).isEqualTo("x");
    }

    @Test
    void renamingMayReplaceAFile() throws Exception {
        Path a = write("a", "1");
        Path b = write("b", "2");
        assertThat(fileSystem.rename(a, b)).isTrue();
        assertThat(read(b)).isEqualTo("1");
        assertThat(fileSystem.exists(a)).isFalse();
    }

    @Test
    void renamingWithoutOverwriteRefusesAndLeavesBothAsTheyWere() throws Exception {
        Path a = write("a", "1");
        Path b = write("b", "2");
        assertThatThrownBy(() -> fileSystem.renameNoOverwrite(a, b)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(read(a)).isEqualTo("1");
        assertThat(read(b)).isEqualTo("2");
        Path c = new Path(root, "c");
        fileSystem.renameNoOverwrite(a, c);
        assertThat(read(c)).isEqualTo("1");
        assertThat(fileSystem.exists(a)).isFalse();
        assertThatThrownBy(() -> fileSystem.renameNoOverwrite(a, c)).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void renamingADirectoryWithoutOverwriteRefuses() throws Exception {
        write("d/x", "1");
        write("e/x", "2");
        Path d = new Path(root, "d");
        Path e = new Path(root, "e");
        assertThatThrownBy(() -> fileSystem.renameNoOverwrite(d, e)).isInstanceOf(FileAlreadyExistsException.class);
        fileSystem.renameNoOverwrite(d, new Path(root, "f"));
        assertThat(read(new Path(root, "f/x"))).isEqualTo("1");
    }

    private Path write(String name, String text) throws IOException {
        Path file = new Path(root, name);
        try (FSDataOutputStream out = fileSystem.create(file, WriteMode.NO_OVERWRITE)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private String read(Path file) throws IOException {
        try (FSDataInputStream in = fileSystem.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
