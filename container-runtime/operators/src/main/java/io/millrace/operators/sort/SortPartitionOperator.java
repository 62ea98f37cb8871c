package io.millrace.operators.sort;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.spill.SpillSpace;
import java.util.Comparator;

/**
 * Sorts the records of its subtask.
 *
 * <p>Memory: that of {@link ExternalSort}, which spills. State between checkpoints: none (bounded inputs only).
 */
public final class SortPartitionOperator<T> implements OneInputOperator<T, T> {
    private static final int PIECE = 256;

    // What it was told.
    private final Comparator<? super T> order;
    private final TypeInformation<T> type;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private ExternalSort<T> sorter;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<T> keeper;

    public SortPartitionOperator(Comparator<? super T> order, TypeInformation<T> type) {
        this.order = order;
        this.type = type;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) {
        sorter = new ExternalSort<>(
                SpillSpace.of("the sort of a partition", context),
                order,
                type.createSerializer(context.executionConfig().getSerializerConfig()));
        keeper = new RecordKeeper<>(type, context);
    }

    @Override
    public void process(T record, long timestamp) throws Exception {
        sorter.add(keeper.keep(record));
    }

    @Override
    public Emission<T> endInput() throws Exception {
        SortedRecords<T> sorted = sorter.sorted();
        return output -> {
            for (int i = 0; i < PIECE && !sorted.isEmpty(); i++) {
                output.collect(sorted.take(), Output.NO_TIMESTAMP);
            }
            if (sorted.isEmpty()) {
                sorter.close();
                return false;
            }
            return true;
        };
    }

    @Override
    public void close() throws Exception {
        if (sorter != null) {
            sorter.close();
        }
    }
}
