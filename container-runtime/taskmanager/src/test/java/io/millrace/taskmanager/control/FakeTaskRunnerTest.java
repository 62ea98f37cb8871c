package io.millrace.taskmanager.control;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class FakeTaskRunnerTest extends TaskRunnerContract {
    private final List<TaskRunner.Fact> facts = new ArrayList<>();
    private final FakeTaskRunner runner = new FakeTaskRunner(facts::add);

    @Override
    TaskRunner runner() {
        return runner;
    }

    @Override
    AttemptId deployShort() {
        AttemptId attempt = deployEndless();
        runner.end(attempt, TaskState.FINISHED, Optional.empty());
        return attempt;
    }

    @Override
    AttemptId deployEndless() {
        AttemptId attempt = new AttemptId(new JobID(1, 1), 0, 0, 0);
        runner.deploy(attempt.job(), new byte[0], List.of(attempt), new Placements(List.of()));
        return attempt;
    }

    @Override
    List<TaskRunner.Fact> facts() {
        return facts;
    }

    @Override
    void awaitMoves(AttemptId attempt, int moves) {
        if (moves(attempt).size() < moves) {
            throw new AssertionError("expected " + moves + " moves of " + attempt + ", found " + moves(attempt));
        }
    }
}
