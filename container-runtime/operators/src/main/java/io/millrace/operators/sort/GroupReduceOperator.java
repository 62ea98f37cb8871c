package io.millrace.operators.sort;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.fresh.FreshRecords;

/**
 * Gives each group of records to a user function, groups in their order.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Sort the input by group, and within the group if that matters.
 *   <li>At the end of the input, call the function for one group a piece; it iterates over the merged runs directly.
 * </ol>
 * Memory: that of {@link ExternalSort}, which spills. State between checkpoints: none (bounded inputs only).
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
        RichFunctions.open(function, new OperatorRuntimeContext(context), parameters);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        sorter.add(keeper.keep(record));
    }

    @Override
    public Emission<OUT> endInput() throws Exception {
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

    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return FreshRecords.areCollected(function, "reduce", outputType);
    }

    @Override
    public void close() throws Exception {
        try {
            RichFunctions.close(function);
        } finally {
            if (sorter != null) {
                sorter.close();
            }
        }
    }
}
