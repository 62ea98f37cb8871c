package io.millrace.datastream.plan;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.graph.OperatorId;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An operator of the program and what the user said about it. */
public final class OperatorStep<T> extends StreamNode<T> {
    private final List<StreamNode<?>> inputs;
    private final StepFactory factory;
    private TypeInformation<T> type;
    private String name;
    private String description;
    private @Nullable String uid;
    private @Nullable OperatorId id;
    private int parallelism = ExecutionConfig.PARALLELISM_DEFAULT;
    private int maxParallelism = -1;
    private @Nullable String slotSharingGroup;
    private @Nullable Duration bufferTimeout;
    private OperatorNode.Chaining chaining = OperatorNode.Chaining.ALWAYS;
    private @Nullable StepFactory combiner;
    private boolean nonParallel;
    private boolean unbounded;
    private int waitingInput = -1;

    /** @param inputs none for a source, one or two otherwise */
    public OperatorStep(String name, TypeInformation<T> type, List<StreamNode<?>> inputs, StepFactory factory) {
        this.name = name;
        this.description = name;
        this.type = type;
        this.inputs = List.copyOf(inputs);
        this.factory = factory;
    }

    @Override
    public TypeInformation<T> type() {
        return type;
    }

    @Override
    public void refine(Object consumer, Class<?> functionInterface, int inputTypeArgument) {
        type = OutputTypes.refine(type, consumer, functionInterface, inputTypeArgument);
    }

    /** The user said the type himself. */
    public void setType(TypeInformation<T> type) {
        this.type = type;
    }

    @Override
    public List<StreamNode<?>> inputs() {
        return inputs;
    }

    public StepFactory factory() {
        return factory;
    }

    /** Makes the operator that, in batch mode, makes less of the records before they are exchanged. */
    public Optional<StepFactory> combiner() {
        return Optional.ofNullable(combiner);
    }

    /** Only if combining any of the input's records changes no result. */
    public void setCombiner(StepFactory combiner) {
        this.combiner = combiner;
    }

    public String name() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
        this.description = name;
    }

    public String description() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public Optional<String> uid() {
        return Optional.ofNullable(uid);
    }

    public void setUid(String uid) {
        this.uid = uid;
    }

    /** The id that the user gave in place of one made from the uid. */
    public Optional<OperatorId> id() {
        return Optional.ofNullable(id);
    }

    /** @throws IllegalArgumentException if it is not 32 hexadecimal digits */
    public void setUidHash(String uidHash) {
        this.id = new OperatorId(uidHash.toLowerCase(Locale.ROOT));
    }

    @Override
    public int parallelism() {
        return nonParallel ? 1 : parallelism;
    }

    /** @throws IllegalArgumentException if it is no parallelism, or not 1 for an operator that cannot be parallel */
    public void setParallelism(int parallelism) {
        if (parallelism < 1 && parallelism != ExecutionConfig.PARALLELISM_DEFAULT) {
            throw new IllegalArgumentException(
                    "The parallelism of operator '" + name + "' must be at least 1, but is " + parallelism + ".");
        }
        if (nonParallel && parallelism != 1 && parallelism != ExecutionConfig.PARALLELISM_DEFAULT) {
            throw new IllegalArgumentException(
                    "The parallelism of non parallel operator must be 1: '" + name + "', but is " + parallelism + ".");
        }
        this.parallelism = parallelism;
    }

    public void forceNonParallel() {
        this.nonParallel = true;
    }

    public int maxParallelism() {
        return maxParallelism;
    }

    public void setMaxParallelism(int maxParallelism) {
        if (maxParallelism < 1 || maxParallelism > ExecutionConfig.MAX_PARALLELISM_BOUND) {
            throw new IllegalArgumentException("The maximum parallelism of operator '" + name + "': expected=1 to "
                    + ExecutionConfig.MAX_PARALLELISM_BOUND + ", actual=" + maxParallelism);
        }
        this.maxParallelism = maxParallelism;
    }

    public Optional<String> slotSharingGroup() {
        return Optional.ofNullable(slotSharingGroup);
    }

    public void setSlotSharingGroup(String slotSharingGroup) {
        this.slotSharingGroup = slotSharingGroup;
    }

    /** Empty for the job's; see {@code execution.buffer-timeout}. */
    public Optional<Duration> bufferTimeout() {
        return Optional.ofNullable(bufferTimeout);
    }

    public void setBufferTimeout(long timeoutMillis) {
        if (timeoutMillis < -1) {
            throw new IllegalArgumentException("The buffer timeout of operator '" + name
                    + "': expected=0 ms or more, or -1 for full batches only, actual=" + timeoutMillis + " ms");
        }
        this.bufferTimeout = Duration.ofMillis(timeoutMillis);
    }

    public OperatorNode.Chaining chaining() {
        return chaining;
    }

    public void setChaining(OperatorNode.Chaining chaining) {
        this.chaining = chaining;
    }

    /** True for a source that may go on for ever. */
    public boolean isUnbounded() {
        return unbounded;
    }

    public void markUnbounded() {
        this.unbounded = true;
    }

    /** The input that, in batch mode, is left waiting until the other one has ended; -1 if none is. */
    public int waitingInput() {
        return waitingInput;
    }

    /** See {@link io.millrace.dataflow.contract.TwoInputOperator#nextInput}: the plan sees to it that none waits for ever. */
    public void letInputWait(int input) {
        this.waitingInput = input;
    }
}
