package io.millrace.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.control.Epoch;
import io.millrace.control.fake.FakeCheckpointStores;
import io.millrace.control.fake.FakeFailureReports;
import io.millrace.control.live.LiveNode;
import io.millrace.control.live.Transport;
import io.millrace.control.report.FailureReport;
import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerSettings;
import io.millrace.jobmanager.coordinator.JobClassLoaders;
import io.millrace.jobmanager.coordinator.JobFiles;
import io.millrace.jobmanager.fake.FakeContainerDriver;
import io.millrace.jobmanager.job.JobReport;
import io.millrace.jobmanager.live.ThreadedCoordinatorHost;
import io.millrace.protocol.Failure;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.Here;
import io.millrace.rest.client.RestClient;
import io.millrace.rest.view.FailureReportView;
import io.millrace.rest.view.NewsPage;
import io.millrace.rest.view.ResultView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server before a real dispatcher and a real slot pool, without TaskManagers that run anything. */
@Timeout(60)
class RestBeforeAJobManagerTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final JobID JOB = new JobID(3, 4);

    /** Never created: nothing runs here. */
    private record NoOperator() implements OperatorFactory {
        @Override
        public Operator create() {
            throw new IllegalStateException("no task runs in these tests");
        }
    }

    private final List<String> broken = new CopyOnWriteArrayList<>();
    private LiveNode node;
    private ThreadedCoordinatorHost coordinators;
    private RestServer server;
    private RestClient client;

    @BeforeEach
    void open() throws Exception {
        Configuration settings =
                Configuration.fromMap(Map.of("rest.bind-address", "127.0.0.1", "rest.address", "127.0.0.1"));
        node = LiveNode.start(
                "jobmanager", Transport.none(), (actor, message, cause) -> broken.add(actor + ": " + cause));
        coordinators = new ThreadedCoordinatorHost(
                JobClassLoaders.sharing(getClass().getClassLoader()),
                JobFiles.of(() -> {
                    throw new IOException("these jobs keep no files");
                }),
                fact -> node.post(JobManager.jobActor(fact.job()), fact));
        JobManager.host(
                node,
                node.name(),
                new Epoch(2),
                JobManagerSettings.from(settings, 0),
                new FakeContainerDriver("c", fact -> node.post(JobManager.SLOTS, fact)),
                coordinators,
                new FakeCheckpointStores(FakeCheckpointStores.Files.none())
                        .of(Runnable::run, fact -> node.post(JobManager.jobActor(fact.job()), fact)),
                new FakeFailureReports());
        server = RestServer.start(
                RestSettings.from(settings),
                "secret",
                new RestApplication("application_1_1", "s", "session", Optional.of(job -> graph(job)), why -> {}),
                node);
        client = new RestClient(server.address(), "secret");
    }

    @AfterEach
    void close() {
        server.close();
        node.close();
        coordinators.close();
        assertThat(broken).isEmpty();
    }

    private static byte[] graph(JobID job) throws java.io.IOException {
        if (!job.equals(JOB)) {
            return new byte[] {9, 9, 9};
        }
        JobGraphBuilder builder = new JobGraphBuilder();
        builder.add(new OperatorNode(
                "source",
                Optional.empty(),
                new NoOperator(),
                Optional.empty(),
                1,
                128,
                OperatorNode.DEFAULT_GROUP,
                OperatorNode.Chaining.ALWAYS,
                List.of()));
        return InstantiationUtil.serializeObject(
                builder.build("waits", JobGraph.Mode.BATCH, new ExecutionConfig(), Map.of()));
    }

    @Test
    void tellsAllResultsBeforeTheEnd() throws Exception {
        client.submit(JOB);
        // The job itself has no more to say: it waits for slots.
        await().untilAsserted(() -> assertThat(client.job(JOB).status()).isEqualTo(JobStatus.CREATED));
        for (int i = 0; i < 200; i++) {
            node.post(JobManager.DISPATCHER, new JobReport.ResultAdded(JOB, "r", new byte[] {(byte) i}));
        }
        node.post(
                JobManager.DISPATCHER,
                new JobReport.StatusChanged(
                        JOB, JobStatus.FINISHED, Optional.empty(), Map.of("a", new byte[] {1}), 12));

        List<ResultView> results = new ArrayList<>();
        NewsPage page = client.news(JOB, 0, -1, LONG);
        results.addAll(page.results());
        while (!page.isEnd()) {
            page = client.news(JOB, page.next(), page.version(), LONG);
            results.addAll(page.results());
        }

        assertThat(results).hasSize(200);
        for (int i = 0; i < 200; i++) {
            assertThat(results.get(i).sequence()).isEqualTo(i);
            assertThat(results.get(i).payload()).containsExactly((byte) i);
        }
        assertThat(page.job().runtimeMs()).isEqualTo(12);
        assertThat(client.job(JOB).accumulators()).containsKey("a");
        assertThat(client.cancel(JOB).status()).isEqualTo(JobStatus.FINISHED);
    }

    @Test
    void tellsTheLatestFailuresOfAJob() throws Exception {
        assertThatThrownBy(() -> client.exceptions(JOB)).hasMessageContaining("does not know job");
        client.submit(JOB);
        assertThat(client.exceptions(JOB)).isEmpty();

        for (int number = 1; number <= 20; number++) {
            node.post(JobManager.DISPATCHER, new JobReport.FailureNoted(JOB, failure(number)));
        }

        await().untilAsserted(() -> {
            assertThat(client.exceptions(JOB)).hasSize(16);
            assertThat(client.exceptions(JOB).get(0).report()).isEqualTo(20);
        });
        FailureReportView latest = client.exceptions(JOB).get(0);
        assertThat(latest.message()).isEqualTo("it broke");
        assertThat(latest.record()).isEqualTo("(1,x)");
        assertThat(latest.exitStatus()).isEqualTo(137);
        assertThat(latest.subtask()).isNull();
        assertThat(latest.restarts()).containsExactly("Map");
        assertThat(latest.fromCheckpoint()).isEqualTo(7);
    }

    private static FailureReport failure(int number) {
        return new FailureReport(
                JOB,
                "a job",
                2,
                number,
                Instant.EPOCH,
                1,
                new FailureReport.Cause(
                        "PLATFORM",
                        "it broke",
                        "",
                        Optional.empty(),
                        Optional.of("(1,x)"),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Optional.of(new FailureReport.Place(
                        "container_1",
                        "node7",
                        Optional.of(new FailureReport.End("EXITED", OptionalInt.of(137), "killed")))),
                new FailureReport.Consequence("restart", List.of("Map"), OptionalLong.of(7), Duration.ZERO),
                "");
    }

    @Test
    void saysWhyAGraphIsRefused() throws Exception {
        JobID unreadable = new JobID(0, 1);

        client.submit(unreadable);

        NewsPage page = client.news(unreadable, 0, -1, LONG);
        while (!page.isEnd()) {
            page = client.news(unreadable, page.next(), page.version(), LONG);
        }
        assertThat(page.job().status()).isEqualTo(JobStatus.FAILED);
        assertThat(page.job().toNews().failure().orElseThrow().owner()).isEqualTo(Failure.Owner.USER);
    }

    @Test
    void cancelsAJobThatWaitsForSlots() throws Exception {
        client.submit(JOB);

        client.cancel(JOB);

        await().untilAsserted(() -> assertThat(client.job(JOB).status()).isEqualTo(JobStatus.CANCELED));
        assertThat(client.overview().jobsEnded()).isEqualTo(1);
    }

    @Test
    void listsTheTaskManagersThatAreRegistered() throws Exception {
        assertThat(client.taskManagers()).isEmpty();

        TaskManagerId id = new TaskManagerId("container_1");
        node.post(JobManager.SLOTS, new Here(Epoch.NONE, id, id.address(), "node-a", 4711, 3));

        await().untilAsserted(() -> assertThat(client.taskManagers())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.id()).isEqualTo("container_1");
                    assertThat(one.host()).isEqualTo("node-a");
                    assertThat(one.slots()).isEqualTo(3);
                    assertThat(one.freeSlots()).isEqualTo(3);
                }));
        assertThat(client.overview().slots()).isEqualTo(3);
    }
}
