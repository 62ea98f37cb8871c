package io.millrace.yarn.staging;

import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.jobmanager.JobManagerOptions;
import io.millrace.yarn.launch.ContainerFiles;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Where the reports of failures of an application lie: a folder with one for each job. */
public final class FailureReportsFolder {
    private FailureReportsFolder() {}

    /**
     * @param stagingDirectory the application's own
     * @throws IOException if the file system of the directory that is configured cannot be used
     */
    public static URI of(ReadableConfig settings, String stagingDirectory, String applicationId, Configuration hadoop)
            throws IOException {
        Optional<URI> named = configured(settings, hadoop);
        return named.isPresent()
                ? URI.create(named.get() + "/" + applicationId)
                : URI.create(stagingDirectory + "/" + ContainerFiles.FAILURES);
    }

    /** The directory with a folder for each application, if one is configured. */
    public static Optional<URI> configured(ReadableConfig settings, Configuration hadoop) throws IOException {
        Optional<String> named = settings.getOptional(JobManagerOptions.FAILURE_REPORTS_DIRECTORY);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Path path = new Path(named.get());
        return Optional.of(path.getFileSystem(hadoop).makeQualified(path).toUri());
    }
}
