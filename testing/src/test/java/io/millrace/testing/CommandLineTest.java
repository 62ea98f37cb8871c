package io.millrace.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real script, in a process of its own, with a distribution whose lib/ points to the modules as they were built: what is
 * on standard output and standard error, and the exit code, for every end that the command line knows.
 */
class CommandLineTest {
    private static final String PROGRAMS = "com.example.programs.Programs$";

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static Path script;
    private static Path jar;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void layOut() throws Exception {
        Path scripts = Path.of("..", "scripts").toAbsolutePath().normalize();
        script = Files.createDirectories(home.resolve("bin")).resolve("millrace");
        Files.copy(scripts.resolve("millrace"), script);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(home.resolve("conf"));
        for (String name : List.of("millrace.yaml", "log4j2.xml")) {
            Files.copy(
                    scripts.resolve("conf").resolve(name), home.resolve("conf").resolve(name));
        }
        engineJar(Files.createDirectories(home.resolve("lib")).resolve("engine.jar"));
        jar = home.resolve("programs.jar");
        programsJar(jar, mainClass("Good"));
    }

    /** Holds nothing but the way to the modules, without this test's own classes. */
    private static void engineJar(Path target) throws IOException {
        String path = Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("ttout"))
                .map(entry -> new File(entry).getAbsoluteFile().toURI().toString())
                .collect(Collectors.joining(" "));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, path);
        try (OutputStream out = Files.newOutputStream(target)) {
            new JarOutputStream(out, manifest).close();
        }
    }

    private static void programsJar(Path target, Manifest manifest) throws Exception {
        Path classes = Path.of(CommandLineTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target), manifest);
                Stream<Path> files = Files.walk(classes.resolve("com/example"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static Manifest mainClass(String program) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, PROGRAMS + program);
        return manifest;
    }

    @Test
    void keepsStandardOutputForTheProgramAndEndsWith0() throws Exception {
        Ended ended = program("Good", "a", "--b", "-D", "c=d");

        assertThat(ended.code).as(ended.err).isZero();
        assertThat(ended.out.lines().toList())
                .startsWith("arguments [a, --b, -D, c=d]")
                .hasSize(4);
        assertThat(ended.out.lines().skip(1)).containsExactlyInAnyOrder("2", "3", "4");
        assertThat(ended.err.lines().toList())
                .singleElement()
                .asString()
                .matches("Job has been submitted with JobID [0-9a-f]{32}");
    }

    @Test
    void findsTheMainClassInTheManifest() throws Exception {
        Ended ended = millrace("run", "-t", "local", "-p", "2", jar.toString(), "x");

        assertThat(ended.code).as(ended.err).isZero();
        assertThat(ended.out).startsWith("arguments [x]");
    }

    @Test
    void endsWith1AndNamesTheLineWhenTheProgramThrows() throws Exception {
        Ended ended = program("Throwing");

        assertThat(ended.code).isEqualTo(1);
        assertOneMessage(ended, "Programs$Throwing", "told to throw", "Programs.java:", "-v");
    }

    @Test
    void showsTheStackTraceIfAsked() throws Exception {
        Ended ended = millrace("run", "-v", "-c", PROGRAMS + "Throwing", jar.toString());

        assertThat(ended.code).isEqualTo(1);
        assertThat(ended.err).contains("\tat com.example.programs.Programs$Throwing.main");
    }

    @Test
    void logsToStandardErrorIfAsked() throws Exception {
        Ended ended = millrace("run", "-v", jar.toString());

        assertThat(ended.code).as(ended.err).isZero();
        assertThat(ended.err.lines()).anyMatch(line -> line.contains(" INFO ") && line.contains("FINISHED"));
        assertThat(ended.out.lines()).hasSize(4);
    }

    @Test
    void endsWith1AndLeavesNoOutputWhenAFunctionFails() throws Exception {
        Path output = folder.resolve("out");

        Ended ended = program("FailingFunction", output.toString());

        assertThat(ended.code).isEqualTo(1);
        assertOneMessage(ended, "'parses'", "parse", "NumberFormatException", "three");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void endsWith1WhenAJobFailsThatTheProgramDidNotWaitFor() throws Exception {
        Ended ended = program("FailsLater");

        assertThat(ended.code).isEqualTo(1);
        assertOneMessage(ended, "fails later", "/ by zero");
    }

    @Test
    void endsWith2ForAMissingInput() throws Exception {
        String missing = folder.resolve("missing.txt").toString();

        Ended ended = program("Copy", missing, folder.resolve("out").toString());

        assertThat(ended.code).isEqualTo(2);
        assertOneMessage(ended, missing, "does not exist");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void endsWith2ForAnOutputThatExists() throws Exception {
        Path input = Files.writeString(folder.resolve("in"), "text");
        Path output = Files.writeString(folder.resolve("out"), "mine");

        Ended ended = program("Copy", input.toString(), output.toString());

        assertThat(ended.code).isEqualTo(2);
        assertOneMessage(ended, output.toString(), "exists");
        assertThat(output).hasContent("mine");
    }

    @Test
    void endsWith2ForAJarThatIsNotThere() throws Exception {
        Ended ended = millrace("run", "-c", "x.Y", "/nowhere/program.jar");

        assertThat(ended.code).isEqualTo(2);
        assertOneMessage(ended, "/nowhere/program.jar");
    }

    @Test
    void endsWith2ForAClassThatIsNotInTheJarAndNamesOneThatIs() throws Exception {
        Ended ended = millrace("run", "-c", "com.example.Programs", jar.toString());

        assertThat(ended.code).isEqualTo(2);
        assertOneMessage(ended, "com.example.Programs", jar.toString(), "Did you mean com.example.programs.Programs?");
    }

    @Test
    void endsWith2ForAClassWithoutMain() throws Exception {
        Ended ended = millrace("run", "-c", "com.example.programs.Programs", jar.toString());

        assertThat(ended.code).isEqualTo(2);
        assertOneMessage(ended, "com.example.programs.Programs", "main");
    }

    @Test
    void endsWith2ForAnUnknownOption() throws Exception {
        Ended ended = millrace("run", "--paralelism", "2", jar.toString());

        assertThat(ended.code).isEqualTo(2);
        assertThat(ended.out).isEmpty();
        assertThat(ended.err).contains("--paralelism").contains("--parallelism").doesNotContain("\tat ");
    }

    @Test
    void endsWith2ForAnUnknownKeyAndNamesTheNearest() throws Exception {
        Ended ended = millrace("run", "-D", "parallelism.defualt=3", jar.toString());

        assertThat(ended.code).isEqualTo(2);
        assertOneMessage(ended, "parallelism.defualt", "parallelism.default");
    }

    @Test
    void endsWith2ForAnUnknownKeyInTheFileAndNamesTheLine() throws Exception {
        Files.writeString(folder.resolve("millrace.yaml"), "# mine\nparallelism.default: 2\npipeline:\n  nama: x\n");

        Ended ended = millrace(Map.of("MILLRACE_CONF_DIR", folder.toString()), "run", jar.toString());

        assertThat(ended.code).isEqualTo(2);
        assertOneMessage(ended, "millrace.yaml, line 4", "pipeline.nama", "pipeline.name");
    }

    @Test
    void endsWith2ForAnUnknownTarget() throws Exception {
        Ended ended = millrace("run", "-t", "mars", jar.toString());

        assertThat(ended.code).isEqualTo(2);
        assertOneMessage(ended, "mars", "local");
    }

    @Test
    void endsWith3ForAProgramThatBreaksARule() throws Exception {
        Ended ended = program("NoSuchField");

        assertThat(ended.code).as(ended.err).isEqualTo(3);
        assertOneMessage(ended, "Programs.java:");
    }

    @Test
    void endsWith8WhenThereAreNotEnoughSlots() throws Exception {
        Path input = Files.writeString(folder.resolve("in"), "text");

        Ended ended = millrace(
                "run",
                "-p",
                "3",
                "-D",
                "taskmanager.numberOfTaskSlots=2",
                "-c",
                PROGRAMS + "Copy",
                jar.toString(),
                input.toString(),
                folder.resolve("out").toString());

        assertThat(ended.code).isEqualTo(8);
        assertOneMessage(ended, "taskmanager.numberOfTaskSlots", "needed=3");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void endsThoughTheProgramLeavesAThread() throws Exception {
        Ended ended = program("LeavesThread");

        assertThat(ended.code).isZero();
        assertThat(ended.out).isEqualTo("main is over" + System.lineSeparator());
    }

    @Test
    void loadsTheProgramInALoaderOfItsOwnAndTheEngineInAnother() throws Exception {
        assertThat(program("OwnLibrary").out).contains("ChildFirstClassLoader, engine's environment true");
    }

    @Test
    void cancelsTheJobOnATermSignalAndLeavesNothing() throws Exception {
        Path runs = folder.resolve("runs");
        Path output = folder.resolve("out");
        Process process =
                start(Map.of(), "run", "-c", PROGRAMS + "Endless", jar.toString(), runs.toString(), output.toString());
        await().atMost(60, SECONDS).until(() -> Files.exists(runs) || !process.isAlive());

        process.destroy();

        assertThat(process.waitFor(60, SECONDS)).isTrue();
        Ended ended = end(process);
        assertThat(ended.code).as(ended.err).isEqualTo(143);
        assertThat(ended.err).contains("stopped; job").doesNotContain("\tat ");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(path -> !path.getFileName().toString().startsWith("std")))
                    .containsExactly(runs);
        }
    }

    @Test
    void explainsAProgramWithoutRunningIt() throws Exception {
        Path output = folder.resolve("out");

        Ended ended =
                millrace("explain", "-p", "2", "-c", PROGRAMS + "FailingFunction", jar.toString(), output.toString());

        assertThat(ended.code).as(ended.err).isZero();
        assertThat(ended.out).contains("Job 'parses'").contains("parse").contains("parallelism 2");
        assertThat(output).doesNotExist();
    }

    @Test
    void explainsInJson() throws Exception {
        Ended ended = millrace("explain", "--json", "-c", PROGRAMS + "FailingFunction", jar.toString(), "unused");

        assertThat(ended.code).as(ended.err).isZero();
        assertThat(ended.out).startsWith("{").contains("\"name\" : \"parses\"").contains("\"vertices\"");
    }

    @Test
    void listsTheSettings() throws Exception {
        Ended ended = millrace("settings");

        assertThat(ended.code).as(ended.err).isZero();
        assertThat(ended.out.lines())
                .anyMatch(line -> line.startsWith("parallelism.default"))
                .anyMatch(line -> line.startsWith("heartbeat.interval (default 1 s)"))
                .anyMatch(line -> line.startsWith("minicluster.number-of-taskmanagers"));
    }

    @Test
    void tellsVersionAndHelp() throws Exception {
        assertThat(millrace("--version")).satisfies(ended -> {
            assertThat(ended.code).isZero();
            assertThat(ended.out).startsWith("Millrace ");
        });
        assertThat(millrace("run", "--help")).satisfies(ended -> {
            assertThat(ended.code).isZero();
            assertThat(ended.out).contains("--parallelism").contains("--class");
        });
    }

    private void assertOneMessage(Ended ended, String... parts) {
        List<String> lines = ended.err
                .lines()
                .filter(line -> !line.startsWith("Job has been submitted with JobID"))
                .toList();
        assertThat(lines).as(ended.err).hasSize(1);
        assertThat(lines.get(0)).startsWith("millrace: ").contains(parts);
        assertThat(ended.out).isEmpty();
    }

    private Ended program(String name, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("run", "-t", "local", "-c", PROGRAMS + name, jar.toString()));
        command.addAll(List.of(arguments));
        return millrace(command.toArray(String[]::new));
    }

    private Ended millrace(String... arguments) throws Exception {
        return millrace(Map.of(), arguments);
    }

    private Ended millrace(Map<String, String> environment, String... arguments) throws Exception {
        Process process = start(environment, arguments);
        assertThat(process.waitFor(120, SECONDS)).as("millrace ends").isTrue();
        return end(process);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("MILLRACE_CONF_DIR");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MILLRACE_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        builder.redirectOutput(home.resolve("stdout").toFile());
        builder.redirectError(home.resolve("stderr").toFile());
        return builder.start();
    }

    private static Ended end(Process process) throws IOException {
        return new Ended(
                process.exitValue(),
                Files.readString(home.resolve("stdout"), StandardCharsets.UTF_8),
                Files.readString(home.resolve("stderr"), StandardCharsets.UTF_8));
    }
}
