package io.millrace.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.control.Epoch;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.protocol.ClientMessage.Received;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.rest.client.RestClient;
import io.millrace.rest.client.RestException;
import io.millrace.rest.view.NewsPage;
import io.millrace.rest.view.ResultView;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of jobs over HTTP, from a real client to a real server, with the dispatcher played by the test. */
@Timeout(60)
class RestServerTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final JobID JOB = new JobID(7, 11);

    private RestHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new RestHouse(true);
        house.staged.put(JOB, new byte[] {1, 2, 3});
    }

    @AfterEach
    void close() {
        house.close();
        assertThat(house.broken).isEmpty();
    }

    @Test
    void takesAJobAndTellsItsResultsThenItsEnd() throws Exception {
        assertThat(house.client.submit(JOB).status()).isEqualTo(JobStatus.RUNNING);
        assertThat(house.dispatcher.graphs.get(JOB)).containsExactly(1, 2, 3);

        house.say(FakeDispatcher.result(JOB, 0, bytes("first")));
        house.say(FakeDispatcher.result(JOB, 1, bytes("second")));
        house.say(new JobMoved(
                FakeDispatcher.EPOCH,
                JOB,
                "count",
                JobStatus.FINISHED,
                Optional.empty(),
                Map.of("n", bytes("acc")),
                99));

        List<ResultView> results = new ArrayList<>();
        NewsPage page = readToEnd(house.client, results);

        assertThat(results).extracting(ResultView::sequence).containsExactly(0L, 1L);
        assertThat(results)
                .extracting(result -> new String(result.payload(), StandardCharsets.UTF_8))
                .containsExactly("first", "second");
        assertThat(page.job().status()).isEqualTo(JobStatus.FINISHED);
        assertThat(page.job().runtimeMs()).isEqualTo(99);
        assertThat(page.job().toNews().accumulators().get("n")).isEqualTo(bytes("acc"));
        await().untilAsserted(
                        () -> assertThat(house.dispatcher.received.get(JOB)).isEqualTo(Received.END));
    }

    @Test
    void tellsTheFailureOfAJobAsTheJobManagerSaidIt() throws Exception {
        Failure failure = new Failure(
                Failure.Owner.USER,
                Optional.of("Map \"ü\""),
                3,
                "cannot parse 'x'",
                "java.lang.Boom: x\n\tat A.b(C.java:1)",
                Optional.of("x"));
        house.client.submit(JOB);
        house.say(FakeDispatcher.failed(JOB, failure));

        NewsPage page = readToEnd(house.client, new ArrayList<>());

        assertThat(page.job().toNews().failure()).contains(failure);
        assertThat(page.job().toNews().epoch()).isEqualTo(new Epoch(4));
    }

    @Test
    void wakesAReaderThatWaitsAsSoonAsThereIsNews() throws Exception {
        house.client.submit(JOB);
        NewsPage before = house.client.news(JOB, 0, -1, Duration.ZERO);

        CompletableFuture<NewsPage> waiting = poll(house.client, 0, before.version());
        house.say(FakeDispatcher.result(JOB, 0, bytes("news")));

        assertThat(waiting.get(10, SECONDS).results()).hasSize(1);

        CompletableFuture<NewsPage> waitingForEnd = poll(house.client, 1, before.version());
        house.say(FakeDispatcher.moved(JOB, JobStatus.FINISHED));

        assertThat(waitingForEnd.get(10, SECONDS).isEnd()).isTrue();
    }

    @Test
    void answersAReaderWhoseWaitIsOverWithNothingNew() throws Exception {
        house.client.submit(JOB);
        NewsPage first = house.client.news(JOB, 0, -1, Duration.ZERO);

        NewsPage second = house.client.news(JOB, first.next(), first.version(), Duration.ofMillis(50));

        assertThat(second.results()).isEmpty();
        assertThat(second.isEnd()).isFalse();
        assertThat(second.version()).isEqualTo(first.version());
    }

    @Test
    void repeatsAPageUntilItsReaderSaysThatItArrived() throws Exception {
        house.client.submit(JOB);
        house.say(FakeDispatcher.result(JOB, 0, bytes("a")));
        house.say(FakeDispatcher.result(JOB, 1, bytes("b")));
        await().untilAsserted(() ->
                assertThat(house.client.news(JOB, 0, -1, Duration.ZERO).next()).isEqualTo(2));

        assertThat(house.client.news(JOB, 0, -1, Duration.ZERO).results()).hasSize(2);
        assertThat(house.client.news(JOB, 1, -1, Duration.ZERO).results()).hasSize(1);
        assertThatThrownBy(() -> house.client.news(JOB, 0, -1, Duration.ZERO))
                .isInstanceOf(RestException.class)
                .hasMessageContaining("are gone")
                .satisfies(e -> assertThat(((RestException) e).kind()).isEqualTo(RestException.Kind.REFUSED));
    }

    @Test
    void handsOutLargeResultsInPagesOfBoundedSize() throws Exception {
        house.client.submit(JOB);
        for (long i = 0; i < 5; i++) {
            house.say(FakeDispatcher.result(JOB, i, new byte[3 << 20]));
        }
        house.say(FakeDispatcher.moved(JOB, JobStatus.FINISHED));
        await().untilAsserted(
                        () -> assertThat(house.dispatcher.received.get(JOB)).isEqualTo(Received.END));

        NewsPage page = house.client.news(JOB, 0, -1, LONG);
        assertThat(page.results()).hasSize(1);
        assertThat(page.more()).isTrue();
        assertThat(page.isEnd()).isFalse();

        List<ResultView> results = new ArrayList<>();
        readToEnd(house.client, results);
        assertThat(results).hasSize(5);
    }

    @Test
    void serves50ReadersAtOnceWithFewThreads() throws Exception {
        List<JobID> jobs =
                LongStream.range(0, 50).mapToObj(i -> new JobID(1, i)).toList();
        for (JobID job : jobs) {
            house.staged.put(job, new byte[0]);
            house.client.submit(job);
        }
        ExecutorService readers = Executors.newFixedThreadPool(jobs.size());
        try {
            List<Future<Integer>> read = new ArrayList<>();
            for (JobID job : jobs) {
                read.add(readers.submit(() -> {
                    List<ResultView> results = new ArrayList<>();
                    readToEnd(house.client, job, results);
                    return results.size();
                }));
            }
            for (int i = 0; i < 20; i++) {
                for (JobID job : jobs) {
                    house.say(FakeDispatcher.result(job, i, bytes("r" + i)));
                }
            }
            jobs.forEach(job -> house.say(FakeDispatcher.moved(job, JobStatus.FINISHED)));
            for (Future<Integer> results : read) {
                assertThat(results.get(30, SECONDS)).isEqualTo(20);
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("millrace-rest"))
                    .hasSizeLessThanOrEqualTo(8);
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void goesOnWhenAClientHangsUpWhileItWaits() throws Exception {
        house.client.submit(JOB);
        NewsPage page = house.client.news(JOB, 0, -1, Duration.ZERO);
        URI address = house.server.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("GET /jobs/" + JOB + "/news?from=0&wait=30000&version=" + page.version()
                                    + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + RestHouse.TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
        house.say(FakeDispatcher.result(JOB, 0, bytes("still here")));

        await().untilAsserted(() -> assertThat(
                        house.client.news(JOB, 0, -1, Duration.ZERO).results())
                .hasSize(1));
    }

    @Test
    void takesAJobOnceHoweverOftenItIsSubmitted() throws Exception {
        house.client.submit(JOB);
        house.client.submit(JOB);

        assertThat(house.client.jobs()).hasSize(1);
        assertThat(house.client.jobs().get(0).id()).isEqualTo(JOB);
        assertThat(house.client.jobs().get(0).name()).isEqualTo("count");
    }

    @Test
    void saysThatAJobIsUnknown() {
        JobID other = new JobID(0, 99);
        for (RequestOf request : List.<RequestOf>of(
                () -> house.client.job(other),
                () -> house.client.cancel(other),
                () -> house.client.news(other, 0, -1, Duration.ZERO),
                () -> house.client.news(other, 0, -1, LONG))) {
            assertThatThrownBy(request::send)
                    .isInstanceOf(RestException.class)
                    .hasMessageContaining(other.toString())
                    .satisfies(e -> assertThat(((RestException) e).kind()).isEqualTo(RestException.Kind.UNKNOWN_JOB));
        }
    }

    private interface RequestOf {
        Object send() throws Exception;
    }

    @Test
    void refusesAJobWhoseGraphWasNotStaged() {
        assertThatThrownBy(() -> house.client.submit(new JobID(0, 5)))
                .isInstanceOf(RestException.class)
                .hasMessageContaining("staging directory");
    }

    @Test
    void refusesJobsWhereAProgramOfItsOwnRuns() throws Exception {
        try (RestHouse application = new RestHouse(false)) {
            application.staged.put(JOB, new byte[0]);

            assertThatThrownBy(() -> application.client.submit(JOB))
                    .isInstanceOf(RestException.class)
                    .hasMessageContaining("takes no jobs");
            assertThat(application.dispatcher.graphs).isEmpty();
        }
    }

    @Test
    void cancelsAJob() throws Exception {
        house.client.submit(JOB);

        assertThat(house.client.cancel(JOB).status()).isEqualTo(JobStatus.CANCELED);
        assertThat(house.client.job(JOB).status()).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void asksTheApplicationToStop() throws Exception {
        house.client.stop();

        assertThat(house.stops).singleElement().asString().contains("REST");
    }

    @Test
    void showsTheApplicationAtAGlance() throws Exception {
        house.client.submit(JOB);

        assertThat(house.client.taskManagers()).singleElement().satisfies(taskManager -> {
            assertThat(taskManager.id()).isEqualTo("container_7");
            assertThat(taskManager.host()).isEqualTo("node-a");
            assertThat(taskManager.freeSlots()).isEqualTo(1);
        });
        assertThat(house.client.overview()).satisfies(overview -> {
            assertThat(overview.applicationId()).isEqualTo("application_1_0001");
            assertThat(overview.slots()).isEqualTo(4);
            assertThat(overview.jobsRunning()).isEqualTo(1);
            assertThat(overview.jobsEnded()).isZero();
        });
    }

    @Test
    void namesTheAddressWhenNobodyAnswers() {
        URI address = house.server.address();
        house.server.close();

        assertThatThrownBy(() -> new RestClient(address, RestHouse.TOKEN).overview())
                .isInstanceOf(RestException.class)
                .hasMessageContaining(address.toString())
                .satisfies(e -> assertThat(((RestException) e).kind()).isEqualTo(RestException.Kind.UNREACHABLE));
    }

    private static CompletableFuture<NewsPage> poll(RestClient client, long from, long version) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return client.news(JOB, from, version, LONG);
            } catch (RestException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static NewsPage readToEnd(RestClient client, List<ResultView> results) throws Exception {
        return readToEnd(client, JOB, results);
    }

    private static NewsPage readToEnd(RestClient client, JobID job, List<ResultView> results) throws Exception {
        NewsPage page = client.news(job, 0, -1, LONG);
        results.addAll(page.results());
        while (!page.isEnd()) {
            page = client.news(job, page.next(), page.version(), LONG);
            results.addAll(page.results());
        }
        return page;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
