package io.millrace.operators.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.io.FileOutputFormat;
import io.millrace.dataflow.io.FinalizeOnMaster;
import io.millrace.dataflow.io.InitializeOnMaster;
import io.millrace.dataflow.io.OutputFormat;
import io.millrace.operators.harness.TestContext;
import io.millrace.operators.harness.TestCoordinatorContext;
import io.millrace.operators.harness.TestOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFormatSinkTest {
    @TempDir
    Path directory;

    private final JobID job = new JobID();
    private final Configuration settings = new Configuration();

    /** A line for each record. */
    private static class Lines extends FileOutputFormat<String> {
        private static final long serialVersionUID = 1L;

        Lines(Path path, WriteMode mode) {
            setOutputFilePath(new io.millrace.dataflow.fs.Path(path.toString()));
            setWriteMode(mode);
        }

        Lines(Path path) {
            setOutputFilePath(new io.millrace.dataflow.fs.Path(path.toString()));
        }

        @Override
        public void writeRecord(String record) throws IOException {
            stream.write((record + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private OutputFormatCoordinator coordinator(OutputFormat<?> format, int parallelism) throws Exception {
        OutputFormatCoordinator coordinator =
                (OutputFormatCoordinator) new OutputFormatCoordinatorFactory(format).create();
        TestCoordinatorContext context = new TestCoordinatorContext(job, parallelism);
        context.configuration.addAll(settings);
        coordinator.start(context);
        return coordinator;
    }

    private OneInputOperator<String, Void> open(OutputFormat<String> format, int subtask, int parallelism, int attempt)
            throws Exception {
        OneInputOperator<String, Void> sink = new OutputFormatSink<>(format, new Configuration());
        TestContext context = new TestContext(subtask, parallelism, attempt);
        context.job = job;
        context.configuration.addAll(settings);
        sink.open(context, new TestOutput<>());
        return sink;
    }

    private void write(OutputFormat<String> format, int subtask, int parallelism, int attempt, String... records)
            throws Exception {
        OneInputOperator<String, Void> sink = open(format, subtask, parallelism, attempt);
        for (String record : records) {
            sink.process(record, 0);
        }
        assertThat(sink.endInput()).isSameAs(Emission.none());
        sink.close();
    }

    private TreeMap<String, String> files() throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.toList()) {
                String name = directory.relativize(path).toString();
                files.put(name, Files.isDirectory(path) ? "(directory)" : Files.readString(path));
            }
        }
        files.remove("");
        return files;
    }

    @Test
    void publishesOneFileAtParallelismOneAndNothingBefore() throws Exception {
        Path out = directory.resolve("out");
        OutputFormatCoordinator coordinator = coordinator(new Lines(out), 1);
        write(new Lines(out), 0, 1, 0, "a", "b");
        assertThat(out).doesNotExist();
        coordinator.publish(List.of(0));
        coordinator.close();
        assertThat(files()).containsExactly(java.util.Map.entry("out", "a\nb\n"));
    }

    @Test
    void publishesADirectoryOfNumberedFilesWithSuccessLast() throws Exception {
        Path out = directory.resolve("out");
        OutputFormatCoordinator coordinator = coordinator(new Lines(out), 2);
        write(new Lines(out), 0, 2, 0, "a");
        write(new Lines(out), 1, 2, 0);
        assertThat(out.resolve("1")).doesNotExist();
        coordinator.publish(List.of(0, 0));
        assertThat(files().keySet()).containsExactly("out", "out/1", "out/2", "out/_SUCCESS");
        assertThat(files()).containsEntry("out/1", "a\n").containsEntry("out/2", "");
    }

    @Test
    void makesADirectoryAtParallelismOneIfTheSettingsSaySo() throws Exception {
        settings.set(CoreOptions.FILESYSTEM_OUTPUT_ALWAYS_CREATE_DIRECTORY, true);
        Path out = directory.resolve("out");
        OutputFormatCoordinator coordinator = coordinator(new Lines(out), 1);
        write(new Lines(out), 0, 1, 0, "a");
        coordinator.publish(List.of(0));
        assertThat(files().keySet()).containsExactly("out", "out/1", "out/_SUCCESS");
    }

    @Test
    void publishesTheAttemptsThatFinishedAndNoOther() throws Exception {
        Path out = directory.resolve("out");
        OutputFormatCoordinator coordinator = coordinator(new Lines(out), 2);
        write(new Lines(out), 0, 2, 0, "first attempt");
        OneInputOperator<String, Void> failed = open(new Lines(out), 1, 2, 0);
        failed.process("half", 0);
        failed.close();
        write(new Lines(out), 0, 2, 1, "second attempt");
        write(new Lines(out), 1, 2, 1, "whole");
        coordinator.publish(List.of(1, 1));
        assertThat(files())
                .containsEntry("out/1", "second attempt\n")
                .containsEntry("out/2", "whole\n")
                .hasSize(4);
    }

    @Test
    void mayPublishAgainAfterAnInterruption() throws Exception {
        Path out = directory.resolve("out");
        Files.createDirectories(out);
        Files.writeString(out.resolve("old"), "old");
        OutputFormatCoordinator first = coordinator(new Lines(out, WriteMode.OVERWRITE), 2);
        write(new Lines(out), 0, 2, 0, "a");
        write(new Lines(out), 1, 2, 0, "b");
        new StagedOutput(new io.millrace.dataflow.fs.Path(out.toString()), true, job)
                .publish(List.of(0, 0), WriteMode.OVERWRITE); // and then the leader died
        OutputFormatCoordinator second = coordinator(new Lines(out, WriteMode.OVERWRITE), 2);
        second.publish(List.of(0, 0));
        second.publish(List.of(0, 0));
        first.publish(List.of(0, 0));
        assertThat(files().keySet()).containsExactly("out", "out/1", "out/2", "out/_SUCCESS");
        assertThat(files()).containsEntry("out/1", "a\n").containsEntry("out/2", "b\n");
    }

    @Test
    void refusesAnExistingOutputAtTheStartAndNamesPathAndOption() throws Exception {
        Path out = directory.resolve("out");
        Files.writeString(out, "old");
        assertThatThrownBy(() -> coordinator(new Lines(out), 1))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(out.toString())
                .hasMessageContaining("WriteMode.OVERWRITE")
                .hasMessageContaining("fs.overwrite-files");
        Files.delete(out);
        Files.createDirectories(out.resolve("part"));
        assertThatThrownBy(() -> coordinator(new Lines(out), 3)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(files().keySet()).containsExactly("out", "out/part");
    }

    @Test
    void writesIntoAnExistingEmptyDirectory() throws Exception {
        Path out = Files.createDirectories(directory.resolve("out"));
        OutputFormatCoordinator coordinator = coordinator(new Lines(out), 2);
        write(new Lines(out), 0, 2, 0, "a");
        write(new Lines(out), 1, 2, 0, "b");
        coordinator.publish(List.of(0, 0));
        assertThat(files()).containsEntry("out/2", "b\n").hasSize(4);
    }

    @Test
    void replacesAnExistingOutputOnlyWhenItPublishes() throws Exception {
        Path out = directory.resolve("out");
        for (boolean wasDirectory : List.of(true, false)) {
            for (int parallelism : List.of(1, 2)) {
                if (wasDirectory) {
                    Files.createDirectories(out);
                    Files.writeString(out.resolve("7"), "old");
                } else {
                    Files.writeString(out, "old");
                }
                OutputFormatCoordinator coordinator = coordinator(new Lines(out, WriteMode.OVERWRITE), parallelism);
                List<Integer> attempts = new ArrayList<>();
                for (int subtask = 0; subtask < parallelism; subtask++) {
                    write(new Lines(out), subtask, parallelism, 0, "new");
                    attempts.add(0);
                }
                assertThat(wasDirectory ? out.resolve("7") : out).hasContent("old");
                coordinator.publish(attempts);
                assertThat(files().keySet())
                        .isEqualTo(
                                parallelism == 1
                                        ? java.util.Set.of("out")
                                        : java.util.Set.of("out", "out/1", "out/2", "out/_SUCCESS"));
                deleteAll(out);
            }
        }
    }

    private static void deleteAll(Path path) throws IOException {
        try (Stream<Path> walk = Files.walk(path)) {
            for (Path each : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void leavesNothingBehindWhenTheJobFails() throws Exception {
        Path out = directory.resolve("out");
        for (int parallelism : List.of(1, 2)) {
            OutputFormatCoordinator coordinator = coordinator(new Lines(out), parallelism);
            write(new Lines(out), 0, parallelism, 0, "a");
            coordinator.abort();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void leavesTheOldOutputWhenTheJobFails() throws Exception {
        Path out = Files.createDirectories(directory.resolve("out"));
        Files.writeString(out.resolve("1"), "old");
        OutputFormatCoordinator coordinator = coordinator(new Lines(out, WriteMode.OVERWRITE), 2);
        write(new Lines(out), 0, 2, 0, "a");
        coordinator.abort();
        assertThat(files().keySet()).containsExactly("out", "out/1");
        assertThat(files()).containsEntry("out/1", "old");
    }

    @Test
    void overwritesByDefaultIfTheSettingsSaySo() throws Exception {
        settings.set(CoreOptions.FILESYTEM_DEFAULT_OVERRIDE, true);
        Path out = directory.resolve("out");
        Files.writeString(out, "old");
        OutputFormatCoordinator coordinator = coordinator(new Lines(out), 1);
        write(new Lines(out), 0, 1, 0, "new");
        coordinator.publish(List.of(0));
        assertThat(out).hasContent("new");
        assertThatThrownBy(() -> coordinator(new Lines(out, WriteMode.NO_OVERWRITE), 1))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void saysWhenSomebodyElseWroteToThePathMeanwhile() throws Exception {
        Path out = directory.resolve("out");
        OutputFormatCoordinator coordinator = coordinator(new Lines(out), 1);
        write(new Lines(out), 0, 1, 0, "a");
        Files.writeString(out, "somebody else's");
        assertThatThrownBy(() -> coordinator.publish(List.of(0)))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("appeared while the job ran");
        coordinator.abort();
        assertThat(files()).containsExactly(java.util.Map.entry("out", "somebody else's"));
    }

    @Test
    void refusesToPublishResultsThatSomebodyDeleted() throws Exception {
        Path out = directory.resolve("out");
        OutputFormatCoordinator coordinator = coordinator(new Lines(out), 2);
        write(new Lines(out), 0, 2, 0, "a");
        assertThatThrownBy(() -> coordinator.publish(List.of(0, 0)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("are gone");
    }

    /** Writes down how it was called. */
    private static final class Calls implements OutputFormat<String>, InitializeOnMaster, FinalizeOnMaster {
        private static final long serialVersionUID = 1L;
        private final List<String> calls = new ArrayList<>();

        @Override
        public void configure(Configuration parameters) {
            calls.add("configure");
        }

        @Override
        public void open(int taskNumber, int numTasks) {
            calls.add("open " + taskNumber + "/" + numTasks);
        }

        @Override
        public void writeRecord(String record) {
            calls.add("write " + record);
        }

        @Override
        public void close() {
            calls.add("close");
        }

        @Override
        public void initializeGlobal(int parallelism) {
            calls.add("initialize " + parallelism);
        }

        @Override
        public void finalizeGlobal(int parallelism) {
            calls.add("finalize " + parallelism);
        }
    }

    @Test
    void callsAnyOutputFormatInOrder() throws Exception {
        Calls onMaster = new Calls();
        OutputFormatCoordinator coordinator = coordinator(onMaster, 3);
        Calls inTask = new Calls();
        write(inTask, 2, 3, 0, "a");
        coordinator.publish(List.of(0, 0, 0));
        assertThat(onMaster.calls).containsExactly("configure", "initialize 3", "finalize 3");
        assertThat(inTask.calls).containsExactly("configure", "open 2/3", "write a", "close");
        assertThat(new OutputFormatSinkFactory<>(inTask).blocks()).isTrue();
        assertThat(new OutputFormatSinkFactory<>(new Lines(directory)).blocks()).isFalse();
    }
}
