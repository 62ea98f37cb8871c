package io.millrace.dataflow.contract;

/** Holds the one empty emission. */
enum NoEmission implements Emission<Object> {
    NONE;

    @Override
    public boolean next(Output<Object> output) {
        return false;
    }
}
