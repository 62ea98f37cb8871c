package io.millrace.jobmanager.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.checkpoint.CheckpointStore.Fact;
import io.millrace.control.checkpoint.CheckpointStore.Found;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.Manifest.OperatorState;
import io.millrace.control.checkpoint.Manifest.SubtaskState;
import io.millrace.control.checkpoint.Manifest.VertexState;
import io.millrace.control.fake.FakeCheckpointStores;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.graph.ChainedOperator;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.jobmanager.TestGraphs;
import io.millrace.jobmanager.checkpoint.RestoreSearch.Go;
import io.millrace.jobmanager.checkpoint.RestoreSearch.Refuse;
import io.millrace.jobmanager.checkpoint.RestoreSearch.Verdict;
import io.millrace.protocol.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestoreSearchTest {
    private static final JobID EARLIER = new JobID(1, 1);
    private static final JobID JOB = new JobID(2, 2);
    private static final String PLACE = "memory:/" + EARLIER + "/chk-7";
    private static final OperatorState GONE = new OperatorState("abc", "the counts of old", true, false);

    private final FakeCheckpointStores stores = new FakeCheckpointStores(FakeCheckpointStores.Files.none());
    private final List<Fact> facts = new ArrayList<>();
    private final CheckpointStore store = stores.of(Runnable::run, facts::add);
    private final JobGraph graph = TestGraphs.sources(JobGraph.Mode.STREAMING, Map.of(), Optional.empty(), 2);

    RestoreSearchTest() {
        store.open(EARLIER, Optional.empty(), new Epoch(1));
        store.open(JOB, Optional.empty(), new Epoch(1));
    }

    private void commit(JobID job, long checkpoint, int maxParallelism, OperatorState... more) {
        Vertex vertex = graph.vertex(0);
        ChainedOperator source = vertex.chain().get(0);
        List<OperatorState> operators = new ArrayList<>(List.of(more));
        operators.add(new OperatorState(source.id().hex(), source.name(), true, false));
        SubtaskState none = new SubtaskState(0, maxParallelism - 1, Optional.empty(), false);
        VertexState state = new VertexState(maxParallelism, operators, List.of(none));
        store.commit(new Manifest(job, checkpoint, new Epoch(1), 0, 0, List.of(state), List.of()));
    }

    private RestoreSearch search(Optional<StartPoint> start) {
        facts.clear();
        return new RestoreSearch(JOB, graph, start, store);
    }

    private RestoreSearch from(String place, boolean dropsUnclaimed) {
        return search(Optional.of(new StartPoint(place, dropsUnclaimed)));
    }

    private Optional<Verdict> heard(RestoreSearch search) {
        return search.judge((Found) facts.remove(0));
    }

    private Verdict start(RestoreSearch search) {
        assertThat(search.beforeTheFirstRun()).isTrue();
        return heard(search).orElseThrow();
    }

    private static long checkpoint(Verdict verdict) {
        return ((Go) verdict).from().map(Manifest::checkpoint).orElse(0L);
    }

    private static String refusal(Verdict verdict, Failure.Owner owner) {
        Failure why = ((Refuse) verdict).why();
        assertThat(why.owner()).isEqualTo(owner);
        return why.message();
    }

    @Test
    void aJobBeginsWithTheCheckpointThatItsUserNamed() {
        commit(EARLIER, 7, 128);
        assertThat(checkpoint(start(from(PLACE, false)))).isEqualTo(7);
    }

    @Test
    void withoutOneItBeginsAtOnce() {
        assertThat(search(Optional.empty()).beforeTheFirstRun()).isFalse();
    }

    @Test
    void afterAFailureItGoesOnFromItsOwnNewestAndFromTheNamedOneWhileItHasNone() {
        commit(EARLIER, 7, 128);
        RestoreSearch search = from(PLACE, false);
        assertThat(checkpoint(start(search))).isEqualTo(7);
        search.beforeAnotherRun(false);
        assertThat(heard(search)).isEmpty();
        assertThat(checkpoint(heard(search).orElseThrow())).isEqualTo(7);
        commit(JOB, 8, 128);
        facts.clear();
        search.beforeAnotherRun(false);
        assertThat(checkpoint(heard(search).orElseThrow())).isEqualTo(8);
    }

    @Test
    void aJobWhoseOwnCheckpointsAreDamagedDoesNotGoBackToTheNamedOne() {
        commit(EARLIER, 7, 128);
        RestoreSearch search = from(PLACE, false);
        start(search);
        commit(JOB, 8, 128);
        stores.damage(JOB, 8);
        facts.clear();
        search.beforeAnotherRun(true);
        assertThat(refusal(heard(search).orElseThrow(), Failure.Owner.PLATFORM)).contains("checkpoint 8");
    }

    @Test
    void aPlaceWithoutACheckpointIsRefused() {
        assertThat(refusal(start(from("memory:/nowhere/chk-1", false)), Failure.Owner.USER))
                .contains("execution.state-recovery.path='memory:/nowhere/chk-1'")
                .contains("there is no checkpoint");
    }

    @Test
    void stateThatNoOperatorClaimsIsRefusedUnlessItMayBeLost() {
        commit(EARLIER, 7, 128, GONE, new OperatorState("def", "stateless", false, false));
        assertThat(refusal(start(from(PLACE, false)), Failure.Owner.USER))
                .contains("'the counts of old' (abc)")
                .doesNotContain("stateless")
                .contains("uid")
                .contains("execution.state-recovery.ignore-unclaimed-state=true")
                .contains("--allowNonRestoredState");
        assertThat(checkpoint(start(from(PLACE, true)))).isEqualTo(7);
    }

    @Test
    void anotherMaximumParallelismIsRefusedByBothNumbers() {
        commit(EARLIER, 7, 64);
        assertThat(refusal(start(from(PLACE, true)), Failure.Owner.USER))
                .contains("'source 0'")
                .contains("128")
                .contains("64")
                .contains("setMaxParallelism");
    }

    @Test
    void whatNobodyAskedForChangesNothing() {
        commit(JOB, 1, 128);
        RestoreSearch search = search(Optional.empty());
        store.find(JOB, false);
        assertThat(heard(search)).isEmpty();
    }

    @Test
    void aJobWithoutCheckpointsCannotBeginWithOne() {
        Configuration config = new Configuration();
        config.setString("execution.state-recovery.path", PLACE);
        assertThatThrownBy(() -> StartPoint.of(config, false))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("execution.checkpointing.interval");
        assertThat(StartPoint.of(config, true)).contains(new StartPoint(PLACE, false));
        assertThat(StartPoint.of(new Configuration(), false)).isEmpty();
    }
}
