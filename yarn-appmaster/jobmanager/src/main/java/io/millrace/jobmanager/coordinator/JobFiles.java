package io.millrace.jobmanager.coordinator;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Where coordinators keep what must outlive the tasks of their job. Thread-safe. */
public interface JobFiles {
    /** Where the checkpoints of jobs lie that name no directory. */
    URI otherwise() throws IOException;

    /** The file system of a path. */
    FileSystem of(Path path) throws IOException;

    /** The directory that is the job's own. */
    default Path directory(JobID job, ReadableConfig configuration) throws IOException {
        Optional<String> base = configuration.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        return new Path(base.isPresent() ? new Path(base.get()) : new Path(otherwise()), job.toString());
    }

    /** Makes a directory, or says which it is. */
    @FunctionalInterface
    interface Directory {
        URI find() throws IOException;
    }

    /** In the file systems that this process knows. */
    static JobFiles of(Directory otherwise) {
        return new JobFiles() {
            @Override
            public URI otherwise() throws IOException {
                return otherwise.find();
            }

            @Override
            public FileSystem of(Path path) throws IOException {
                return path.getFileSystem();
            }
        };
    }
}
