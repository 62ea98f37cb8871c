package io.millrace.yarn.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.MemorySize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaCommandTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two words", "a'b", "a\"b", "$HOME", "`id`", "back\\slash", "<&|;", ""})
    void aWordReachesTheProcessAsItIs(String word) throws Exception {
        String script = "exec /bin/bash -c \"printf '%s' " + JavaCommand.quoted(word) + "\"";

        assertThat(output("bash", "-c", script)).isEqualTo(word);
    }

    @Test
    void takesTheClientsJavaWhereTheNodeHasIt() throws Exception {
        Path java = fakeJava("client");

        assertThat(started(new Configuration(), directory.resolve("client").toString()))
                .isEqualTo(java.toString());
    }

    @Test
    void takesTheNodesJavaWhereTheClientsIsMissing() throws Exception {
        Path java = fakeJava("node");

        assertThat(started(new Configuration(), directory.resolve("missing").toString()))
                .isEqualTo(java.toString());
    }

    @Test
    void takesTheJavaThatTheSettingNamesBeforeAllOthers() throws Exception {
        fakeJava("client");
        fakeJava("node");
        Path java = fakeJava("with space");
        Configuration configuration = new Configuration()
                .set(YarnOptions.JAVA_HOME, directory.resolve("with space").toString());

        assertThat(started(configuration, directory.resolve("client").toString()))
                .isEqualTo(java.toString());
    }

    @Test
    void theUsersOptionsComeAfterTheEngines() {
        Configuration configuration = new Configuration()
                .set(YarnOptions.JAVA_OPTIONS_ALL, "-Xmx1g -Da=1")
                .set(YarnOptions.JAVA_OPTIONS_TASK_MANAGER, "-Da=2");

        String command = JavaCommand.of(
                ProcessRole.TASK_MANAGER,
                MemorySize.ofMebiBytes(1024),
                configuration,
                List.of(),
                "/jdk",
                List.of("--id", "x"));

        assertThat(command)
                .containsSubsequence(
                        "-Xmx512m",
                        "-Dmillrace.log.file=",
                        "<LOG_DIR>/taskmanager.log",
                        "-Xmx1g",
                        "-Da=1",
                        "-Da=2",
                        "-cp",
                        "libraries/class-path.jar:conf",
                        "io.millrace.yarn.worker.TaskManagerProcess --id x",
                        "1><LOG_DIR>/taskmanager.out");
    }

    @Test
    void theArchiveOfClassesIsMappedWhereTheContainerGetsIt() {
        LocalisedFile archive = new LocalisedFile(
                ContainerFiles.CLASSES, "hdfs://nn/classes-0.jsa", 1, 1, LocalResourceVisibility.PUBLIC, false);

        assertThat(command(List.of(archive))).contains(" -XX:SharedArchiveFile=classes.jsa ");
        assertThat(command(List.of())).doesNotContain("SharedArchiveFile");
    }

    private static String command(List<LocalisedFile> files) {
        return JavaCommand.of(
                ProcessRole.TASK_MANAGER, MemorySize.ofMebiBytes(1024), new Configuration(), files, "/jdk", List.of());
    }

    @Test
    void onlyTheRolesOwnVariablesAreSet() {
        Configuration configuration = Configuration.fromMap(java.util.Map.of(
                "containerized.master.env.A", "1", "containerized.taskmanager.env.B", "2", "parallelism.default", "3"));

        assertThat(JavaCommand.environment(ProcessRole.APPLICATION_MASTER, configuration))
                .containsEntry("A", "1")
                .doesNotContainKey("B")
                .containsKey("MALLOC_ARENA_MAX");
    }

    /** Runs the command as a NodeManager does and returns which java was started. */
    private String started(Configuration configuration, String clientJavaHome) throws Exception {
        String command = JavaCommand.of(
                        ProcessRole.APPLICATION_MASTER,
                        MemorySize.ofMebiBytes(512),
                        configuration,
                        List.of(),
                        clientJavaHome,
                        List.of())
                .replace("<LOG_DIR>", directory.toString());
        output("env", "JAVA_HOME=" + directory.resolve("node"), "bash", "-c", "exec /bin/bash -c \"" + command + "\"");
        return Files.readString(directory.resolve("jobmanager.out")).strip();
    }

    private Path fakeJava(String home) throws IOException {
        Path java =
                Files.createDirectories(directory.resolve(home).resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$0\"\n");
        return Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
