package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.Function;

/** A function of ours that calls a user's: state is the user's function's affair. */
interface Wrapping {
    Function wrapped();
}
