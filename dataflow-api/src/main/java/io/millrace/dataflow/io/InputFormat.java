package io.millrace.dataflow.io;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.io.statistics.BaseStatistics;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an input in parallel, split by split. {@link #configure} comes first, everywhere; then, where the job is
 * coordinated, {@link #getStatistics} and {@link #createInputSplits}; in each parallel instance, for each split,
 * {@link #open}, {@link #nextRecord} until {@link #reachedEnd}, {@link #close}.
 */
public interface InputFormat<OT, T extends InputSplit> extends InputSplitSource<T> {
    /** Takes the parameters of {@code withParameters}. */
    void configure(Configuration parameters);

    /** What is known of the input's size; null if nothing is. */
    @Nullable
    BaseStatistics getStatistics(@Nullable BaseStatistics cachedStatistics) throws IOException;

    @Override
    T[] createInputSplits(int minNumSplits) throws IOException;

    @Override
    InputSplitAssigner getInputSplitAssigner(T[] inputSplits);

    void open(T split) throws IOException;

    boolean reachedEnd() throws IOException;

    /** The next record, in {@code reuse} or not; null if there was none after all, or it is to be skipped. */
    @Nullable
    OT nextRecord(OT reuse) throws IOException;

    /** Called after each split, also after a failure. */
    void close() throws IOException;
}
