package io.millrace.operators.sort;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.Once;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.fresh.FreshRecords;
import io.millrace.types.key.PrefixedOrder;
import io.millrace.types.key.TupleFieldKey;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Gives each group of records to a user function, groups in their order.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Sort the input by group, and within the group if that matters. Tuples of numbers with a whole number as their key are put
 *       into the same order without a comparison ({@link NumberGroups}), as long as they fit in memory.
 *   <li>At the end of the input, call the function for one group a piece; it iterates over the merged runs directly.
 * </ol>
 * Memory: that of {@link ExternalSort}, which spills, or of {@link NumberGroups}. State between checkpoints: none (bounded inputs only).
 */
public final class GroupReduceOperator<IN, OUT> implements OneInputOperator<IN, OUT> {
    // What it was told.
    private final GroupReduceFunction<IN, OUT> function;
    private final RecordOrder<IN> order;
    private final TypeInformation<IN> type;
    private final Configuration parameters;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private ExternalSort<IN> sorter;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<IN> keeper;

    @SuppressWarnings("NullAway.Init")
    private Pages pages;

    private @Nullable NumberGroups<IN> numbers;
    private boolean anything;

    public GroupReduceOperator(
            GroupReduceFunction<IN, OUT> function,
            RecordOrder<IN> order,
            TypeInformation<IN> type,
            Configuration parameters) {
        this.function = function;
        this.order = order;
        this.type = type;
        this.parameters = parameters;
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        sorter = new ExternalSort<>(
                SpillSpace.of("the sort of a grouped reduce", context),
                order.whole(),
                type.createSerializer(context.executionConfig().getSerializerConfig()));
        keeper = new RecordKeeper<>(type, context);
        pages = context.pages();
        RichFunctions.open(function, new OperatorRuntimeContext(context), parameters);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        if (!anything) {
            anything = true;
            numbers = numbersLike(record);
        }
        if (numbers == null || !addToNumbers(numbers, record)) {
            sorter.add(keeper.keep(record));
        }
    }

    private @Nullable NumberGroups<IN> numbersLike(IN first) {
        boolean inOrderOfArrival = order.withinGroup() == null;
        if (inOrderOfArrival
                && order.grouping() instanceof PrefixedOrder<?> groups
                && (Object) groups.ascendingKey() instanceof TupleFieldKey<?> key) {
            NumberTuples<IN> layout = NumberTuples.like(first, key.position());
            return layout == null ? null : new NumberGroups<>(pages, layout);
        }
        return null;
    }

    private boolean addToNumbers(NumberGroups<IN> to, IN record) throws IOException {
        if (to.add(record)) {
            return true;
        }
        sortInstead(to);
        return false;
    }

    /** What came until now came before what will: the sort is stable. */
    private void sortInstead(NumberGroups<IN> of) throws IOException {
        numbers = null;
        of.drain(sorter::add);
    }

    @Override
    public Emission<OUT> endInput() throws Exception {
        NumberGroups<IN> inMemory = numbers;
        if (inMemory != null) {
            if (inMemory.finish()) {
                return output -> reduceNext(inMemory, output);
            }
            sortInstead(inMemory);
        }
        SortedGroups<IN> groups = new SortedGroups<>(sorter.sorted(), order.grouping());
        return output -> {
            if (!groups.advance()) {
                sorter.close();
                return false;
            }
            function.reduce(groups.group(), new OutputCollector<>(output));
            return true;
        };
    }

    private boolean reduceNext(NumberGroups<IN> groups, Output<OUT> output) throws Exception {
        if (!groups.advance()) {
            groups.close();
            return false;
        }
        NumberGroups<IN>.Group group = groups.group();
        function.reduce(new Once<>(group), new OutputCollector<>(output));
        group.skip();
        return true;
    }

    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return FreshRecords.areCollected(function, "reduce", outputType);
    }

    @Override
    public void close() throws Exception {
        try {
            RichFunctions.close(function);
        } finally {
            if (numbers != null) {
                numbers.close();
            }
            if (sorter != null) {
                sorter.close();
            }
        }
    }
}
