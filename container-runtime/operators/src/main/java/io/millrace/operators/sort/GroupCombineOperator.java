package io.millrace.operators.sort;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Gives parts of groups to a combining function.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Fill a small buffer.
 *   <li>When it is full, sort it, give each group in it to the function, and begin again.
 *   <li>At the end of the input do so with the rest, one group a piece.
 * </ol>
 * Memory: {@link #BUFFER_RECORDS} records. State between checkpoints: none (bounded inputs only).
 */
public final class GroupCombineOperator<IN, OUT> implements OneInputOperator<IN, OUT> {
    /** Enough to find the frequent keys together; few enough to be sorted and given out within a step. */
    private static final int BUFFER_RECORDS = 4096;

    // What it was told.
    private final GroupCombineFunction<IN, OUT> function;
    private final RecordOrder<IN> order;
    private final TypeInformation<IN> type;
    private final Configuration parameters;

    // What it holds.
    private final @Nullable Object[] buffer = new Object[BUFFER_RECORDS];
    private final Comparator<IN> whole;
    private int buffered;

    @SuppressWarnings("NullAway.Init")
    private OutputCollector<OUT> collector;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<IN> keeper;

    public GroupCombineOperator(
            GroupCombineFunction<IN, OUT> function,
            RecordOrder<IN> order,
            TypeInformation<IN> type,
            Configuration parameters) {
        this.function = function;
        this.order = order;
        this.type = type;
        this.parameters = parameters;
        this.whole = order.whole();
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        collector = new OutputCollector<>(output);
        keeper = new RecordKeeper<>(type, context);
        RichFunctions.open(function, new OperatorRuntimeContext(context), parameters);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        if (buffered == BUFFER_RECORDS) {
            SortedGroups<IN> groups = groups();
            while (groups.advance()) {
                function.combine(groups.group(), collector);
            }
        }
        buffer[buffered++] = keeper.keep(record);
    }

    @Override
    public Emission<OUT> endInput() {
        SortedGroups<IN> groups = groups();
        return output -> {
            if (!groups.advance()) {
                return false;
            }
            function.combine(groups.group(), collector);
            return true;
        };
    }

    private SortedGroups<IN> groups() {
        SortedRecords<IN> sorted = SortedRecords.ofOne(Arrays.copyOf(buffer, buffered), whole);
        buffered = 0;
        return new SortedGroups<>(sorted, order.grouping());
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(function);
    }
}
