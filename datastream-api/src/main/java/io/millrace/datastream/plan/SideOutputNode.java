package io.millrace.datastream.plan;

import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import java.util.List;

/** What an operator emits under a tag. */
public final class SideOutputNode<T> extends StreamNode<T> {
    private final OperatorStep<?> operator;
    private final OutputTag<T> tag;

    public SideOutputNode(OperatorStep<?> operator, OutputTag<T> tag) {
        this.operator = operator;
        this.tag = tag;
    }

    public OperatorStep<?> operator() {
        return operator;
    }

    public OutputTag<T> tag() {
        return tag;
    }

    @Override
    public TypeInformation<T> type() {
        return tag.getTypeInfo();
    }

    /** The tag says the type. */
    @Override
    public void refine(Object consumer, Class<?> functionInterface, int inputTypeArgument) {}

    @Override
    public List<StreamNode<?>> inputs() {
        return List.of(operator);
    }

    @Override
    public int parallelism() {
        return operator.parallelism();
    }
}
