package io.millrace.iterations.head;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.iterations.superstep.LoopRules;
import java.util.Optional;

/**
 * Makes a {@link DeltaHead}.
 *
 * @param keys of the solution set; its records and their deltas come by hash exchanges of them
 * @param managed whether the solution set keeps to managed memory and spills
 */
public record DeltaHeadFactory<T, W>(
        LoopRules rules,
        KeySelector<T, ?> keys,
        TypeInformation<T> solutionType,
        TypeInformation<W> worksetType,
        boolean managed)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    /** The input for the solution set that the loop begins with. */
    public static final int SOLUTION = 0;

    /** The input for the workset that the loop begins with. */
    public static final int WORKSET = 1;

    /** The input for the worksets that the step makes. */
    public static final int NEXT_WORKSET = 2;

    /** The input for what the step changes in the solution set. */
    public static final int DELTA = 3;

    @Override
    public Optional<String> keeps(int input) {
        if (input != SOLUTION) {
            return Optional.empty();
        }
        return Optional.of(
                managed
                        ? "solution set: index by key in managed memory, spills"
                        : "solution set: index by key on the heap");
    }

    @Override
    public Operator create() {
        return new DeltaHead<>(this);
    }

    // The solution set, a workset and two queues, for all supersteps.
    @Override
    public int memoryWeight() {
        return 4;
    }
}
