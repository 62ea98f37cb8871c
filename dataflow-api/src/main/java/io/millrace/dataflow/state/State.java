package io.millrace.dataflow.state;

/** State kept for the current key. */
public interface State {
    /** Removes what is kept for the current key. */
    void clear();
}
