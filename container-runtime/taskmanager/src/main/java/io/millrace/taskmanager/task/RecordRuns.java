package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.RecordStep;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.taskmanager.fused.FusedRun;
import io.millrace.taskmanager.fused.FusedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds where operators of a chain do nothing with a record but call a function, one such after another, and lets their records go
 * through a {@link FusedRun}. The stages of the operators stay as they are: events take their way from stage to stage.
 */
final class RecordRuns {
    /** Alone, an operator gains less than the class of a run takes. */
    private static final int STEPS_MIN = 2;

    /** A method must not grow so large that the JIT leaves it alone (8,000 bytes; a step has some 30). */
    private static final int STEPS_MAX = 100;

    private RecordRuns() {}

    /**
     * What is to be given the records that come to the one-input operator at {@code first}. The stages behind it have their outputs.
     *
     * @param copier copies what comes to a stage
     */
    static OneInputOperator<Object, ?> receiver(
            Chain chain, int first, Function<Stage, @Nullable TypeSerializer<Object>> copier, Glue glue) {
        if (first > 0 && stepOf(chain.stage(first - 1)).isPresent()) {
            return operator(chain, first); // the run goes past it
        }
        List<FusedStep> steps = new ArrayList<>();
        for (int i = first; i < chain.size() && steps.size() < STEPS_MAX; i++) {
            Stage stage = chain.stage(i);
            Optional<RecordStep> step = stepOf(stage);
            if (step.isEmpty()) {
                break;
            }
            // What comes to the first one is copied on its way here.
            steps.add(new FusedStep(step.get(), i == first ? null : copier.apply(stage)));
        }
        if (steps.size() < STEPS_MIN) {
            return operator(chain, first);
        }
        FusedRun run = glue.fused(
                steps,
                chain.stage(first + steps.size() - 1).output(),
                (step, record, thrown) -> failed(chain, first, steps, step, record, thrown));
        count(chain, first, steps, run);
        return run;
    }

    @SuppressWarnings("unchecked")
    private static OneInputOperator<Object, ?> operator(Chain chain, int index) {
        return (OneInputOperator<Object, ?>) chain.stage(index).operator();
    }

    private static Optional<RecordStep> stepOf(Stage stage) {
        return stage.operator() instanceof OneInputOperator<?, ?> one ? one.recordStep() : Optional.empty();
    }

    /** Filters hand on the very record that came, so it may be known for later steps too. */
    private static RuntimeException failed(
            Chain chain, int first, List<FusedStep> steps, int step, Object record, Throwable thrown) {
        boolean changed =
                steps.subList(0, step).stream().anyMatch(before -> before.step() instanceof RecordStep.Mapping);
        return chain.failed(first + step, changed ? first : first + step, record, thrown);
    }

    /** To an operator came what the last filter before it let pass, or what came to the run. */
    private static void count(Chain chain, int first, List<FusedStep> steps, FusedRun run) {
        LongSupplier before = chain.stage(first)::received;
        for (int i = 0; i < steps.size(); i++) {
            if (i > 0) {
                chain.stage(first + i).receivedBy(before);
            }
            if (steps.get(i).step() instanceof RecordStep.Filtering) {
                int filter = i;
                before = () -> run.passed(filter);
            }
        }
    }
}
