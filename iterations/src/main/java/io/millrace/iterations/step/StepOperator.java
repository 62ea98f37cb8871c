package io.millrace.iterations.step;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.Resizable;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operator with one input inside a loop: in each superstep a new one, opened at its beginning and closed at its end, so
 * that it need not know of loops; it begins at the size that the one before ended with ({@link Resizable}). User functions are the same objects all the time; they are opened and closed with it.
 */
public final class StepOperator<IN, OUT> implements OneInputOperator<IN, OUT> {
    private final StepFactory plan;
    private @Nullable OneInputOperator<IN, OUT> inner;
    private int lastSize;

    @SuppressWarnings("NullAway.Init")
    private StepContext context;

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    public StepOperator(StepFactory plan) {
        this.plan = plan;
    }

    @Override
    public void open(OperatorContext task, Output<OUT> to) {
        context = new StepContext(task, plan.rules(), 0);
        output = to;
    }

    @Override
    public void beginSuperstep(int number, byte[] news) throws Exception {
        context.begin(number, news);
        OneInputOperator<IN, OUT> next = plan.operator();
        inner = next;
        if (lastSize > 0 && next instanceof Resizable resizable) {
            resizable.startAt(lastSize);
        }
        next.open(context, output);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        running().process(record, timestamp);
    }

    @Override
    public Emission<OUT> onTime(long now) throws Exception {
        OneInputOperator<IN, OUT> running = inner;
        return running == null ? Emission.none() : running.onTime(now);
    }

    @Override
    public Emission<OUT> endInput() throws Exception {
        OneInputOperator<IN, OUT> running = inner;
        return running == null ? Emission.none() : running.endInput();
    }

    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return plan.operator().emitsNew(outputType);
    }

    @Override
    public byte[] endSuperstep() throws Exception {
        lastSize = inner instanceof Resizable resizable ? resizable.size() : 0;
        close();
        return context.end();
    }

    private OneInputOperator<IN, OUT> running() {
        OneInputOperator<IN, OUT> running = inner;
        if (running == null) {
            throw new IllegalStateException(
                    "a record came to '" + context.operatorName() + "' between two supersteps of its loop");
        }
        return running;
    }

    @Override
    public void close() throws Exception {
        OneInputOperator<IN, OUT> running = inner;
        if (running != null) {
            inner = null;
            running.close();
        }
    }
}
