package io.millrace.datastream.source;

import io.millrace.dataflow.eventtime.Watermark;

/** A reader's output, with outputs of their own for splits, so that each split has its own watermark. */
public interface ReaderOutput<T> extends SourceOutput<T> {
    @Override
    void collect(T record);

    @Override
    void collect(T record, long timestamp);

    @Override
    void emitWatermark(Watermark watermark);

    @Override
    void markIdle();

    /** The output of one split; the same id gives the same output until it is released. */
    SourceOutput<T> createOutputForSplit(String splitId);

    /** The split has ended: event time waits for it no more. */
    void releaseOutputForSplit(String splitId);
}
