package io.millrace.simulation.job;

import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import java.util.List;

/** Writes the printed form of each record into an {@link OutputStore}: aside, until the coordinator publishes. */
final class StoreSink implements OneInputOperator<Object, Object> {
    record Factory(String store) implements OperatorFactory {
        @Override
        public Operator create() {
            return new StoreSink(store);
        }
    }

    /** Publishes what the finished attempts wrote, and tells the client each line of it. */
    record Publisher(String store) implements CoordinatorFactory {
        @Override
        @SuppressWarnings("NullAway.Init") // start comes first.
        public Coordinator create() {
            return new Coordinator() {
                private CoordinatorContext context;

                @Override
                public void start(CoordinatorContext given) {
                    context = given;
                }

                @Override
                public void publish(List<Integer> attempts) {
                    OutputStore output = OutputStore.named(store);
                    output.publish(attempts);
                    output.published().forEach(line -> context.sayToClient(line, new byte[0]));
                }

                @Override
                public void abort() {
                    OutputStore.named(store).abort();
                }
            };
        }
    }

    private final OutputStore store;
    private int subtask;
    private int attempt;

    private StoreSink(String store) {
        this.store = OutputStore.named(store);
    }

    @Override
    public void open(OperatorContext context, Output<Object> output) {
        subtask = context.task().getIndexOfThisSubtask();
        attempt = context.task().getAttemptNumber();
        store.begin(subtask, attempt);
    }

    @Override
    public void process(Object record, long timestamp) {
        store.append(subtask, attempt, record.toString());
    }
}
