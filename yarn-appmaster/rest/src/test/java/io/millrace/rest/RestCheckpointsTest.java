package io.millrace.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.CheckpointStatus;
import io.millrace.protocol.JobNews.CheckpointNews;
import io.millrace.rest.client.RestException;
import io.millrace.rest.view.CheckpointStandingView;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
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

    @Test
    void aTriggerIdThatIsNoneIsRefused() throws Exception {
        HttpResponse<String> answer = post("", HttpRequest.BodyPublishers.ofString("{\"triggerId\":\"../../etc\"}"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("32 hexadecimal digits");
    }
}
