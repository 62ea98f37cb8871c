package io.millrace.iterations.head;

import io.millrace.dataflow.contract.LoopOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.iterations.snapshot.Block;
import io.millrace.iterations.snapshot.LoopSnapshots;
import io.millrace.iterations.snapshot.SuperstepLog.Kind;
import io.millrace.iterations.solution.SharedMemory;
import io.millrace.iterations.solution.SharedSolution;
import io.millrace.iterations.solution.SolutionSet;
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
 * A snapshot has the deltas since the last one, or now and then the whole solution set; and the workset, written as the next
 * superstep is fed with it. After a failure all is filled from there ({@link LoopSnapshots}).
 *
 * <p>Memory: the solution set and three queues, which spill; two thirds of the pages are the solution set's.
 */
public final class DeltaHead<T, W> implements LoopOperator, LoopCourse.State {
    private static final int PIECE = 256;

    private enum Phase {
        FILLING,
        FEEDING,
        AWAITING,
        UPDATING,
        SAVING,
        EMITTING
    }

    // What it was told.
    private final DeltaHeadFactory<T, W> plan;
    private final OutputTag<Object> solutionOutput = LoopOutputs.solution();
    private final OutputTag<T> result;

    // What it knows.
    private Phase phase = Phase.FILLING;
    private String operator = "";
    private int share;
    private boolean solutionFilled;
    private boolean worksetFilled;
    private boolean given;
    private SuperstepBarrier.@Nullable Conclusion conclusion;
    private SolutionSet.@Nullable Records<Object> walk;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private LoopCourse course;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<T> solutionSerializer;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<W> worksetSerializer;

    @SuppressWarnings("NullAway.Init")
    private SharedMemory memory;

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
        memory = new SharedMemory(context.pages(), context.spillFiles());
        operator = context.operatorName();
        worksetSerializer = plan.worksetType().createSerializer(config);
        solutionSerializer = plan.solutionType().createSerializer(config);
        share = Math.max(2 * RecordQueue.PAGES_MIN, memory.limit() / 9);
        space = new SpillSpace(context.operatorName(), "the workset of a loop", memory, memory);
        workset = new RecordQueue<>(space, worksetSerializer.duplicate(), share);
        nextWorkset = new RecordQueue<>(space, worksetSerializer.duplicate(), share);
        deltas = new RecordQueue<>(space, solutionSerializer.duplicate(), share);
        solution = emptySolution();
        course = new LoopCourse(
                plan.rules(), context, List.of("workset", "solutionSetDelta"), DeltaHeadFactory.NEXT_WORKSET, 0);
    }

    private SharedSolution emptySolution() {
        return plan.managed()
                ? SharedSolution.managed(
                        operator, memory, plan.keys(), solutionSerializer.duplicate(), memory.limit() - 3 * share)
                : SharedSolution.unmanaged(plan.keys());
    }

    @Override
    @SuppressWarnings("unchecked") // the plan connects inputs of these types only
    public void process(int input, Object record) throws Exception {
        switch (input) {
            case DeltaHeadFactory.SOLUTION -> {
                if (!course.isRestoring()) {
                    solution.put(record);
                }
            }
            case DeltaHeadFactory.WORKSET -> {
                if (!course.isRestoring()) {
                    workset.add((W) record);
                }
            }
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
        course.ended(input, reports);
    }

    @Override
    public Turn next(Output<Object> output) throws Exception {
        return switch (phase) {
            case FILLING -> fill();
            case FEEDING -> feed(output);
            case AWAITING -> course.isThrough() ? conclude() : Turn.WAITING;
            case UPDATING -> update();
            case SAVING -> save();
            case EMITTING -> emit(output);
        };
    }

    private Turn fill() throws Exception {
        Turn turn = course.fill(solutionFilled && worksetFilled, this);
        return turn == Turn.BEGINS ? begin() : turn;
    }

    @Override
    public void forgetInputs() throws Exception {
        workset.clear();
        solution.close();
        solution = emptySolution();
    }

    @Override
    public void restore(Block records) throws Exception {
        if (records.kind() == Kind.STATE) {
            records.read(record -> solution.put(solutionSerializer.deserialize(record)));
        } else {
            records.read(record -> workset.add(worksetSerializer.deserialize(record)));
        }
    }

    private Turn begin() {
        given = false;
        phase = Phase.FEEDING;
        return course.begin();
    }

    private Turn feed(Output<Object> output) throws Exception {
        if (!given) {
            given = true;
            output.collect(solutionOutput, solution, Output.NO_TIMESTAMP);
        }
        boolean saves = course.isSaving();
        if (saves && !course.snapshots().hasRoom()) {
            return Turn.WAITING;
        }
        for (int i = 0; i < PIECE; i++) {
            if (!workset.hasNext()) {
                return fed();
            }
            W record = workset.take();
            if (saves) {
                course.snapshots().write(Kind.WORKSET, record, worksetSerializer);
            }
            output.collect(record, Output.NO_TIMESTAMP);
        }
        return Turn.MORE;
    }

    private Turn fed() throws Exception {
        workset.clear();
        phase = Phase.AWAITING;
        return course.fed();
    }

    private Turn conclude() throws Exception {
        conclusion = course.conclude();
        phase = Phase.UPDATING;
        return update();
    }

    private Turn update() throws Exception {
        boolean logs = course.snapshots().wantsChanges();
        if (logs && !course.snapshots().hasRoom()) {
            return Turn.WAITING;
        }
        for (int i = 0; i < PIECE; i++) {
            if (!deltas.hasNext()) {
                deltas.clear();
                return updated();
            }
            T delta = deltas.take();
            if (logs) {
                course.snapshots().write(Kind.STATE, delta, solutionSerializer);
            }
            solution.put(delta);
        }
        return Turn.MORE;
    }

    private Turn updated() throws Exception {
        RecordQueue<W> emptied = workset;
        workset = nextWorkset;
        nextWorkset = emptied;
        if (conclusion != null && !conclusion.last()) {
            if (!course.isSaving() || !course.snapshots().beginsFull()) {
                return begin();
            }
            phase = Phase.SAVING;
            walk = solution.records();
            return save();
        }
        phase = Phase.EMITTING;
        walk = solution.records();
        course.snapshots().end();
        return Turn.OVER;
    }

    @SuppressWarnings("unchecked") // nothing else is put in
    private Turn save() throws Exception {
        if (!course.snapshots().hasRoom()) {
            return Turn.WAITING;
        }
        SolutionSet.Records<Object> records = walk;
        for (int i = 0; i < PIECE; i++) {
            if (records == null || !records.next()) {
                walk = null;
                return begin();
            }
            course.snapshots().write(Kind.STATE, (T) records.record(), solutionSerializer);
        }
        return Turn.MORE;
    }

    @SuppressWarnings("unchecked")
    private Turn emit(Output<Object> output) throws Exception {
        SolutionSet.Records<Object> records = walk;
        for (int i = 0; i < PIECE; i++) {
            if (records == null || !records.next()) {
                walk = null;
                return course.snapshots().isQuiet() ? Turn.ENDED : Turn.WAITING;
            }
            output.collect(result, (T) records.record(), Output.NO_TIMESTAMP);
        }
        return Turn.MORE;
    }

    // What it feeds came by an exchange, for itself alone.
    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return true;
    }

    @Override
    public int number() {
        return course.number();
    }

    @Override
    public byte[] news() {
        return course.news();
    }

    @Override
    public byte[] report() {
        return course.report();
    }

    @Override
    public void told(byte[] message) throws Exception {
        course.told(message);
    }

    @Override
    public void close() throws Exception {
        if (course != null) {
            course.close();
        }
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
