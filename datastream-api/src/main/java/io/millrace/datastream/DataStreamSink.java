package io.millrace.datastream;

import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.operators.SlotSharingGroup;
import io.millrace.datastream.plan.OperatorStep;

/** The end of a stream, and what the user says about it. */
public class DataStreamSink<T> {
    private final OperatorStep<Void> step;

    DataStreamSink(OperatorStep<Void> step) {
        this.step = step;
    }

    public DataStreamSink<T> name(String name) {
        step.setName(name);
        return this;
    }

    public DataStreamSink<T> uid(String uid) {
        step.setUid(uid);
        return this;
    }

    /** As {@link SingleOutputStreamOperator#setUidHash}. */
    public DataStreamSink<T> setUidHash(String uidHash) {
        step.setUidHash(uidHash);
        return this;
    }

    public DataStreamSink<T> setDescription(String description) {
        step.setDescription(description);
        return this;
    }

    public DataStreamSink<T> setParallelism(int parallelism) {
        step.setParallelism(parallelism);
        return this;
    }

    public DataStreamSink<T> setMaxParallelism(int maxParallelism) {
        step.setMaxParallelism(maxParallelism);
        return this;
    }

    public DataStreamSink<T> disableChaining() {
        step.setChaining(OperatorNode.Chaining.NEVER);
        return this;
    }

    public DataStreamSink<T> slotSharingGroup(String slotSharingGroup) {
        step.setSlotSharingGroup(slotSharingGroup);
        return this;
    }

    /** As the other, by the group's name. */
    public DataStreamSink<T> slotSharingGroup(SlotSharingGroup slotSharingGroup) {
        return slotSharingGroup(slotSharingGroup.getName());
    }
}
