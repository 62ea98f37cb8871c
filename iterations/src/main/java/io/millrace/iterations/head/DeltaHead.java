package io.millrace.iterations.head;

import io.millrace.dataflow.contract.LoopOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.iterations.solution.SharedMemory;
import io.millrace.iterations.solution.SharedSolution;
import io.millrace.iterations.solution.SolutionSet;
import io.millrace.iterations.superstep.LoopProgress;
import io.millrace.iterations.superstep.SuperstepBarrier;
import io.millrace.operators.spill.RecordQueue;
import io.millrace.operators.spill.SpillSpace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a loop that changes a solution set, driven by a workset.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Put all that the loop begins with into the solution set, a later record in the place of an earlier one of its key; keep
 *       the workset.
 *   <li>Give the solution set to the operators beside it that look into it: in each superstep, since other subtasks may have
 *       begun it, and sent them records, before this one has put the deltas of the last one into its part.
 *   <li>Feed the step with the workset; keep meanwhile, apart, the next workset and the deltas that it feeds back.
 *   <li>When all of the loop have ended the superstep, nobody looks into the solution set: put the deltas into it. Then ask
 *       the barrier: another one with the next workset, or emit the solution set as the result.
 * </ol>
 * Memory: the solution set and three queues, which spill; two thirds of the pages are the solution set's.
 */
public final class DeltaHead<T, W> implements LoopOperator {
    private static final int PIECE = 256;

    private enum Phase {
        FILLING,
        FEEDING,
        AWAITING,
        UPDATING,
        EMITTING
    }

    // What it was told.
    private final DeltaHeadFactory<T, W> plan;
    private final OutputTag<Object> solutionOutput = LoopOutputs.solution();
    private final OutputTag<T> result;

    // What it knows.
    private Phase phase = Phase.FILLING;
    private boolean solutionFilled;
    private boolean worksetFilled;
    private boolean given;
    private int number;
    private byte[] news = NOTHING_TO_REPORT;
    private SuperstepBarrier.@Nullable Conclusion conclusion;
    private SolutionSet.@Nullable Records<Object> emitting;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private SuperstepBarrier barrier;

    @SuppressWarnings("NullAway.Init")
    private LoopProgress progress;

    @SuppressWarnings("NullAway.Init")
    private SpillSpace space;

    @SuppressWarnings("NullAway.Init")
    private SharedSolution solution;

    @SuppressWarnings("NullAway.Init")
    private RecordQueue<W> workset;

    @SuppressWarnings("NullAway.Init")
    private RecordQueue<W> nextWorkset;

    @SuppressWarnings("NullAway.Init")
    private RecordQueue<T> deltas;

    public DeltaHead(DeltaHeadFactory<T, W> plan) {
        this.plan = plan;
        this.result = LoopOutputs.result(plan.solutionType());
    }

    @Override
    public void open(OperatorContext context, Output<Object> output) {
        SerializerConfig config = context.executionConfig().getSerializerConfig();
        SharedMemory memory = new SharedMemory(context.pages(), context.spillFiles());
        TypeSerializer<T> solutionSerializer = plan.solutionType().createSerializer(config);
        int share = Math.max(2 * RecordQueue.PAGES_MIN, memory.limit() / 9);
        space = new SpillSpace(context.operatorName(), "the workset of a loop", memory, memory);
        workset = new RecordQueue<>(space, plan.worksetType().createSerializer(config), share);
        nextWorkset = new RecordQueue<>(space, plan.worksetType().createSerializer(config), share);
        deltas = new RecordQueue<>(space, solutionSerializer.duplicate(), share);
        solution = plan.managed()
                ? SharedSolution.managed(
                        context.operatorName(), memory, plan.keys(), solutionSerializer, memory.limit() - 3 * share)
                : SharedSolution.unmanaged(plan.keys());
        progress = new LoopProgress(plan.rules(), context, List.of("workset", "solutionSetDelta"));
        barrier = new SuperstepBarrier(plan.rules(), 2, 0, context.userClassLoader());
    }

    @Override
    @SuppressWarnings("unchecked") // the plan connects inputs of these types only
    public void process(int input, Object record) throws Exception {
        switch (input) {
            case DeltaHeadFactory.SOLUTION -> solution.put(record);
            case DeltaHeadFactory.WORKSET -> workset.add((W) record);
            case DeltaHeadFactory.NEXT_WORKSET -> nextWorkset.add((W) record);
            default -> deltas.add((T) record);
        }
    }

    @Override
    public void endInput(int input) {
        solutionFilled |= input == DeltaHeadFactory.SOLUTION;
        worksetFilled |= input == DeltaHeadFactory.WORKSET;
    }

    @Override
    public void endSuperstep(int input, List<byte[]> reports) throws Exception {
        barrier.ended(input - DeltaHeadFactory.NEXT_WORKSET, reports);
        progress.ended(input - DeltaHeadFactory.NEXT_WORKSET, reports);
    }

    @Override
    public Turn next(Output<Object> output) throws Exception {
        return switch (phase) {
            case FILLING -> solutionFilled && worksetFilled ? begin() : Turn.WAITING;
            case FEEDING -> feed(output);
            case AWAITING -> barrier.isReached() ? conclude() : Turn.WAITING;
            case UPDATING -> update();
            case EMITTING -> emit(output);
        };
    }

    private Turn begin() {
        number++;
        given = false;
        phase = Phase.FEEDING;
        return Turn.BEGINS;
    }

    private Turn feed(Output<Object> output) throws Exception {
        if (!given) {
            given = true;
            output.collect(solutionOutput, solution, Output.NO_TIMESTAMP);
        }
        for (int i = 0; i < PIECE; i++) {
            if (!workset.hasNext()) {
                workset.clear();
                phase = Phase.AWAITING;
                return Turn.FED;
            }
            output.collect(workset.take(), Output.NO_TIMESTAMP);
        }
        return Turn.MORE;
    }

    private Turn conclude() throws Exception {
        SuperstepBarrier.Conclusion reached = barrier.conclude(number);
        progress.concluded(number, reached.last(), reached.aggregates());
        conclusion = reached;
        news = reached.aggregates().bytes();
        phase = Phase.UPDATING;
        return update();
    }

    private Turn update() throws Exception {
        for (int i = 0; i < PIECE; i++) {
            if (!deltas.hasNext()) {
                deltas.clear();
                return updated();
            }
            solution.put(deltas.take());
        }
        return Turn.MORE;
    }

    private Turn updated() {
        RecordQueue<W> emptied = workset;
        workset = nextWorkset;
        nextWorkset = emptied;
        if (conclusion != null && !conclusion.last()) {
            return begin();
        }
        phase = Phase.EMITTING;
        emitting = solution.records();
        return Turn.OVER;
    }

    @SuppressWarnings("unchecked")
    private Turn emit(Output<Object> output) throws Exception {
        SolutionSet.Records<Object> records = emitting;
        for (int i = 0; i < PIECE; i++) {
            if (records == null || !records.next()) {
                return Turn.ENDED;
            }
            output.collect(result, (T) records.record(), Output.NO_TIMESTAMP);
        }
        return Turn.MORE;
    }

    // What it feeds came by an exchange, for itself alone.
    @Override
    public boolean emitsNew() {
        return true;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public byte[] news() {
        return news;
    }

    @Override
    public void close() throws Exception {
        try {
            if (solution != null) {
                solution.close();
            }
        } finally {
            if (space != null) {
                workset.clear();
                nextWorkset.clear();
                deltas.clear();
                space.close();
            }
        }
    }
}
