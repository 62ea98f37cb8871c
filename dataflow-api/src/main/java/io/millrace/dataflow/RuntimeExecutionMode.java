package io.millrace.dataflow;

/** How a DataStream program runs. */
public enum RuntimeExecutionMode {
    /** Results are updated as records come; needed for unbounded inputs. */
    STREAMING,
    /** Bounded inputs only: keyed inputs grouped by key, final results only, no checkpoints. */
    BATCH,
    /** BATCH if all sources are bounded, else STREAMING. */
    AUTOMATIC
}
