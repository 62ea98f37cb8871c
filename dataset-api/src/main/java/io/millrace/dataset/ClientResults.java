package io.millrace.dataset;

import io.millrace.dataflow.util.AbstractID;

/** Names for results that come back to the client beside the user's own accumulators. */
final class ClientResults {
    private ClientResults() {}

    static String accumulatorName(String kind) {
        return kind + "-" + new AbstractID();
    }
}
