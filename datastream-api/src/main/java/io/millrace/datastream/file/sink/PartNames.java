package io.millrace.datastream.file.sink;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.fs.Path;
import io.millrace.datastream.functions.sink.filesystem.OutputFileConfig;
import java.util.UUID;

/**
 * Names part files: {@code PREFIX-WRITER-NUMBER SUFFIX} when visible, {@code .VISIBLE.inprogress.JOB} before. No two writers
 * share a name, so what stands under a visible name can only be the file that was written for it.
 */
final class PartNames {
    private static final String IN_PROGRESS = ".inprogress.";

    private final OutputFileConfig config;
    private final JobID job;
    private final String writer;
    private long number;

    PartNames(OutputFileConfig config, JobID job) {
        this.config = config;
        this.job = job;
        this.writer = UUID.randomUUID().toString();
    }

    /** The visible name of the next part file. */
    Path next(Path bucket) {
        return new Path(bucket, config.getPartPrefix() + "-" + writer + "-" + number++ + config.getPartSuffix());
    }

    /** Where it is written until it is committed. */
    Path hidden(Path visible) {
        Path bucket = visible.getParent();
        String name = "." + visible.getName() + inProgressOf(job);
        return bucket == null ? new Path(name) : new Path(bucket, name);
    }

    private static String inProgressOf(JobID job) {
        return IN_PROGRESS + job;
    }

    static boolean isInProgressOf(JobID job, String name) {
        return name.startsWith(".") && name.endsWith(inProgressOf(job));
    }
}
