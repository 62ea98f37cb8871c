package io.millrace.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The programs in README.md are compiled and run as they stand there. */
class ReadmeTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    Path folder;

    @Test
    void countsWordsInBatch() throws Exception {
        Path input = Files.writeString(folder.resolve("in.txt"), "To be, or not to be\n");

        assertThat(outputOf("BatchWordCount", input.toString()))
                .containsExactlyInAnyOrder("(to,2)", "(be,2)", "(or,1)", "(not,1)");
    }

    @Test
    void countsWordsOfASocket() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(server, "to be or not to be\n"));

            List<String> lines = outputOf("StreamWordCount", String.valueOf(server.getLocalPort()));

            sent.get(10, TimeUnit.SECONDS);
            assertThat(lines.stream().map(line -> line.replaceFirst("^\\d+> ", "")))
                    .containsExactlyInAnyOrder("to 1", "to 2", "be 1", "be 2", "or 1", "not 1");
        }
    }

    private static void send(ServerSocket server, String text) {
        try (Socket accepted = server.accept();
                OutputStream out = accepted.getOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> outputOf(String name, String... arguments) throws Exception {
        Path source = Files.writeString(folder.resolve(name + ".java"), program(name));
        compile(source);
        Path printed = folder.resolve("printed");
        PrintStream before = System.out;
        Thread thread = Thread.currentThread();
        ClassLoader loaderBefore = thread.getContextClassLoader();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, loaderBefore);
                PrintStream out = new PrintStream(printed.toFile(), StandardCharsets.UTF_8)) {
            thread.setContextClassLoader(loader);
            System.setOut(out);
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } finally {
            System.setOut(before);
            thread.setContextClassLoader(loaderBefore);
        }
        return Files.readAllLines(printed);
    }

    private void compile(Path source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-d", folder.toString(), "-classpath", classPath, "-proc:none", "-nowarn"),
                        null,
                        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)
                                .getJavaFileObjects(source))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private static String program(String name) throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        Matcher programs = PROGRAM.matcher(readme);
        while (programs.find()) {
            if (programs.group(1).contains("public class " + name + " ")) {
                return programs.group(1);
            }
        }
        throw new AssertionError("README.md has no program " + name + " in " + new File("..", "README.md"));
    }
}
