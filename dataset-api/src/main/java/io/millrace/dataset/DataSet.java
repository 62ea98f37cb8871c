package io.millrace.dataset;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.operators.base.CrossOperatorBase.CrossHint;
import io.millrace.dataflow.operators.base.JoinOperatorBase.JoinHint;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.aggregation.Aggregations;
import io.millrace.dataset.operators.AggregateOperator;
import io.millrace.dataset.operators.CoGroupOperator.CoGroupOperatorSets;
import io.millrace.dataset.operators.CrossOperator.DefaultCross;
import io.millrace.dataset.operators.CustomUnaryOperation;
import io.millrace.dataset.operators.DataSetKeys;
import io.millrace.dataset.operators.DataSetTypes;
import io.millrace.dataset.operators.DeltaIteration;
import io.millrace.dataset.operators.DistinctOperator;
import io.millrace.dataset.operators.FilterOperator;
import io.millrace.dataset.operators.FlatMapOperator;
import io.millrace.dataset.operators.GroupCombineOperator;
import io.millrace.dataset.operators.GroupReduceOperator;
import io.millrace.dataset.operators.IterativeDataSet;
import io.millrace.dataset.operators.JoinOperator.JoinOperatorSets;
import io.millrace.dataset.operators.MapOperator;
import io.millrace.dataset.operators.MapPartitionOperator;
import io.millrace.dataset.operators.PartitionOperator;
import io.millrace.dataset.operators.ProjectOperator;
import io.millrace.dataset.operators.RangePartitioning;
import io.millrace.dataset.operators.ReduceOperator;
import io.millrace.dataset.operators.SelectByFields;
import io.millrace.dataset.operators.SortPartitionOperator;
import io.millrace.dataset.operators.UnionOperator;
import io.millrace.dataset.operators.UnsortedGrouping;
import io.millrace.dataset.operators.join.JoinOperatorSetsBase;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.join.JoinKind;

/**
 * A bounded collection of records that the program describes and the cluster makes. Immutable in meaning: every
 * operation gives a new data set. Not thread-safe: a program is built by one thread.
 *
 * <p>Operations only describe. {@link #collect}, {@link #count} and {@link #print} run what is needed at once; sinks run
 * at {@link ExecutionEnvironment#execute}.
 *
 * @param <T> the records; functions must not keep or change a record they were given unless its class is immutable or
 *     it is theirs
 */
public abstract class DataSet<T> extends DataSetOutputs<T> {
    private final ExecutionEnvironment context;
    private TypeInformation<T> type;

    protected DataSet(ExecutionEnvironment context, TypeInformation<T> type) {
        this.context = context;
        this.type = type;
    }

    @Override
    final DataSet<T> dataSet() {
        return this;
    }

    public ExecutionEnvironment getExecutionEnvironment() {
        return context;
    }

    /** What the records are, as far as it is known before the program runs. */
    public TypeInformation<T> getType() {
        return type;
    }

    /** For the classes of this API: states the type. */
    protected final void declareType(TypeInformation<T> declared) {
        this.type = declared;
    }

    /** For the engine: this data set as a node of the plan; called once per translation. */
    public abstract PlanNode toPlan(PlanContext plan);

    /** Checks that {@code function} can be sent, after cutting a reference to an outer object that it does not use. */
    public final <F> F clean(F function) {
        ClosureCleaner.clean(function, context.getConfig().getClosureCleanerLevel(), true);
        return function;
    }

    // Record by record

    public <R> MapOperator<T, R> map(MapFunction<T, R> mapper) {
        MapFunction<T, R> cleaned = clean(mapper);
        return new MapOperator<>(this, DataSetTypes.map(cleaned, type), cleaned);
    }

    public <R> FlatMapOperator<T, R> flatMap(FlatMapFunction<T, R> flatMapper) {
        FlatMapFunction<T, R> cleaned = clean(flatMapper);
        return new FlatMapOperator<>(this, DataSetTypes.flatMap(cleaned, type), cleaned);
    }

    /** Calls {@code mapPartition} once in each parallel instance, with all of its records; also where there are none. */
    public <R> MapPartitionOperator<T, R> mapPartition(MapPartitionFunction<T, R> mapPartition) {
        MapPartitionFunction<T, R> cleaned = clean(mapPartition);
        return new MapPartitionOperator<>(this, DataSetTypes.mapPartition(cleaned, type), cleaned);
    }

    public FilterOperator<T> filter(FilterFunction<T> filter) {
        return new FilterOperator<>(this, clean(filter));
    }

    /** Tuples of the given fields, in the given order; a field may come more than once. */
    public <OUT extends Tuple> ProjectOperator<?, OUT> project(int... fieldIndexes) {
        return new ProjectOperator<T, OUT>(this, fieldIndexes);
    }

    // Over all records

    public AggregateOperator<T> aggregate(Aggregations aggregation, int field) {
        return new AggregateOperator<>(this, aggregation, field);
    }

    public AggregateOperator<T> sum(int field) {
        return aggregate(Aggregations.SUM, field);
    }

    public AggregateOperator<T> min(int field) {
        return aggregate(Aggregations.MIN, field);
    }

    public AggregateOperator<T> max(int field) {
        return aggregate(Aggregations.MAX, field);
    }

    /** One record, by combining two at a time; nothing if there are none. */
    public ReduceOperator<T> reduce(ReduceFunction<T> reducer) {
        return new ReduceOperator<>(this, clean(reducer));
    }

    /** The whole tuple with the smallest values of the fields, compared one after another; any one of several. */
    public ReduceOperator<T> minBy(int... fields) {
        return reduce(SelectByFields.smallest(type, fields)).name("MinBy");
    }

    /** The whole tuple with the largest values of the fields. */
    public ReduceOperator<T> maxBy(int... fields) {
        return reduce(SelectByFields.largest(type, fields)).name("MaxBy");
    }

    /** One call with all records, in one place. */
    public <R> GroupReduceOperator<T, R> reduceGroup(GroupReduceFunction<T, R> reducer) {
        return new GroupReduceOperator<>(this, clean(reducer));
    }

    /** Calls {@code combiner} with parts of the whole, where the records are. */
    public <R> GroupCombineOperator<T, R> combineGroup(GroupCombineFunction<T, R> combiner) {
        return new GroupCombineOperator<>(this, clean(combiner));
    }

    /** Any {@code n} records, or all if there are fewer; {@code n} is at least 1. */
    public GroupReduceOperator<T, T> first(int n) {
        return GroupReduceOperator.first(this, n);
    }

    /** Without doubles; records are compared as a whole. */
    public DistinctOperator<T> distinct() {
        return new DistinctOperator<>(this, DataSetKeys.whole(type));
    }

    /** One record for each key. */
    public <K> DistinctOperator<T> distinct(KeySelector<T, K> keyExtractor) {
        return new DistinctOperator<>(this, DataSetKeys.selector(type, clean(keyExtractor)));
    }

    /** One record for each combination of the fields' values. */
    public DistinctOperator<T> distinct(int... fields) {
        return new DistinctOperator<>(this, DataSetKeys.positions(type, fields));
    }

    /** One record for each combination of the fields' values. */
    public DistinctOperator<T> distinct(String... fields) {
        return new DistinctOperator<>(this, DataSetKeys.expressions(type, fields));
    }

    // Per group

    public <K> UnsortedGrouping<T> groupBy(KeySelector<T, K> keyExtractor) {
        return new UnsortedGrouping<>(this, DataSetKeys.selector(type, clean(keyExtractor)));
    }

    /** By tuple positions. */
    public UnsortedGrouping<T> groupBy(int... fields) {
        return new UnsortedGrouping<>(this, DataSetKeys.positions(type, fields));
    }

    /** By field expressions such as {@code f0}, {@code word} or {@code address.city}. */
    public UnsortedGrouping<T> groupBy(String... fields) {
        return new UnsortedGrouping<>(this, DataSetKeys.expressions(type, fields));
    }

    /** What an operation of the program's own makes of this data set. */
    public <X> DataSet<X> runOperation(CustomUnaryOperation<T, X> operation) {
        operation.setInput(this);
        return operation.createResult();
    }

    // With another data set

    /** Pairs with equal keys; say the keys by {@code where} and {@code equalTo}. */
    public <R> JoinOperatorSets<T, R> join(DataSet<R> other) {
        return new JoinOperatorSets<>(this, other, JoinHint.OPTIMIZER_CHOOSES);
    }

    public <R> JoinOperatorSets<T, R> join(DataSet<R> other, JoinHint strategy) {
        return new JoinOperatorSets<>(this, other, strategy);
    }

    /** As {@link #join(DataSet)}, with a hint that {@code other} is much smaller. */
    public <R> JoinOperatorSets<T, R> joinWithTiny(DataSet<R> other) {
        return new JoinOperatorSets<>(this, other, JoinHint.BROADCAST_HASH_SECOND);
    }

    /** As {@link #join(DataSet)}, with a hint that {@code other} is much larger. */
    public <R> JoinOperatorSets<T, R> joinWithHuge(DataSet<R> other) {
        return new JoinOperatorSets<>(this, other, JoinHint.BROADCAST_HASH_FIRST);
    }

    /** Pairs with equal keys, and records of this data set without a partner, with null for it. */
    public <R> JoinOperatorSetsBase<T, R> leftOuterJoin(DataSet<R> other) {
        return leftOuterJoin(other, JoinHint.OPTIMIZER_CHOOSES);
    }

    public <R> JoinOperatorSetsBase<T, R> leftOuterJoin(DataSet<R> other, JoinHint strategy) {
        return new JoinOperatorSetsBase<>(this, other, JoinKind.LEFT, strategy);
    }

    /** Pairs with equal keys, and records of {@code other} without a partner, with null for it. */
    public <R> JoinOperatorSetsBase<T, R> rightOuterJoin(DataSet<R> other) {
        return rightOuterJoin(other, JoinHint.OPTIMIZER_CHOOSES);
    }

    public <R> JoinOperatorSetsBase<T, R> rightOuterJoin(DataSet<R> other, JoinHint strategy) {
        return new JoinOperatorSetsBase<>(this, other, JoinKind.RIGHT, strategy);
    }

    /** Pairs with equal keys, and records of both without a partner, with null for it. */
    public <R> JoinOperatorSetsBase<T, R> fullOuterJoin(DataSet<R> other) {
        return fullOuterJoin(other, JoinHint.OPTIMIZER_CHOOSES);
    }

    public <R> JoinOperatorSetsBase<T, R> fullOuterJoin(DataSet<R> other, JoinHint strategy) {
        return new JoinOperatorSetsBase<>(this, other, JoinKind.FULL, strategy);
    }

    /** A call per key with the records of both that have it; say the keys by {@code where} and {@code equalTo}. */
    public <R> CoGroupOperatorSets<T, R> coGroup(DataSet<R> other) {
        return new CoGroupOperatorSets<>(this, other);
    }

    /** Each record of this data set with each of {@code other}. */
    public <R> DefaultCross<T, R> cross(DataSet<R> other) {
        return new DefaultCross<>(this, other, CrossHint.OPTIMIZER_CHOOSES);
    }

    /** As {@link #cross}, with a hint that {@code other} is much smaller. */
    public <R> DefaultCross<T, R> crossWithTiny(DataSet<R> other) {
        return new DefaultCross<>(this, other, CrossHint.SECOND_IS_SMALL);
    }

    /** As {@link #cross}, with a hint that {@code other} is much larger. */
    public <R> DefaultCross<T, R> crossWithHuge(DataSet<R> other) {
        return new DefaultCross<>(this, other, CrossHint.FIRST_IS_SMALL);
    }

    /** All records of both; doubles stay. */
    public UnionOperator<T> union(DataSet<T> other) {
        return new UnionOperator<>(this, other);
    }

    // Again and again

    /**
     * Begins a loop whose step is what is done with the data set that this returns, up to its {@code closeWith}.
     *
     * @param maxIterations 1 or more
     */
    public IterativeDataSet<T> iterate(int maxIterations) {
        return new IterativeDataSet<>(this, maxIterations);
    }

    /**
     * Begins a loop with this data set as its solution set, which is changed in each superstep by what is made of a workset.
     *
     * @param workset what the first superstep begins with
     * @param maxIterations 1 or more
     * @param keyPositions of this data set's tuples: the solution set has one record for each key, the last of several
     */
    public <R> DeltaIteration<T, R> iterateDelta(DataSet<R> workset, int maxIterations, int... keyPositions) {
        return new DeltaIteration<>(this, workset, maxIterations, keyPositions);
    }

    // Where records are

    /** Spreads records evenly over the subtasks. */
    public PartitionOperator<T> rebalance() {
        return new PartitionOperator<>(this, new ExchangePattern.Rebalance(), "Rebalance");
    }

    public PartitionOperator<T> partitionByHash(int... fields) {
        return DataSetKeys.hashPartitioned(this, DataSetKeys.positions(type, fields));
    }

    public PartitionOperator<T> partitionByHash(String... fields) {
        return DataSetKeys.hashPartitioned(this, DataSetKeys.expressions(type, fields));
    }

    public <K> PartitionOperator<T> partitionByHash(KeySelector<T, K> keyExtractor) {
        return DataSetKeys.hashPartitioned(this, DataSetKeys.selector(type, clean(keyExtractor)));
    }

    /**
     * Each subtask gets the records between two keys, so that those of the subtasks follow each other. The keys are found by
     * a sample: the input is read twice.
     */
    public PartitionOperator<T> partitionByRange(int... fields) {
        return new PartitionOperator<>(this, RangePartitioning.sampled(DataSetKeys.positions(type, fields)));
    }

    public PartitionOperator<T> partitionByRange(String... fields) {
        return new PartitionOperator<>(this, RangePartitioning.sampled(DataSetKeys.expressions(type, fields)));
    }

    public <K extends Comparable<K>> PartitionOperator<T> partitionByRange(KeySelector<T, K> keyExtractor) {
        return new PartitionOperator<>(
                this, RangePartitioning.sampled(DataSetKeys.selector(type, clean(keyExtractor))));
    }

    public <K> PartitionOperator<T> partitionCustom(Partitioner<K> partitioner, int field) {
        return DataSetKeys.customPartitioned(this, clean(partitioner), DataSetKeys.positions(type, field));
    }

    public <K> PartitionOperator<T> partitionCustom(Partitioner<K> partitioner, String field) {
        return DataSetKeys.customPartitioned(this, clean(partitioner), DataSetKeys.expressions(type, field));
    }

    public <K> PartitionOperator<T> partitionCustom(Partitioner<K> partitioner, KeySelector<T, K> keyExtractor) {
        return DataSetKeys.customPartitioned(this, clean(partitioner), DataSetKeys.selector(type, clean(keyExtractor)));
    }

    /** Puts the records of each subtask in order, by a tuple field. */
    public SortPartitionOperator<T> sortPartition(int field, Order order) {
        return new SortPartitionOperator<>(this, DataSetKeys.sortField(type, field, order), false);
    }

    public SortPartitionOperator<T> sortPartition(String field, Order order) {
        return new SortPartitionOperator<>(this, DataSetKeys.sortField(type, field, order), false);
    }

    public <K> SortPartitionOperator<T> sortPartition(KeySelector<T, K> keyExtractor, Order order) {
        return new SortPartitionOperator<>(this, DataSetKeys.sortField(type, clean(keyExtractor), order), true);
    }

    /** @throws InvalidProgramException if both do not belong to one environment */
    public static void checkSameExecutionContext(DataSet<?> set1, DataSet<?> set2) {
        if (set1.getExecutionEnvironment() != set2.getExecutionEnvironment()) {
            throw new InvalidProgramException("The two inputs have different execution contexts.");
        }
    }
}
