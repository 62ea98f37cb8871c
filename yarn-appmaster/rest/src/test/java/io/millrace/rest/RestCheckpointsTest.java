package io.millrace.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.ExternalizedCheckpointRetention;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.CheckpointStatus;
import io.millrace.jobmanager.checkpoint.CheckpointDetails;
import io.millrace.jobmanager.checkpoint.CheckpointFigures;
import io.millrace.jobmanager.checkpoint.CheckpointSettings;
import io.millrace.jobmanager.checkpoint.CheckpointStatistics;
import io.millrace.protocol.JobNews.CheckpointNews;
import io.millrace.rest.client.RestException;
import io.millrace.rest.view.CheckpointStandingView;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checkpoints over HTTP, with the dispatcher played by the test. */
@Timeout(60)
class RestCheckpointsTest {
    private static final JobID JOB = new JobID(7, 11);
    private static final String REQUEST = "0123456789abcdef0123456789abcdef";
    private static final CheckpointStanding DONE = CheckpointStanding.completed(3, 120, 4_096, "hdfs://n/c/chk-3");

    private RestHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new RestHouse(true);
        house.staged.put(JOB, new byte[] {1, 2, 3});
        house.client.submit(JOB);
    }

    @AfterEach
    void close() {
        house.close();
        assertThat(house.broken).isEmpty();
    }

    private CompletableFuture<CheckpointStandingView> take(Duration wait) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return house.client.takeCheckpoint(JOB, REQUEST, wait);
            } catch (RestException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    @Test
    void aRequestWaitsForTheOutcome() throws Exception {
        CompletableFuture<CheckpointStandingView> waiting = take(Duration.ofSeconds(30));
        await().until(() -> house.dispatcher.requests.containsKey(REQUEST));

        house.say(new CheckpointNews(FakeDispatcher.EPOCH, JOB, "another", CheckpointStanding.failed(1, "no")));
        house.say(new CheckpointNews(FakeDispatcher.EPOCH, JOB, REQUEST, DONE));

        CheckpointStandingView view = waiting.get(20, SECONDS);
        assertThat(view.triggerId()).isEqualTo(REQUEST);
        assertThat(view.toStanding()).isEqualTo(DONE);
    }

    @Test
    void aRequestThatDoesNotWaitIsToldHowItStands() throws Exception {
        assertThat(house.client.takeCheckpoint(JOB, REQUEST, Duration.ZERO).status())
                .isEqualTo(CheckpointStatus.IN_PROGRESS);

        house.dispatcher.checkpoint = DONE;

        assertThat(house.client.takeCheckpoint(JOB, REQUEST, Duration.ZERO).toStanding())
                .isEqualTo(DONE);
        assertThat(house.dispatcher.requests).containsEntry(REQUEST, 2);
    }

    @Test
    void aRequestWhoseWaitIsOverIsToldThatItIsUnderWay() throws Exception {
        assertThat(house.client
                        .takeCheckpoint(JOB, REQUEST, Duration.ofMillis(50))
                        .status())
                .isEqualTo(CheckpointStatus.IN_PROGRESS);
    }

    @Test
    void theReasonOfAFailureIsTold() throws Exception {
        house.dispatcher.checkpoint = CheckpointStanding.failed(0, "the job is RESTARTING");

        assertThat(house.client
                        .takeCheckpoint(JOB, REQUEST, Duration.ofSeconds(30))
                        .toStanding())
                .isEqualTo(house.dispatcher.checkpoint);
    }

    @Test
    void thatNobodyKnowsTheJobIsTold() {
        assertThatThrownBy(() -> house.client.takeCheckpoint(new JobID(1, 2), REQUEST, Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(
                        RestException.class, e -> assertThat(e.kind()).isEqualTo(RestException.Kind.UNKNOWN_JOB));
    }

    private HttpResponse<String> post(String query, HttpRequest.BodyPublisher body) throws Exception {
        return house.send(
                house.authorized("/jobs/" + JOB + "/checkpoints" + query).POST(body));
    }

    @Test
    void withoutABodyTheServerNamesTheRequest() throws Exception {
        HttpResponse<String> answer = post("", HttpRequest.BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertThat(json.get("triggerId").asText()).matches("[0-9a-f]{32}");
        assertThat(json.get("status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(house.dispatcher.requests)
                .containsOnlyKeys(json.get("triggerId").asText());
    }

    @Test
    void anOutcomeIsAnsweredBy200() throws Exception {
        house.dispatcher.checkpoint = DONE;

        HttpResponse<String> answer =
                post("?wait=1000", HttpRequest.BodyPublishers.ofString("{\"triggerId\":\"" + REQUEST + "\"}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body()))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"triggerId\":\"" + REQUEST + "\",\"status\":\"COMPLETED\",\"id\":3,"
                                + "\"durationMs\":120,\"bytes\":4096,\"path\":\"hdfs://n/c/chk-3\",\"failure\":null}"));
    }

    private static final CheckpointDetails COMPLETE = new CheckpointDetails(
            7,
            CheckpointStatus.COMPLETED,
            true,
            1_000,
            1_050,
            50,
            4_096,
            2,
            6,
            2,
            2,
            "hdfs://n/c/chk-7",
            null,
            List.of(new CheckpointDetails.VertexDetails(
                    0, "source", List.of(new CheckpointDetails.SubtaskDetails(1, 0, 1_050, 50, 5, 6, 7, 8, 4_096)))));

    private void knowsCheckpoints() {
        CheckpointStatistics.Quantiles all = new CheckpointStatistics.Quantiles(1, 2, 3, 4, 5, 6, 7, 8);
        house.dispatcher.figures = Optional.of(new CheckpointFigures.Taken(
                new CheckpointSettings(
                        Optional.of(Duration.ofSeconds(10)),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(10),
                        1,
                        3,
                        2,
                        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION,
                        Optional.empty()),
                new CheckpointStatistics(
                        new CheckpointStatistics.Counts(1, 9, 0, 8, 1),
                        new CheckpointStatistics.Summary(all, all, all),
                        new CheckpointStatistics.Latest(COMPLETE, null, new CheckpointStatistics.Restored(3, 900)),
                        List.of(COMPLETE))));
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = house.send(house.authorized("/jobs/" + JOB + "/checkpoints" + path));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void howTheCheckpointsGoIsToldWithoutTheTasks() throws Exception {
        knowsCheckpoints();

        JsonNode told = get("");

        assertThat(told.at("/counts/completed").asInt()).isEqualTo(8);
        assertThat(told.at("/summary/durationMs/p999").asInt()).isEqualTo(8);
        assertThat(told.at("/latest/restored/id").asInt()).isEqualTo(3);
        assertThat(told.at("/latest/failed").isNull()).isTrue();
        assertThat(told.at("/history/0/path").asText()).isEqualTo("hdfs://n/c/chk-7");
        assertThat(told.at("/history/0/vertices")).isEmpty();
        assertThat(house.client.checkpoints(JOB).history()).containsExactly(COMPLETE.brief());
    }

    @Test
    void oneCheckpointIsToldWithItsTasks() throws Exception {
        knowsCheckpoints();

        JsonNode told = get("/details/7");

        assertThat(told.at("/vertices/0/name").asText()).isEqualTo("source");
        assertThat(told.at("/vertices/0/subtasks/0/syncMs").asInt()).isEqualTo(7);
    }

    @Test
    void oneThatIsNotKnownIsRefused() throws Exception {
        knowsCheckpoints();

        HttpResponse<String> answer = house.send(house.authorized("/jobs/" + JOB + "/checkpoints/details/8"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("web.checkpoints.history");
    }

    @Test
    void theSettingsAreTold() throws Exception {
        knowsCheckpoints();

        assertThat(get("/config"))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"intervalMs\":10000,\"minPauseMs\":1000,\"timeoutMs\":600000,\"maxConcurrent\":1,"
                                + "\"tolerableFailures\":3,\"retained\":2,\"retention\":\"RETAIN_ON_CANCELLATION\","
                                + "\"directory\":null}"));
    }

    @Test
    void aJobWithoutCheckpointsHasNothingToTell() {
        assertThatThrownBy(() -> house.client.checkpoints(JOB))
                .isInstanceOf(RestException.class)
                .hasMessageContaining("takes no checkpoints");
        assertThatThrownBy(() -> house.client.checkpoints(new JobID(1, 2)))
                .isInstanceOfSatisfying(
                        RestException.class, e -> assertThat(e.kind()).isEqualTo(RestException.Kind.UNKNOWN_JOB));
    }

    @Test
    void aTriggerIdThatIsNoneIsRefused() throws Exception {
        HttpResponse<String> answer = post("", HttpRequest.BodyPublishers.ofString("{\"triggerId\":\"../../etc\"}"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("32 hexadecimal digits");
    }
}
