package io.millrace.datastream.plan;

import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import java.util.List;

/** The records of several streams of one type, in no order. */
public final class UnionNode<T> extends StreamNode<T> {
    private final List<StreamNode<T>> streams;

    public UnionNode(List<StreamNode<T>> streams) {
        this.streams = List.copyOf(streams);
    }

    @Override
    public TypeInformation<T> type() {
        for (StreamNode<T> stream : streams) {
            if (!LateBoundTypeInfo.isIn(stream.type())) {
                return stream.type();
            }
        }
        return streams.get(0).type();
    }

    @Override
    public void refine(Object consumer, Class<?> functionInterface, int inputTypeArgument) {
        streams.forEach(stream -> stream.refine(consumer, functionInterface, inputTypeArgument));
    }

    @Override
    public List<StreamNode<?>> inputs() {
        return List.copyOf(streams);
    }

    @Override
    public int parallelism() {
        return streams.get(0).parallelism();
    }
}
