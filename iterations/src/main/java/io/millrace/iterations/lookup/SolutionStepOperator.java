package io.millrace.iterations.lookup;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.iterations.solution.SharedSolution;
import io.millrace.iterations.step.StepContext;
import org.jspecify.annotations.Nullable;

/**
 * Runs what looks into the solution set of a loop: in each superstep a new operator, as {@link
 * io.millrace.iterations.step.StepOperator} does. The solution set itself comes in each superstep, by reference, from the head
 * of the loop beside it.
 */
public final class SolutionStepOperator<P, OUT> implements TwoInputOperator<P, SharedSolution, OUT> {
    private final SolutionStepFactory<P, OUT> plan;
    private @Nullable OneInputOperator<P, OUT> inner;

    @SuppressWarnings("NullAway.Init")
    private StepContext context;

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    public SolutionStepOperator(SolutionStepFactory<P, OUT> plan) {
        this.plan = plan;
    }

    @Override
    public void open(OperatorContext task, Output<OUT> to) {
        context = new StepContext(task, plan.rules(), 0);
        output = to;
    }

    // Until the head beside it has sent the solution set, that may lack deltas of the superstep
    // before. The head waits for nobody, so it is safe to wait for it.
    @Override
    public InputSelection nextInput() {
        return inner == null ? InputSelection.RIGHT : InputSelection.ANY;
    }

    @Override
    public void beginSuperstep(int number, byte[] news) throws Exception {
        context.begin(number, news);
    }

    @Override
    public void processRight(SharedSolution solution, long timestamp) throws Exception {
        OneInputOperator<P, OUT> next = plan.lookUp().into(solution);
        inner = next;
        next.open(context, output);
    }

    @Override
    public void processLeft(P record, long timestamp) throws Exception {
        OneInputOperator<P, OUT> running = inner;
        if (running == null) {
            throw new IllegalStateException(
                    "a record came to '" + context.operatorName() + "' between two supersteps of its loop");
        }
        running.process(record, timestamp);
    }

    @Override
    public Emission<OUT> endLeft() throws Exception {
        OneInputOperator<P, OUT> running = inner;
        return running == null ? Emission.none() : running.endInput();
    }

    @Override
    public byte[] endSuperstep() throws Exception {
        close();
        return context.end();
    }

    @Override
    public void close() throws Exception {
        OneInputOperator<P, OUT> running = inner;
        if (running != null) {
            inner = null;
            running.close();
        }
    }
}
