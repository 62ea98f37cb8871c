package io.millrace.operators.join;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import io.millrace.operators.spill.SpillSpace;
import org.jspecify.annotations.Nullable;

/**
 * Joins two inputs on equal keys: a hash table of one of them, probed by the other.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Build: file each record of the build side under its key. The other input waits.
 *   <li>Probe: look each record of the other side up and join it with all records of its key; if there are none and the join
 *       keeps this side, with null.
 *   <li>At the end, if the join keeps the build side, join those of its records that were never found with null.
 *   <li>Join what did not fit in memory.
 * </ol>
 * Memory: that of {@link HashJoin}, the core, which spills. State between checkpoints: none (bounded inputs only).
 */
public final class HashJoinOperator<L, R, K, OUT> implements TwoInputOperator<L, R, OUT> {
    // What it was told.
    private final HashJoinFactory<L, R, K, OUT> plan;
    private final FlatJoinFunction<L, R, OUT> function;
    private final KeySelector<L, K> leftKeys;
    private final KeySelector<R, K> rightKeys;
    private final boolean buildsLeft;

    // What it knows.
    private boolean built;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private HashJoin<K, Object, Object> join;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<L> leftKeeper;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<R> rightKeeper;

    @SuppressWarnings("NullAway.Init")
    private OutputCollector<OUT> collector;

    public HashJoinOperator(HashJoinFactory<L, R, K, OUT> plan) {
        this.plan = plan;
        this.function = plan.function();
        this.leftKeys = plan.leftKeys();
        this.rightKeys = plan.rightKeys();
        this.buildsLeft = plan.buildsLeft();
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        leftKeeper = new RecordKeeper<>(plan.leftType(), context);
        rightKeeper = new RecordKeeper<>(plan.rightType(), context);
        collector = new OutputCollector<>(output);
        join = buildsLeft
                ? join(context, leftKeys, rightKeys, plan.leftType(), plan.rightType(), this::joinBuiltLeft)
                : join(context, rightKeys, leftKeys, plan.rightType(), plan.leftType(), this::joinBuiltRight);
        RichFunctions.open(function, new OperatorRuntimeContext(context), plan.parameters());
    }

    /** The sides are known as left and right only; to the core they are objects of one class each. */
    @SuppressWarnings("unchecked")
    private <B, P> HashJoin<K, Object, Object> join(
            OperatorContext context,
            KeySelector<B, K> buildKeys,
            KeySelector<P, K> probeKeys,
            TypeInformation<B> buildType,
            TypeInformation<P> probeType,
            HashJoin.Pairs<B, P> pairs) {
        SerializerConfig config = context.executionConfig().getSerializerConfig();
        JoinKind kind = plan.kind();
        return (HashJoin<K, Object, Object>) (HashJoin<K, ?, ?>) new HashJoin<>(
                SpillSpace.of("the hash table of a join", context),
                buildKeys,
                probeKeys,
                buildType.createSerializer(config),
                probeType.createSerializer(config),
                buildsLeft ? kind.keepsLeft() : kind.keepsRight(),
                buildsLeft ? kind.keepsRight() : kind.keepsLeft(),
                pairs);
    }

    @Override
    public InputSelection nextInput() {
        return buildsLeft == built ? InputSelection.RIGHT : InputSelection.LEFT;
    }

    @Override
    public void processLeft(L record, long timestamp) throws Exception {
        if (buildsLeft) {
            join.build(leftKeeper.keep(record));
        } else {
            join.probe(record);
        }
    }

    @Override
    public void processRight(R record, long timestamp) throws Exception {
        if (buildsLeft) {
            join.probe(record);
        } else {
            join.build(rightKeeper.keep(record));
        }
    }

    private void joinBuiltLeft(@Nullable L left, @Nullable R right, boolean last) throws Exception {
        if (left == null || right == null) {
            join(left, right);
        } else {
            join(leftKeeper.lend(left), last ? right : rightKeeper.lend(right));
        }
    }

    private void joinBuiltRight(@Nullable R right, @Nullable L left, boolean last) throws Exception {
        if (left == null || right == null) {
            join(left, right);
        } else {
            join(last ? left : leftKeeper.lend(left), rightKeeper.lend(right));
        }
    }

    // A join function of an inner join never gets null; the signature of the public interface cannot say so.
    @SuppressWarnings("NullAway")
    private void join(@Nullable L left, @Nullable R right) throws Exception {
        function.join(left, right, collector);
    }

    @Override
    public Emission<OUT> endLeft() throws Exception {
        return end(buildsLeft);
    }

    @Override
    public Emission<OUT> endRight() throws Exception {
        return end(!buildsLeft);
    }

    private Emission<OUT> end(boolean ofBuild) throws Exception {
        if (ofBuild) {
            built = true;
            join.endBuild();
            return Emission.none();
        }
        return unusedOutput -> join.finish();
    }

    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return JoinOne.emitsNew(function, outputType);
    }

    @Override
    public void close() throws Exception {
        try {
            RichFunctions.close(function);
        } finally {
            if (join != null) {
                join.close();
            }
        }
    }
}
