package io.millrace.datastream.source;

import java.io.Serializable;

/** Makes the readers of a source. */
public interface SourceReaderFactory<T, SplitT extends SourceSplit> extends Serializable {
    /** Called once in each task; the reader is used by the task's thread only. */
    SourceReader<T, SplitT> createReader(SourceReaderContext readerContext) throws Exception;
}
