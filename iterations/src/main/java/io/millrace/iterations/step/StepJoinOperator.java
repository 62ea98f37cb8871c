package io.millrace.iterations.step;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import io.millrace.operators.join.HashJoinFactory;
import io.millrace.operators.join.KeptTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins what a loop makes with a constant input, whose hash table is built once for all supersteps.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Build: file each record of the constant input under its key. The other input waits, which is safe: nothing that a
 *       constant input needs depends on the loop.
 *   <li>In each superstep, look each record of the other input up, and join it.
 *   <li>If the constant input does not fit in memory, give all of it to a {@link StepPairOperator}, which reads it again in each
 *       superstep.
 * </ol>
 * Memory: the pages of the operator.
 */
public final class StepJoinOperator<L, R, K, OUT> implements TwoInputOperator<L, R, OUT> {
    private static final Logger LOG = LoggerFactory.getLogger(StepJoinOperator.class);

    // What it was told.
    private final StepJoinFactory<L, R, K, OUT> plan;
    private final HashJoinFactory<L, R, K, OUT> join;
    private final FlatJoinFunction<L, R, OUT> function;
    private final boolean buildsLeft;
    private final boolean keepsProbe;

    // What it knows.
    private boolean built;
    private boolean functionOpen;

    // What it holds. Made once: a probe need not make an object.
    private final KeptTable.Pairs<Object, L> withBuiltRight = this::joinBuiltRight;
    private final KeptTable.Pairs<Object, R> withBuiltLeft = this::joinBuiltLeft;
    private @Nullable StepPairOperator<L, R, OUT> spilling;

    @SuppressWarnings("NullAway.Init")
    private KeptTable<K, Object> table;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<L> leftKeeper;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<R> rightKeeper;

    @SuppressWarnings("NullAway.Init")
    private OperatorContext task;

    @SuppressWarnings("NullAway.Init")
    private StepContext context;

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    @SuppressWarnings("NullAway.Init")
    private OutputCollector<OUT> collector;

    public StepJoinOperator(StepJoinFactory<L, R, K, OUT> plan) {
        this.plan = plan;
        this.join = plan.join();
        this.function = join.function();
        this.buildsLeft = join.buildsLeft();
        this.keepsProbe = buildsLeft ? join.kind().keepsRight() : join.kind().keepsLeft();
    }

    @Override
    public void open(OperatorContext ownTask, Output<OUT> to) {
        task = ownTask;
        output = to;
        collector = new OutputCollector<>(to);
        context = new StepContext(task, plan.rules(), 0);
        leftKeeper = new RecordKeeper<>(join.leftType(), task);
        rightKeeper = new RecordKeeper<>(join.rightType(), task);
        table = buildsLeft
                ? table(new KeptTable<>(join.leftKeys(), join.leftType(), task))
                : table(new KeptTable<>(join.rightKeys(), join.rightType(), task));
    }

    @SuppressWarnings("unchecked") // of the build side, whichever it is, all records are of one type
    private static <K> KeptTable<K, Object> table(KeptTable<K, ?> built) {
        return (KeptTable<K, Object>) built;
    }

    @Override
    public InputSelection nextInput() {
        if (built || spilling != null) {
            return InputSelection.ANY;
        }
        return buildsLeft ? InputSelection.LEFT : InputSelection.RIGHT;
    }

    @Override
    public void beginSuperstep(int number, byte[] news) throws Exception {
        if (spilling != null) {
            spilling.beginSuperstep(number, news);
            return;
        }
        context.begin(number, news);
        functionOpen = true;
        RichFunctions.open(function, new OperatorRuntimeContext(context), join.parameters());
    }

    @Override
    public void processLeft(L record, long timestamp) throws Exception {
        if (spilling != null) {
            spilling.processLeft(record, timestamp);
        } else if (buildsLeft) {
            build(record);
        } else if (!table.probe(join.leftKeys().getKey(record), record, withBuiltRight) && keepsProbe) {
            join(record, null);
        }
    }

    @Override
    public void processRight(R record, long timestamp) throws Exception {
        if (spilling != null) {
            spilling.processRight(record, timestamp);
        } else if (!buildsLeft) {
            build(record);
        } else if (!table.probe(join.rightKeys().getKey(record), record, withBuiltLeft) && keepsProbe) {
            join(null, record);
        }
    }

    private void build(Object record) throws Exception {
        if (!table.add(record)) {
            give(spill(), record);
        }
    }

    private StepPairOperator<L, R, OUT> spill() throws Exception {
        LOG.info(
                "{} ({} of {}): the constant input does not fit in {} pages of memory, so each superstep reads it from disk; a larger"
                        + " taskmanager.memory.managed.size would help",
                task.operatorName(),
                task.task().getIndexOfThisSubtask() + 1,
                task.task().getNumberOfParallelSubtasks(),
                task.pages().limit());
        StepPairOperator<L, R, OUT> other = plan.spilling();
        other.open(task, output);
        spilling = other;
        table.drain(each -> give(other, each));
        return other;
    }

    @SuppressWarnings("unchecked") // a record of the build side
    private void give(StepPairOperator<L, R, OUT> to, Object record) throws Exception {
        if (buildsLeft) {
            to.processLeft((L) record, Output.NO_TIMESTAMP);
        } else {
            to.processRight((R) record, Output.NO_TIMESTAMP);
        }
    }

    @SuppressWarnings("unchecked") // the table holds records of the build side
    private void joinBuiltLeft(Object left, R right, boolean last) throws Exception {
        join((L) left, last ? right : rightKeeper.lend(right));
    }

    @SuppressWarnings("unchecked")
    private void joinBuiltRight(Object right, L left, boolean last) throws Exception {
        join(last ? left : leftKeeper.lend(left), (R) right);
    }

    // A join function of an inner join never gets null; the signature of the public interface cannot say so.
    @SuppressWarnings("NullAway")
    private void join(@Nullable L left, @Nullable R right) throws Exception {
        function.join(left, right, collector);
    }

    @Override
    public Emission<OUT> endLeft() throws Exception {
        if (buildsLeft) {
            endBuild();
        }
        return spilling == null ? Emission.none() : spilling.endLeft();
    }

    @Override
    public Emission<OUT> endRight() throws Exception {
        if (!buildsLeft) {
            endBuild();
        }
        return spilling == null ? Emission.none() : spilling.endRight();
    }

    private void endBuild() throws Exception {
        built = true;
        if (spilling == null && !table.finish()) {
            spill();
        }
    }

    @Override
    public byte[] endSuperstep() throws Exception {
        if (spilling != null) {
            return spilling.endSuperstep();
        }
        closeFunction();
        return context.end();
    }

    private void closeFunction() throws Exception {
        if (functionOpen) {
            functionOpen = false;
            RichFunctions.close(function);
        }
    }

    @Override
    public void close() throws Exception {
        try {
            closeFunction();
        } finally {
            if (table != null) {
                table.clear();
            }
            if (spilling != null) {
                spilling.close();
            }
        }
    }
}
