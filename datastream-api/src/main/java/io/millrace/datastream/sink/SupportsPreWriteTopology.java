package io.millrace.datastream.sink;

import io.millrace.datastream.DataStream;

/** A sink that does something to the stream before its writers get it, such as another distribution. */
public interface SupportsPreWriteTopology<InputT> {
    /** Called once, when the program is translated; what it returns goes to the writers. */
    DataStream<InputT> addPreWriteTopology(DataStream<InputT> inputDataStream);
}
