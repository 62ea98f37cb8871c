package io.millrace.taskmanager.task;

import io.millrace.protocol.AttemptId;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.control.TaskRunner.Fact;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the TaskManager what happens to an attempt: one outcome, and nothing after it. Thread-safe. */
final class TaskReports {
    private static final Logger LOG = LoggerFactory.getLogger(TaskReports.class);

    private final AttemptId attempt;
    private final Consumer<Fact> facts;
    private final AtomicBoolean over = new AtomicBoolean();

    TaskReports(AttemptId attempt, Consumer<Fact> facts) {
        this.attempt = attempt;
        this.facts = facts;
    }

    boolean isOver() {
        return over.get();
    }

    void runs() {
        LOG.debug("{}: all operators are open", attempt);
        tell(new TaskRunner.Moved(attempt, TaskState.RUNNING, Optional.empty(), Map.of()));
    }

    void wantsSplit() {
        tell(new TaskRunner.SplitWanted(attempt));
    }

    void says(int operator, byte[] message) {
        tell(new TaskRunner.OperatorSaid(attempt, operator, message));
    }

    void awaitsCheckpoint() {
        LOG.debug("{}: all is sent, awaits a checkpoint", attempt);
        tell(new TaskRunner.AwaitsCheckpoint(attempt));
    }

    void declined(long checkpoint, String operator, Throwable thrown) {
        LOG.warn("{}: operator '{}' cannot give its state to checkpoint {}", attempt, operator, checkpoint, thrown);
    }

    /** The first outcome counts. */
    void ended(Outcome outcome) {
        if (over.compareAndSet(false, true)) {
            LOG.debug("{}: {}", attempt, outcome.state());
            facts.accept(new TaskRunner.Moved(attempt, outcome.state(), outcome.failure(), outcome.accumulators()));
        }
    }

    /** Something went wrong that changes nothing any more. */
    void ignored(String what, Throwable thrown) {
        LOG.warn("{}: {} failed after the task had ended otherwise", attempt, what, thrown);
    }

    private void tell(Fact fact) {
        if (!over.get()) {
            facts.accept(fact);
        }
    }
}
