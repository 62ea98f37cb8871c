package io.millrace.rest;

import io.millrace.control.Message;
import io.millrace.control.live.LiveNode;
import io.millrace.control.live.Transport;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.slot.TaskManagerRoll;
import io.millrace.protocol.TaskManagerId;
import io.millrace.rest.client.RestClient;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real server before a fake dispatcher and a fake slot pool, on a port of its own. */
final class RestHouse implements AutoCloseable {
    static final String TOKEN = "0123456789abcdef";

    final FakeDispatcher dispatcher = new FakeDispatcher();
    final Map<JobID, byte[]> staged = new ConcurrentHashMap<>();
    final List<String> stops = new CopyOnWriteArrayList<>();
    final List<String> broken = new CopyOnWriteArrayList<>();
    final LiveNode node = LiveNode.start(
            "jobmanager",
            Transport.none(),
            (actor, message, cause) -> broken.add(actor + ": " + message + ": " + cause));
    final RestServer server;
    final RestClient client;
    private final HttpClient http = HttpClient.newHttpClient();

    RestHouse(boolean takesJobs) throws IOException {
        node.host(JobManager.DISPATCHER, dispatcher);
        node.host(JobManager.SLOTS, (message, turn) -> {
            if (message instanceof TaskManagerRoll.Call call) {
                turn.send(
                        call.replyTo(),
                        new TaskManagerRoll.Called(List.of(new TaskManagerRoll.Line(
                                new TaskManagerId("container_7"), "node-a", 4, 1, Duration.ofMillis(20)))));
            }
        });
        server = RestServer.start(
                RestSettings.from(
                        Configuration.fromMap(Map.of("rest.bind-address", "127.0.0.1", "rest.address", "127.0.0.1"))),
                TOKEN,
                new RestApplication(
                        "application_1_0001",
                        "nightly",
                        takesJobs ? "session" : "application",
                        takesJobs ? Optional.of(this::graph) : Optional.empty(),
                        stops::add),
                node);
        client = new RestClient(server.address(), TOKEN);
    }

    private byte[] graph(JobID job) throws IOException {
        byte[] graph = staged.get(job);
        if (graph == null) {
            throw new FileNotFoundException("nothing staged");
        }
        return graph;
    }

    void say(Message news) {
        node.post(JobManager.DISPATCHER, new FakeDispatcher.Say(news));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(Duration.ofSeconds(20));
    }

    HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + TOKEN);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
        node.close();
    }
}
