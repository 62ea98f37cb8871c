package io.millrace.datastream.file.source.enumerate;

import io.millrace.dataflow.fs.Path;
import io.millrace.datastream.file.source.FileSourceSplit;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;

/** Finds the files of paths and makes splits of them. Called beside the JobManager, where it may block. */
public interface FileEnumerator {
    /** @param minDesiredSplits a hint: as many as there are readers */
    Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits) throws IOException;

    /** Makes one for each run of a job. */
    @FunctionalInterface
    interface Provider extends Serializable {
        FileEnumerator create();
    }
}
