package io.millrace.datastream;

import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import java.util.List;

/** A stream that goes whole to every instance, and the state that is made of it there; to be connected with another. */
public class BroadcastStream<T> {
    private final DataStream<T> input;
    private final List<MapStateDescriptor<?, ?>> descriptors;

    BroadcastStream(DataStream<T> input, List<MapStateDescriptor<?, ?>> descriptors) {
        this.input = input;
        this.descriptors = List.copyOf(descriptors);
    }

    public TypeInformation<T> getType() {
        return input.getType();
    }

    public List<MapStateDescriptor<?, ?>> getBroadcastStateDescriptors() {
        return descriptors;
    }

    DataStream<T> input() {
        return input;
    }
}
