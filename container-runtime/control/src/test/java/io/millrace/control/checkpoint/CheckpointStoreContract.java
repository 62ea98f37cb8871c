package io.millrace.control.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore.Closed;
import io.millrace.control.checkpoint.CheckpointStore.Committed;
import io.millrace.control.checkpoint.CheckpointStore.Fact;
import io.millrace.control.checkpoint.CheckpointStore.Found;
import io.millrace.control.checkpoint.CheckpointStore.Opened;
import io.millrace.control.checkpoint.CheckpointStore.Prepared;
import io.millrace.control.checkpoint.CheckpointStore.Superseded;
import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.control.checkpoint.Manifest.OperatorState;
import io.millrace.control.checkpoint.Manifest.SubtaskState;
import io.millrace.control.checkpoint.Manifest.VertexState;
import io.millrace.dataflow.JobID;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link CheckpointStore} does. */
public abstract class CheckpointStoreContract {
    protected static final JobID JOB = new JobID(3, 4);

    /** A leader's view of the one store of this test. */
    protected abstract CheckpointStore leader();

    /** The next fact that leader was told; waits for it. */
    protected abstract Fact next(CheckpointStore leader);

    /** Puts a file of a checkpoint where {@code prepare} said. */
    protected abstract StateHandle file(String directory);

    private CheckpointStore opened(long epoch) {
        CheckpointStore leader = leader();
        leader.open(JOB, Optional.empty(), new Epoch(epoch));
        assertThat(next(leader)).isInstanceOf(Opened.class);
        return leader;
    }

    private Manifest take(CheckpointStore leader, long checkpoint) {
        leader.prepare(JOB, checkpoint);
        Prepared place = (Prepared) next(leader);
        assertThat(place.checkpoint()).isEqualTo(checkpoint);
        assertThat(place.directory()).endsWith("/" + JOB + "/chk-" + checkpoint);
        return new Manifest(
                JOB,
                checkpoint,
                new Epoch(1),
                5,
                6,
                List.of(new VertexState(
                        128,
                        List.of(
                                new OperatorState("a", "first", true, false),
                                new OperatorState("b", "second", false, true)),
                        List.of(
                                new SubtaskState(0, 63, Optional.of(file(place.directory())), true),
                                new SubtaskState(64, 127, Optional.empty(), false)))),
                List.of(new CoordinatorState("a", new byte[] {1, 2})));
    }

    private void commit(CheckpointStore leader, long checkpoint) {
        leader.commit(take(leader, checkpoint));
        assertThat(next(leader)).isEqualTo(new Committed(JOB, checkpoint));
    }

    private void close(CheckpointStore leader, boolean keep) {
        leader.close(JOB, keep);
        assertThat(next(leader)).isEqualTo(new Closed(JOB));
    }

    private Found find(CheckpointStore leader, boolean thorough) {
        leader.find(JOB, thorough);
        return (Found) next(leader);
    }

    private long found(CheckpointStore leader) {
        return find(leader, true).manifest().map(Manifest::checkpoint).orElse(0L);
    }

    @Test
    void nothingIsThereAtFirst() {
        CheckpointStore leader = leader();
        leader.open(JOB, Optional.empty(), new Epoch(1));
        assertThat(next(leader))
                .isInstanceOfSatisfying(
                        Opened.class, fact -> assertThat(fact.newest()).isZero());
        assertThat(found(leader)).isZero();
    }

    @Test
    void theNewestThatWasCommittedIsFoundAsItWas() {
        CheckpointStore leader = opened(1);
        commit(leader, 1);
        Manifest second = take(leader, 2);
        leader.commit(second);
        assertThat(next(leader)).isEqualTo(new Committed(JOB, 2));
        take(leader, 3);
        assertThat(find(leader, true).manifest()).usingRecursiveComparison().isEqualTo(Optional.of(second));
    }

    @Test
    void whatIsNotRetainedIsNotFound() {
        CheckpointStore leader = opened(1);
        commit(leader, 1);
        commit(leader, 2);
        leader.retain(JOB, List.of(1L));
        assertThat(found(leader)).isEqualTo(2);
        commit(leader, 3);
        leader.retain(JOB, List.of(2L, 3L));
        assertThat(found(leader)).isEqualTo(3);
    }

    @Test
    void anotherJobMayReadACheckpointByItsPlace() {
        CheckpointStore leader = opened(1);
        Manifest first = take(leader, 1);
        leader.commit(first);
        assertThat(next(leader)).isEqualTo(new Committed(JOB, 1));
        JobID other = new JobID(5, 6);
        leader.open(other, Optional.empty(), new Epoch(1));
        String own = ((Opened) next(leader)).directory();
        String place = own.replace(other.toString(), JOB.toString()) + "/chk-";
        leader.read(other, place + 1, true);
        Found found = (Found) next(leader);
        assertThat(found.job()).isEqualTo(other);
        assertThat(found.manifest()).usingRecursiveComparison().isEqualTo(Optional.of(first));
        leader.read(other, place + 2, false);
        Found nothing = (Found) next(leader);
        assertThat(nothing.manifest()).isEmpty();
        assertThat(nothing.passedOver()).singleElement().asString().contains("chk-2");
        assertThat(found(leader)).isEqualTo(1);
    }

    @Test
    void aLaterLeaderFindsWhatAnEarlierOneCommittedAndShutsItOut() {
        CheckpointStore earlier = opened(1);
        commit(earlier, 1);
        Manifest second = take(earlier, 2);
        CheckpointStore later = leader();
        later.open(JOB, Optional.empty(), new Epoch(2));
        assertThat(((Opened) next(later)).newest()).isEqualTo(2);
        assertThat(found(later)).isEqualTo(1);
        earlier.commit(second);
        assertThat(next(earlier)).isInstanceOf(Superseded.class);
        assertThat(found(later)).isEqualTo(1);
    }

    @Test
    void theCheckpointsOfAClosedJobAreGoneUnlessTheyAreKept() {
        CheckpointStore leader = opened(1);
        commit(leader, 1);
        close(leader, true);
        CheckpointStore second = opened(2);
        assertThat(found(second)).isEqualTo(1);
        close(second, false);
        CheckpointStore third = opened(3);
        assertThat(found(third)).isZero();
    }

    @Test
    void ofAJobThatWasNeverOpenedThereIsNothingToClose() {
        close(leader(), false);
    }
}
