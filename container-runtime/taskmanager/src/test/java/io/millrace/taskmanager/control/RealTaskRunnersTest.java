package io.millrace.taskmanager.control;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.protocol.AttemptId;
import io.millrace.taskmanager.checkpoint.MemorySnapshotFiles;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.worker.SteppedTaskRunner;
import io.millrace.taskmanager.worker.TaskManagerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The contract of {@link TaskRunner} on the runners that run tasks. */
class RealTaskRunnersTest {
    private static JobGraph graph(boolean endless) {
        Program program = new Program();
        program.source("source", 1, new EndlessSource.Factory(endless));
        return program.build();
    }

    private static AttemptId deploy(TaskRunner runner, boolean endless) {
        JobGraph graph = graph(endless);
        JobID job = new JobID();
        List<AttemptId> attempts = Cluster.attempts(job, graph);
        runner.deploy(job, Cluster.bytes(graph), attempts, Cluster.placements(graph));
        return attempts.get(0);
    }

    @Nested
    class Threaded extends TaskRunnerContract {
        private final Cluster cluster = new Cluster(1);

        @AfterEach
        void close() {
            cluster.close();
        }

        @Override
        TaskRunner runner() {
            return cluster.runner();
        }

        @Override
        AttemptId deployShort() {
            return deploy(cluster.runner(), false);
        }

        @Override
        AttemptId deployEndless() {
            return deploy(cluster.runner(), true);
        }

        @Override
        List<TaskRunner.Fact> facts() {
            return cluster.facts();
        }

        @Override
        void awaitMoves(AttemptId attempt, int moves) {
            Cluster.await(() -> moves(attempt).size() >= moves);
        }
    }

    @Nested
    class Stepped extends TaskRunnerContract {
        private final List<TaskRunner.Fact> facts = new ArrayList<>();
        private final SteppedTaskRunner runner = new SteppedTaskRunner(
                Cluster.SELF,
                TaskManagerSettings.defaults(1).withManagedMemoryBytes(1 << 20),
                new Cluster.NoState(),
                new MemorySnapshotFiles(),
                Optional.empty(),
                new Cluster.SameLoader(),
                Optional.empty(),
                () -> 0,
                facts::add,
                1);

        @Override
        TaskRunner runner() {
            return runner;
        }

        @Override
        AttemptId deployShort() {
            return deploy(runner, false);
        }

        @Override
        AttemptId deployEndless() {
            return deploy(runner, true);
        }

        @Override
        List<TaskRunner.Fact> facts() {
            return facts;
        }

        @Override
        void awaitMoves(AttemptId attempt, int moves) {
            for (int steps = 0; moves(attempt).size() < moves; steps++) {
                if (steps == 1000) {
                    throw new AssertionError(
                            "expected " + moves + " moves of " + attempt + ", found " + moves(attempt));
                }
                runner.step();
            }
        }
    }
}
