package io.millrace.operators.source;

import io.millrace.dataflow.io.InputSplit;
import io.millrace.dataflow.io.LocatableInputSplit;
import io.millrace.dataflow.io.LocatableInputSplitAssigner;
import java.io.Serializable;

/**
 * A split on its way to a subtask.
 *
 * @param distance how far it lies from the subtask's host
 */
record GivenSplit<S extends InputSplit>(S split, Distance distance) implements Serializable {
    private static final long serialVersionUID = 1L;

    enum Distance {
        /** It lies nowhere in particular. */
        NONE,
        /** One of the hosts that have it is the subtask's. */
        LOCAL,
        /** Other hosts have it. */
        REMOTE
    }

    static <S extends InputSplit> GivenSplit<S> to(String host, S split) {
        if (!(split instanceof LocatableInputSplit located) || located.getHostnames().length == 0) {
            return new GivenSplit<>(split, Distance.NONE);
        }
        boolean local = LocatableInputSplitAssigner.isLocal(located, host);
        return new GivenSplit<>(split, local ? Distance.LOCAL : Distance.REMOTE);
    }
}
