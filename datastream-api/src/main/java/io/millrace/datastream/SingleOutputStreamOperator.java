package io.millrace.datastream;

import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.operators.SlotSharingGroup;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.plan.OperatorStep;
import io.millrace.datastream.plan.SideOutputNode;

/** The stream that an operator makes, and what the user says about the operator. */
public class SingleOutputStreamOperator<T> extends DataStream<T> {
    private final OperatorStep<T> step;

    SingleOutputStreamOperator(StreamExecutionEnvironment environment, OperatorStep<T> step) {
        super(environment, step);
        this.step = step;
    }

    OperatorStep<T> step() {
        return step;
    }

    public String getName() {
        return step.name();
    }

    /** As plans, errors and logs show it. */
    public SingleOutputStreamOperator<T> name(String name) {
        step.setName(name);
        return this;
    }

    /** Names the operator's state for ever: unique in the program, the same in later versions of it. */
    public SingleOutputStreamOperator<T> uid(String uid) {
        step.setUid(uid);
        return this;
    }

    /**
     * The id under which a snapshot has the operator's state, if the operator had no uid then: 32 hexadecimal digits, as
     * errors and plans show it.
     */
    public SingleOutputStreamOperator<T> setUidHash(String uidHash) {
        step.setUidHash(uidHash);
        return this;
    }

    /** At least 1; exactly 1 for an operator that cannot be parallel. */
    public SingleOutputStreamOperator<T> setParallelism(int parallelism) {
        step.setParallelism(parallelism);
        return this;
    }

    /** The number of key groups, 1 to 32768. */
    public SingleOutputStreamOperator<T> setMaxParallelism(int maxParallelism) {
        step.setMaxParallelism(maxParallelism);
        return this;
    }

    /** One instance only, which {@link #setParallelism} refuses to change. */
    public SingleOutputStreamOperator<T> forceNonParallel() {
        step.forceNonParallel();
        return this;
    }

    /** The operator shares its task with no other. */
    public SingleOutputStreamOperator<T> disableChaining() {
        step.setChaining(OperatorNode.Chaining.NEVER);
        return this;
    }

    /** The operator begins a task, which those after it may share. */
    public SingleOutputStreamOperator<T> startNewChain() {
        step.setChaining(OperatorNode.Chaining.HEAD);
        return this;
    }

    /**
     * How long what this operator emits may wait for a full batch, in place of {@code execution.buffer-timeout}.
     *
     * @param timeoutMillis 0 to send each record alone; -1 to send full batches only, or what there is when the input pauses
     */
    public SingleOutputStreamOperator<T> setBufferTimeout(long timeoutMillis) {
        step.setBufferTimeout(timeoutMillis);
        return this;
    }

    /** Operators share slots only with those of the same group; inputs' group if none is set. */
    public SingleOutputStreamOperator<T> slotSharingGroup(String slotSharingGroup) {
        step.setSlotSharingGroup(slotSharingGroup);
        return this;
    }

    /** As the other, by the group's name. */
    public SingleOutputStreamOperator<T> slotSharingGroup(SlotSharingGroup slotSharingGroup) {
        return slotSharingGroup(slotSharingGroup.getName());
    }

    /** A longer text than the name, for people. */
    public SingleOutputStreamOperator<T> setDescription(String description) {
        step.setDescription(description);
        return this;
    }

    /** Says what the records are; never required. */
    public SingleOutputStreamOperator<T> returns(Class<T> typeClass) {
        return returns(TypeInformation.of(typeClass));
    }

    public SingleOutputStreamOperator<T> returns(TypeHint<T> typeHint) {
        return returns(TypeInformation.of(typeHint));
    }

    public SingleOutputStreamOperator<T> returns(TypeInformation<T> typeInfo) {
        step.setType(typeInfo);
        return this;
    }

    /** What the operator emits under {@code sideOutputTag}. */
    public <X> SideOutputDataStream<X> getSideOutput(OutputTag<X> sideOutputTag) {
        getExecutionEnvironment().clean(sideOutputTag);
        return new SideOutputDataStream<>(getExecutionEnvironment(), new SideOutputNode<>(step, sideOutputTag));
    }
}
