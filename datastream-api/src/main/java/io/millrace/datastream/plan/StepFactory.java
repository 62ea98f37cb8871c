package io.millrace.datastream.plan;

import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.OperatorFactory;
import java.util.Optional;
import java.util.function.Function;

/** Makes an operator's parts when the program is translated, with all that is known then. */
@FunctionalInterface
public interface StepFactory {
    OperatorFactory operator(StepContext context);

    /** The operator's part beside the JobManager. */
    default Optional<CoordinatorFactory> coordinator(StepContext context) {
        return Optional.empty();
    }

    /** An operator with a coordinator. */
    static StepFactory with(
            Function<StepContext, ? extends OperatorFactory> operator,
            Function<StepContext, ? extends CoordinatorFactory> coordinator) {
        return new StepFactory() {
            @Override
            public OperatorFactory operator(StepContext context) {
                return operator.apply(context);
            }

            @Override
            public Optional<CoordinatorFactory> coordinator(StepContext context) {
                return Optional.of(coordinator.apply(context));
            }
        };
    }
}
