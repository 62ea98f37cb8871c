package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.Output;
import io.millrace.taskmanager.exchange.Element;

/** The output of one operator of a chain, as the task sees it: events go the same way as records. */
public interface ChainOutput extends Output<Object> {
    /** The input's event time, forwarded; smaller values than before are ignored. */
    void watermark(long watermark);

    /** IDLE or ACTIVE, forwarded from the input. */
    void status(Element.Signal status);

    /** A superstep of the loop that the chain is in has begun or ended. */
    void superstep(Element.Superstep event);

    /** The last watermark that the operator made itself; {@link Long#MIN_VALUE} before the first. */
    long emitted();

    /** Nothing follows. */
    void end();
}
