package io.millrace.operators.group;

/**
 * An operator that {@link BatchKeyedOperator} can run one key after another: for each key event time begins again.
 */
public interface KeyByKey {
    /**
     * The records of another key follow, then a watermark of {@link Long#MAX_VALUE} and a processing time of {@link
     * Long#MAX_VALUE} for them. Called before the first record of each key; the current watermark is the lowest again.
     */
    void keyStarted();
}
