package io.millrace.control.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.graph.GraphStore.Fact;
import io.millrace.control.graph.GraphStore.Failed;
import io.millrace.control.graph.GraphStore.Found;
import io.millrace.control.graph.GraphStore.Kept;
import io.millrace.dataflow.JobID;
import org.junit.jupiter.api.Test;

/** What every {@link GraphStore} does that outlives its leader. */
public abstract class GraphStoreContract {
    protected static final JobID JOB = new JobID(3, 4);
    private static final JobID OTHER = new JobID(3, 5);
    private static final String HASH = "00ff";
    private static final byte[] GRAPH = {1, 2, 3, 0, -1};

    /** A leader's view of the one store of this test. */
    protected abstract GraphStore leader();

    /** The next fact that leader was told; waits for it. */
    protected abstract Fact next(GraphStore leader);

    private String keep(GraphStore leader, JobID job, byte[] graph) {
        leader.keep(job, HASH, graph);
        Kept kept = (Kept) next(leader);
        assertThat(kept.job()).isEqualTo(job);
        assertThat(kept.place()).isNotEmpty();
        return kept.place();
    }

    private void assertFinds(GraphStore leader, JobID job, String place, byte[] graph) {
        leader.read(job, place);
        assertThat(next(leader)).isInstanceOfSatisfying(Found.class, found -> {
            assertThat(found.job()).isEqualTo(job);
            assertThat(found.graph()).isEqualTo(graph);
        });
    }

    private void assertFindsNothing(GraphStore leader, String place) {
        leader.read(JOB, place);
        assertThat(next(leader)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.job()).isEqualTo(JOB);
            assertThat(failed.reason()).contains(place);
        });
    }

    @Test
    void whatIsKeptIsReadByAnyLeader() {
        GraphStore leader = leader();
        assertThat(leader.forgets()).isFalse();
        String place = keep(leader, JOB, GRAPH);
        assertFinds(leader, JOB, place, GRAPH);
        assertFinds(leader(), JOB, place, GRAPH);
    }

    @Test
    void keepingTheSameAgainChangesNothing() {
        GraphStore leader = leader();
        String place = keep(leader, JOB, GRAPH);
        assertThat(keep(leader, JOB, GRAPH)).isEqualTo(place);
        assertThat(keep(leader(), JOB, GRAPH)).isEqualTo(place);
        assertFinds(leader, JOB, place, GRAPH);
    }

    @Test
    void jobsOfOneGraphHaveAPlaceEach() {
        GraphStore leader = leader();
        String place = keep(leader, JOB, GRAPH);
        String other = keep(leader, OTHER, GRAPH);
        assertThat(other).isNotEqualTo(place);
        leader.drop(JOB, place);
        assertFinds(leader, OTHER, other, GRAPH);
    }

    @Test
    void whatWasNeverKeptIsNotFoundAndItsPlaceIsNamed() {
        assertFindsNothing(leader(), "nowhere.graph");
    }

    @Test
    void whatIsDroppedIsGoneAndMayBeDroppedAgain() {
        GraphStore leader = leader();
        String place = keep(leader, JOB, GRAPH);
        leader.drop(JOB, place);
        assertFindsNothing(leader, place);
        leader.drop(JOB, place);
        assertFindsNothing(leader(), place);
        assertThat(keep(leader, JOB, GRAPH)).isEqualTo(place);
    }
}
