package io.millrace.jobmanager.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobStatus;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobPhaseTest {
    private static Set<JobPhase> reachableFrom(JobPhase start) {
        Set<JobPhase> reached = EnumSet.of(start);
        Deque<JobPhase> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            JobPhase from = open.remove();
            Arrays.stream(JobPhase.values())
                    .filter(to -> from.mayBecome(to) && reached.add(to))
                    .forEach(open::add);
        }
        return reached;
    }

    @ParameterizedTest
    @EnumSource(JobPhase.class)
    void everyPhaseIsReachedAndLeadsToAnEnd(JobPhase phase) {
        Set<JobPhase> reached = reachableFrom(JobPhase.STARTING_COORDINATORS);
        reached.addAll(reachableFrom(JobPhase.RECONCILING));
        assertThat(reached).contains(phase);
        assertThat(reachableFrom(phase)).anyMatch(JobPhase::isTerminal);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobPhase.class,
            names = {"FINISHED", "FAILED", "CANCELED"})
    void theEndIsNeverLeft(JobPhase end) {
        assertThat(reachableFrom(end)).containsExactly(end);
        assertThat(end.status().isGloballyTerminalState()).isTrue();
    }

    @Test
    void aJobThatFailsOrIsCancelledUndoesItsOutputFirst() {
        for (JobPhase phase : JobPhase.values()) {
            if (phase.mayBecome(JobPhase.FAILED)) {
                assertThat(phase).isEqualTo(JobPhase.ABORTING_TO_FAIL);
            }
            if (phase.mayBecome(JobPhase.CANCELED)) {
                assertThat(phase).isEqualTo(JobPhase.ABORTING_TO_CANCEL);
            }
            if (phase.mayBecome(JobPhase.FINISHED)) {
                assertThat(phase).isEqualTo(JobPhase.PUBLISHING);
            }
        }
    }

    @Test
    void tasksThatRunAreStoppedBeforeAnythingElseHappens() {
        for (JobPhase next : JobPhase.values()) {
            for (JobPhase phase : JobPhase.values()) {
                if (phase.isGoingOn() && phase.mayBecome(next)) {
                    assertThat(next.isStopping() || next.isGoingOn() || next == JobPhase.PUBLISHING)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void onceCancellingAJobDoesNotFailAnyMore() {
        assertThat(reachableFrom(JobPhase.STOPPING_TO_CANCEL))
                .extracting(JobPhase::status)
                .containsOnly(JobStatus.CANCELLING, JobStatus.CANCELED);
    }
}
