package io.millrace.yarn.deploy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationStatus;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.yarn.launch.OutcomeFile;
import io.millrace.yarn.staging.ApplicationFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One application on YARN. */
final class YarnApplication {
    private static final Logger LOG = LoggerFactory.getLogger(YarnApplication.class);

    private final Cluster cluster;
    private final Configuration settings;
    private final ApplicationId id;
    private final ApplicationFolder folder;

    YarnApplication(Cluster cluster, Configuration settings, ApplicationId id, ApplicationFolder folder) {
        this.cluster = cluster;
        this.settings = settings;
        this.id = id;
        this.folder = folder;
    }
}
