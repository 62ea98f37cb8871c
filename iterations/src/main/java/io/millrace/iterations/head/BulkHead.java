package io.millrace.iterations.head;

import io.millrace.dataflow.contract.LoopOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.iterations.snapshot.Block;
import io.millrace.iterations.snapshot.LoopSnapshots;
import io.millrace.iterations.snapshot.SuperstepLog.Kind;
import io.millrace.iterations.superstep.SuperstepBarrier;
import io.millrace.operators.spill.RecordQueue;
import io.millrace.operators.spill.SpillSpace;
import java.util.List;

/**
 * The head of a loop that makes its partial solution anew in each superstep.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Keep all that the loop begins with.
 *   <li>Feed the step with what is kept, and keep what it feeds back meanwhile, apart.
 *   <li>When all of the loop have ended the superstep, ask the barrier: another one with what was fed back, or emit that as the
 *       result.
 * </ol>
 * It is snapshotted as it is fed to the next superstep; after a failure it is filled from there ({@link LoopSnapshots}).
 *
 * <p>Memory: two queues, which spill; each has half of the pages.
 */
public final class BulkHead<T> implements LoopOperator, LoopCourse.State {
    private static final int PIECE = 256;

    private enum Phase {
        FILLING,
        FEEDING,
        AWAITING,
        EMITTING
    }

    // What it was told.
    private final BulkHeadFactory<T> plan;
    private final OutputTag<T> result;

    // What it knows.
    private Phase phase = Phase.FILLING;
    private boolean filled;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private LoopCourse course;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<T> serializer;

    @SuppressWarnings("NullAway.Init")
    private SpillSpace space;

    @SuppressWarnings("NullAway.Init")
    private RecordQueue<T> feeding;

    @SuppressWarnings("NullAway.Init")
    private RecordQueue<T> fedBack;

    public BulkHead(BulkHeadFactory<T> plan) {
        this.plan = plan;
        this.result = LoopOutputs.result(plan.type());
    }

    @Override
    public void open(OperatorContext context, Output<Object> output) {
        space = SpillSpace.of("the partial solution of a loop", context);
        serializer = plan.type().createSerializer(context.executionConfig().getSerializerConfig());
        int share = Math.max(RecordQueue.PAGES_MIN, context.pages().limit() / 2);
        feeding = new RecordQueue<>(space, serializer.duplicate(), share);
        fedBack = new RecordQueue<>(space, serializer.duplicate(), share);
        List<String> fed =
                plan.terminates() ? List.of("partialSolution", "terminationCriterion") : List.of("partialSolution");
        int endsIfEmpty = plan.terminates() ? BulkHeadFactory.TERMINATION - BulkHeadFactory.FED_BACK : -1;
        course = new LoopCourse(plan.rules(), context, fed, BulkHeadFactory.FED_BACK, endsIfEmpty);
    }

    @Override
    @SuppressWarnings("unchecked") // the plan connects inputs of this type only
    public void process(int input, Object record) throws Exception {
        if (input == BulkHeadFactory.INITIAL && !course.isRestoring()) {
            feeding.add((T) record);
        } else if (input == BulkHeadFactory.FED_BACK) {
            fedBack.add((T) record);
        }
    }

    @Override
    public void endInput(int input) {
        filled |= input == BulkHeadFactory.INITIAL;
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
            case EMITTING -> emit(output);
        };
    }

    private Turn fill() throws Exception {
        Turn turn = course.fill(filled, this);
        return turn == Turn.BEGINS ? begin() : turn;
    }

    @Override
    public void forgetInputs() throws Exception {
        feeding.clear();
    }

    @Override
    public void restore(Block records) throws Exception {
        records.read(record -> feeding.add(serializer.deserialize(record)));
    }

    private Turn begin() {
        phase = Phase.FEEDING;
        return course.begin();
    }

    private Turn feed(Output<Object> output) throws Exception {
        boolean saves = course.isSaving();
        if (saves && !course.snapshots().hasRoom()) {
            return Turn.WAITING;
        }
        for (int i = 0; i < PIECE; i++) {
            if (!feeding.hasNext()) {
                return fed();
            }
            T record = feeding.take();
            if (saves) {
                course.snapshots().write(Kind.STATE, record, serializer);
            }
            output.collect(record, Output.NO_TIMESTAMP);
        }
        return Turn.MORE;
    }

    private Turn fed() throws Exception {
        feeding.clear();
        phase = Phase.AWAITING;
        return course.fed();
    }

    private Turn conclude() throws Exception {
        SuperstepBarrier.Conclusion conclusion = course.conclude();
        if (course.isSaving()) {
            course.snapshots().beginFull();
        }
        RecordQueue<T> emptied = feeding;
        feeding = fedBack;
        fedBack = emptied;
        if (!conclusion.last()) {
            return begin();
        }
        phase = Phase.EMITTING;
        course.snapshots().end();
        return Turn.OVER;
    }

    private Turn emit(Output<Object> output) throws Exception {
        for (int i = 0; i < PIECE; i++) {
            if (!feeding.hasNext()) {
                feeding.clear();
                return course.snapshots().isQuiet() ? Turn.ENDED : Turn.WAITING;
            }
            output.collect(result, feeding.take(), Output.NO_TIMESTAMP);
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
        if (space != null) {
            feeding.clear();
            fedBack.clear();
            space.close();
        }
    }
}
