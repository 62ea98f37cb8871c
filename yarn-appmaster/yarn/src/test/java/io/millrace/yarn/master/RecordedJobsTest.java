package io.millrace.yarn.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.Epoch;
import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.graph.GraphFingerprint;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.program.ProgramChangedException;
import io.millrace.jobmanager.succession.Inheritance;
import io.millrace.jobmanager.succession.Inheritance.InheritedJob;
import io.millrace.protocol.JobEntry.JobAccepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedJobsTest {
    private record Nothing() implements OperatorFactory {
        @Override
        public Operator create() {
            throw new IllegalStateException("no task runs in these tests");
        }
    }

    private static JobGraph graph(String name) {
        JobGraphBuilder builder = new JobGraphBuilder();
        builder.add(new OperatorNode(
                name,
                Optional.empty(),
                new Nothing(),
                Optional.empty(),
                1,
                128,
                OperatorNode.DEFAULT_GROUP,
                OperatorNode.Chaining.ALWAYS,
                List.of()));
        return builder.build(name, JobGraph.Mode.BATCH, new ExecutionConfig(), Map.of());
    }

    private static RecordedJobs recorded(String... names) {
        List<InheritedJob> jobs = new ArrayList<>();
        for (String name : names) {
            JobAccepted accepted =
                    new JobAccepted(JobID.generate(), name, "", "", GraphFingerprint.of(graph(name)), jobs.size());
            jobs.add(new InheritedJob(new Epoch(1), accepted, Optional.empty()));
        }
        return new RecordedJobs(new Inheritance(jobs));
    }

    private static String name(Optional<InheritedJob> job) {
        return job.map(InheritedJob::accepted).map(JobAccepted::name).orElse("none");
    }

    @Test
    void theNthJobIsTheNthOfThen() throws ProgramChangedException {
        RecordedJobs recorded = recorded("a", "b", "a");
        assertThat(List.of(
                        name(recorded.submitted(graph("a"))),
                        name(recorded.submitted(graph("b"))),
                        name(recorded.submitted(graph("a")))))
                .containsExactly("a", "b", "a");
    }

    @Test
    void whatTheProgramHadNotComeToIsNew() throws ProgramChangedException {
        RecordedJobs recorded = recorded("a");
        assertThat(recorded.submitted(graph("a"))).isPresent();
        assertThat(recorded.submitted(graph("b"))).isEmpty();
        assertThat(recorded("a").submitted(graph("a"))).isPresent();
        assertThat(recorded().submitted(graph("a"))).isEmpty();
    }

    @Test
    void aProgramThatDoesSomethingElseIsToldWhichJobDiffers() {
        RecordedJobs recorded = recorded("a", "b");
        assertThatThrownBy(() -> {
                    assertThat(recorded.submitted(graph("a"))).isPresent();
                    var unused = recorded.submitted(graph("c"));
                })
                .isInstanceOf(ProgramChangedException.class)
                .hasMessageContaining("job number 2 was 'b'")
                .hasMessageContaining("is now 'c'");
    }
}
