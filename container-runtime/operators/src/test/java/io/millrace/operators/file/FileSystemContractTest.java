package io.millrace.operators.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.fs.BlockLocation;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.FSDataOutputStream;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.fs.Path;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link FileSystem} promises, of the local file system and of HDFS. */
@ParameterizedClass(name = "{0}")
@MethodSource("roots")
class FileSystemContractTest {
    private final FileSystem fileSystem;
    private final Path root;

    /** @param parent a directory of the file system */
    FileSystemContractTest(Path parent) throws IOException {
        this.fileSystem = opened(parent.toUri());
        this.root = new Path(parent, UUID.randomUUID().toString());
        fileSystem.mkdirs(root);
    }

    static Stream<Path> roots() throws IOException {
        return Stream.of(
                Path.fromLocalFile(Files.createDirectories(
                                java.nio.file.Path.of("target", "contract").toAbsolutePath())
                        .toFile()),
                new Path(Hdfs.running().hdfs() + "/tmp/contract"));
    }

    /** As the provider does it, but with the settings of the test's cluster. */
    static FileSystem opened(URI uri) throws IOException {
        return "file".equals(uri.getScheme())
                ? FileSystem.get(uri)
                : HadoopFileSystem.open(
                        uri,
                        HadoopSettings.load(Map.of(
                                "HADOOP_CONF_DIR",
                                Hdfs.running().configurationDirectory().toString())));
    }

    @Test
    void readsWhatItWrote() throws Exception {
        Path file = new Path(root, "new/deep/file with blanks, ü and = too.txt");
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
        assertThat(fileSystem.getFileStatus(file).isDir()).isFalse();
        assertThat(fileSystem.getFileStatus(file).getBlockSize()).isPositive();
        try (FSDataInputStream in = fileSystem.open(file)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
            assertThat(in.read()).isEqualTo(-1);
            in.seek(70_000);
            assertThat(in.read()).isEqualTo(bytes[70_000] & 0xff);
            assertThat(in.skip(10)).isEqualTo(10);
            assertThat(in.getPos()).isEqualTo(70_011);
            assertThatThrownBy(() -> in.seek(200_001)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void showsWhatWasFlushedToReaders() throws Exception {
        Path file = new Path(root, "growing");
        try (FSDataOutputStream out = fileSystem.create(file, WriteMode.NO_OVERWRITE)) {
            out.write("first".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(read(file)).isEqualTo("first");
            out.write(" second".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(file)).isEqualTo("first second");
    }

    @Test
    void listsADirectoryAndAFile() throws Exception {
        write("d/a", "1");
        write("d/b", "22");
        write("d/e/f", "333");

        FileStatus[] found = fileSystem.listStatus(new Path(root, "d"));
        Arrays.sort(found, Comparator.comparing(FileStatus::getPath));
        assertThat(found)
                .extracting(status -> status.getPath().makeQualified(fileSystem))
                .containsExactlyElementsOf(Stream.of("d/a", "d/b", "d/e")
                        .map(name -> new Path(root, name).makeQualified(fileSystem))
                        .toList());
        assertThat(found).extracting(FileStatus::getLen).containsExactly(1L, 2L, 0L);
        assertThat(found).extracting(FileStatus::isDir).containsExactly(false, false, true);
        assertThat(fileSystem.listStatus(new Path(root, "d/b")))
                .singleElement()
                .satisfies(status -> assertThat(status.getLen()).isEqualTo(2));
    }

    @Test
    void coversTheWholeFileWithBlocks() throws Exception {
        Path file = write("blocks", "x".repeat(5000));
        BlockLocation[] blocks = fileSystem.getFileBlockLocations(fileSystem.getFileStatus(file), 0, 5000);

        assertThat(Arrays.stream(blocks).mapToLong(BlockLocation::getLength).sum())
                .isEqualTo(5000);
        assertThat(blocks[0].getOffset()).isZero();
    }

    @Test
    void findsNothingBelowAFile() throws Exception {
        Path file = write("a", "text");
        Path below = new Path(new Path(file, "b"), "c");

        assertThat(fileSystem.exists(below)).isFalse();
        assertThatThrownBy(() -> fileSystem.getFileStatus(below)).isInstanceOf(FileNotFoundException.class);
        assertThat(fileSystem.delete(below, true)).isFalse();
        assertThatThrownBy(() -> fileSystem.mkdirs(below)).isInstanceOf(IOException.class);
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
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("directory");
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
    void makesADirectoryThatIsThereAlready() throws Exception {
        assertThat(fileSystem.mkdirs(root)).isTrue();
        assertThat(fileSystem.mkdirs(new Path(root, "x/y"))).isTrue();
        assertThat(fileSystem.getFileStatus(new Path(root, "x/y")).isDir()).isTrue();
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
    void renamingReplacesNoDirectoryThatHoldsSomething() throws Exception {
        write("d/x", "1");
        write("e/x", "2");
        assertThat(fileSystem.rename(new Path(root, "d"), new Path(root, "e"))).isFalse();
        assertThat(read(new Path(root, "d/x"))).isEqualTo("1");
        assertThat(read(new Path(root, "e/x"))).isEqualTo("2");
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
        assertThatThrownBy(() -> fileSystem.renameNoOverwrite(a, new Path(root, "free")))
                .isInstanceOf(FileNotFoundException.class);
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

    @Test
    void letsOneOfManyRenamesWithoutOverwriteWin() throws Exception {
        List<Path> sources = IntStream.range(0, 8)
                .mapToObj(i -> write("race/" + i, "by " + i))
                .toList();
        Path target = new Path(root, "winner");
        ConcurrentLinkedQueue<Path> winners = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Exception> losses = new ConcurrentLinkedQueue<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> racers = sources.stream()
                .map(source -> new Thread(() -> {
                    try {
                        start.await();
                        fileSystem.renameNoOverwrite(source, target);
                        winners.add(source);
                    } catch (IOException | InterruptedException e) {
                        losses.add(e);
                    }
                }))
                .toList();
        racers.forEach(Thread::start);
        start.countDown();
        for (Thread racer : racers) {
            racer.join();
        }

        assertThat(winners).hasSize(1);
        assertThat(losses)
                .hasSize(7)
                .allSatisfy(loss -> assertThat(loss).isInstanceOf(FileAlreadyExistsException.class));
        assertThat(read(target)).isEqualTo("by " + winners.element().getName());
    }

    private Path write(String name, String text) {
        Path file = new Path(root, name);
        try (FSDataOutputStream out = fileSystem.create(file, WriteMode.NO_OVERWRITE)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file;
    }

    private String read(Path file) throws IOException {
        try (FSDataInputStream in = fileSystem.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
