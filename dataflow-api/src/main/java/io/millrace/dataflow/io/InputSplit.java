package io.millrace.dataflow.io;

import java.io.Serializable;

/** A part of an input that one parallel instance reads. */
public interface InputSplit extends Serializable {
    /** From 0; unique within the input. */
    int getSplitNumber();
}
