package io.millrace.datastream;

import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.plan.OperatorStep;
import io.millrace.datastream.plan.StepContext;
import io.millrace.datastream.plan.StreamNode;
import io.millrace.datastream.runtime.LoopHeadFactory;
import io.millrace.datastream.runtime.LoopInputFactory;
import io.millrace.datastream.runtime.LoopTailFactory;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The ends of a streaming loop: where records enter it, the head that emits what comes back, and the tails that send it. All
 * lie in the default slot sharing group with one parallelism, so that those of one number share a slot and thus a JVM.
 *
 * @param <I> what enters
 * @param <F> what comes back
 */
final class StreamLoop<I, F> {
    private final int number;
    private final DataStream<I> input;
    private final long maxWaitMs;
    private final OperatorStep<I> entry;
    private final OperatorStep<F> head;
    private boolean closed;

    StreamLoop(DataStream<I> input, TypeInformation<F> feedbackType, long maxWaitMs) {
        if (maxWaitMs < 0) {
            throw new IllegalArgumentException(
                    "The longest wait of an iteration must not be negative, but is " + maxWaitMs + " ms");
        }
        this.number = input.getExecutionEnvironment().nextLoop();
        this.input = input;
        this.maxWaitMs = maxWaitMs;
        this.entry = placed(
                new OperatorStep<>(
                        "Iteration Input", input.getType(), List.of(input.node()), c -> new LoopInputFactory<>(number)),
                input.node().parallelism());
        this.head = placed(
                new OperatorStep<>("Iteration Head", feedbackType, List.of(), this::headFactory),
                input.node().parallelism());
    }

    private static <T> OperatorStep<T> placed(OperatorStep<T> step, int parallelism) {
        step.setParallelism(parallelism);
        step.setSlotSharingGroup(OperatorNode.DEFAULT_GROUP);
        return step;
    }

    private LoopHeadFactory<F> headFactory(StepContext context) {
        if (!closed) {
            throw new IllegalStateException("The iteration over '" + entry.name()
                    + "' does not have any feedback edges: close it by closeWith(feedback).");
        }
        if (context.batch()) {
            throw new UnsupportedOperationException("Iterations of streams do not run in batch mode: set"
                    + " 'execution.runtime-mode' to STREAMING, or use the iterations of data sets.");
        }
        return new LoopHeadFactory<>(number, maxWaitMs, head.type());
    }

    OperatorStep<I> entry() {
        return entry;
    }

    OperatorStep<F> head() {
        return head;
    }

    /**
     * Sends the records of {@code feedback} back.
     *
     * @throws UnsupportedOperationException if it does not come from this loop, or has another parallelism
     */
    void close(DataStream<F> feedback) {
        if (!comesFrom(feedback.node())) {
            throw new UnsupportedOperationException("Cannot close an iteration with a feedback DataStream that does"
                    + " not originate from said iteration.");
        }
        if (feedback.getParallelism() != input.getParallelism()) {
            throw new UnsupportedOperationException("Parallelism of the feedback stream must match the parallelism of"
                    + " the original stream. Parallelism of original stream: " + input.getParallelism()
                    + "; parallelism of feedback stream: " + feedback.getParallelism()
                    + ". Parallelism can be modified using setParallelism() of the stream.");
        }
        OperatorStep<Void> tail = new OperatorStep<>(
                "Iteration Tail",
                Types.VOID,
                List.of(feedback.node()),
                context -> new LoopTailFactory<>(number, head.type()));
        input.getExecutionEnvironment().add(placed(tail, input.node().parallelism()));
        closed = true;
    }

    private boolean comesFrom(StreamNode<?> feedback) {
        Set<StreamNode<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<StreamNode<?>> open = new ArrayDeque<>(List.of(feedback));
        while (!open.isEmpty()) {
            StreamNode<?> node = open.pop();
            if (node == head) {
                return true;
            }
            if (seen.add(node)) {
                open.addAll(node.inputs());
            }
        }
        return false;
    }
}
