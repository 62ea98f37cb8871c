package io.millrace.datastream.source;

import io.millrace.dataflow.io.SimpleVersionedSerializer;

/**
 * Where records come from.
 *
 * @param <T> the records
 * @param <SplitT> the parts that readers read
 * @param <EnumChkT> what the enumerator keeps in a checkpoint
 */
public interface Source<T, SplitT extends SourceSplit, EnumChkT> extends SourceReaderFactory<T, SplitT> {
    Boundedness getBoundedness();

    /** A new enumerator, once per run of the job, used by one thread beside the JobManager. */
    SplitEnumerator<SplitT, EnumChkT> createEnumerator(SplitEnumeratorContext<SplitT> enumContext) throws Exception;

    /** An enumerator that goes on from a checkpoint. */
    SplitEnumerator<SplitT, EnumChkT> restoreEnumerator(SplitEnumeratorContext<SplitT> enumContext, EnumChkT checkpoint)
            throws Exception;

    SimpleVersionedSerializer<SplitT> getSplitSerializer();

    SimpleVersionedSerializer<EnumChkT> getEnumeratorCheckpointSerializer();
}
