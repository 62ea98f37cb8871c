package io.millrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every port that a process of an application listens on, as somebody finds it who has neither secret nor token. */
@MiniHadoopCluster
@Timeout(300)
class ClosedPortsTest {
    private static final int ANSWER_MILLIS = 20_000;

    @TempDir
    java.nio.file.Path folder;

    @Test
    void giveNothingToStrangersAndObeyNone(MiniHadoop hadoop) throws Exception {
        Distribution millrace = new Distribution(hadoop, folder);
        Gate gate = new Gate(folder.resolve("gate"));
        Path output = new Path(hadoop.hdfs() + "/tmp/ports-" + folder.getFileName());
        try (Yarn yarn = new Yarn(hadoop);
                FileSystem files = hadoop.fileSystem();
                Command command = millrace.millrace(
                        "run",
                        "-t",
                        "yarn-application",
                        "-p",
                        "2",
                        "-D",
                        "taskmanager.numberOfTaskSlots=1",
                        "-c",
                        "com.example.yarn.Programs$Sums",
                        millrace.programs().toString(),
                        output.toString(),
                        gate.file().toString())) {
            String application = command.application();
            String job = command.job();
            gate.awaitWaiting(2);
            List<ProcessHandle> processes = yarn.processes(application);
            assertThat(processes).hasSize(3);
            Set<Integer> ports = ListeningPorts.of(processes);
            assertThat(ports).as("the network's of three processes, and REST").hasSizeGreaterThanOrEqualTo(4);

            List<Integer> http = new ArrayList<>();
            for (int port : ports) {
                if (answersHttp(port, job)) {
                    http.add(port);
                }
                assertThat(toGarbage(port))
                        .as("port " + port)
                        .doesNotContain(job)
                        .doesNotContain("200 OK");
            }
            assertThat(http).hasSize(1);

            assertThat(command.isAlive()).isTrue();
            gate.open();
            command.endsWith(0);
            yarn.endsWithNothingLeft(application, FinalApplicationStatus.SUCCEEDED);
            assertThat(HdfsText.sortedLines(files, output)).isEqualTo(Gate.expectedSums());
        }
    }

    /** Asks everything that the REST interface knows; whoever answers in HTTP must refuse all of it. */
    private static boolean answersHttp(int port, String job) throws IOException {
        boolean answers = false;
        for (String header : List.of("", "Authorization: Bearer " + "0".repeat(64) + "\r\n")) {
            for (String request : List.of(
                    "GET /overview",
                    "GET /jobs",
                    "GET /jobs/" + job,
                    "GET /taskmanagers",
                    "GET /",
                    "POST /jobs/" + job + "/cancel",
                    "POST /stop",
                    "POST /jobs")) {
                String answer = answer(
                        port,
                        (request + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nConnection: close\r\n" + header
                                        + "\r\n{}")
                                .getBytes(StandardCharsets.UTF_8));
                if (answer.startsWith("HTTP/")) {
                    answers = true;
                    assertThat(answer).as(request).startsWith("HTTP/1.1 401");
                }
                assertThat(answer).as(request).doesNotContain(job);
            }
        }
        return answers;
    }

    private static String toGarbage(int port) throws IOException {
        byte[] garbage = new byte[4096];
        new Random(port).nextBytes(garbage);
        return answer(port, garbage);
    }

    /** All that comes back until the other side ends the connection, which it must do by itself. */
    private static String answer(int port, byte[] request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(request);
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("port " + port + " keeps a stranger's connection open", e);
        } catch (IOException e) {
            return answer.toString(StandardCharsets.ISO_8859_1); // it broke the connection
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }
}
