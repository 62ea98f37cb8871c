package io.millrace.yarn.master;

import io.millrace.dataflow.JobID;
import io.millrace.rest.RestApplication;
import io.millrace.yarn.launch.ContainerFiles;
import io.millrace.yarn.launch.LaunchSpec;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Reads what the owner of a session has staged for its jobs. */
final class StagedGraphs implements RestApplication.StagedGraphs {
    private final Path folder;
    private final Configuration hadoop;

    StagedGraphs(LaunchSpec spec, Configuration hadoop) {
        this.folder = new Path(spec.stagingDirectory(), ContainerFiles.GRAPHS);
        this.hadoop = hadoop;
    }

    @Override
    public byte[] read(JobID job) throws IOException {
        Path file = new Path(folder, job.toString());
        try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
            return in.readAllBytes();
        }
    }
}
