package io.millrace.datastream;

import io.millrace.datastream.plan.SideOutputNode;

/** What an operator emits under a tag. */
public class SideOutputDataStream<T> extends DataStream<T> {
    SideOutputDataStream(StreamExecutionEnvironment environment, SideOutputNode<T> node) {
        super(environment, node);
    }
}
