package io.millrace.yarn.deploy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.DeploymentException.Kind;
import io.millrace.yarn.launch.YarnOptions;
import io.millrace.yarn.staging.StagingArea;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationId;

/**
 * The cluster that the client's Hadoop configuration names. The file system is looked for when it is first needed, so that a
 * ResourceManager that is down is what the user hears of. Thread-safe.
 */
final class Cluster implements AutoCloseable {
    private final Configuration settings;
    private final HadoopSettings hadoop;
    private final ResourceManager resourceManager;

    private Cluster(Configuration settings, HadoopSettings hadoop, ResourceManager resourceManager) {
        this.settings = settings;
        this.hadoop = hadoop;
        this.resourceManager = resourceManager;
    }

    static Cluster open(Configuration settings) throws DeploymentException {
        HadoopSettings hadoop = HadoopSettings.load(settings, System.getenv());
        UserGroupInformation.setConfiguration(hadoop.configuration());
        return new Cluster(
                settings, hadoop, ResourceManager.connect(hadoop, settings.get(YarnOptions.CONNECT_TIMEOUT)));
    }

    HadoopSettings hadoop() {
        return hadoop;
    }

    ResourceManager resourceManager() {
        return resourceManager;
    }

    /** @throws DeploymentException of kind REFUSED if the file system cannot be used */
    StagingArea staging() throws DeploymentException {
        return staging(settings, hadoop);
    }

    /** Asks no ResourceManager. @throws DeploymentException of kind REFUSED if the file system cannot be used */
    static StagingArea staging(Configuration settings, HadoopSettings hadoop) throws DeploymentException {
        Optional<String> named = settings.getOptional(YarnOptions.STAGING_DIRECTORY);
        try {
            // Clients of a file system are shared in a JVM, so nobody closes them.
            FileSystem fs = named.isPresent()
                    ? new Path(named.get()).getFileSystem(hadoop.configuration())
                    : FileSystem.get(hadoop.configuration());
            if (fs.getUri().getScheme().equals("file") && named.isEmpty()) {
                throw new DeploymentException(
                        Kind.USAGE,
                        "fs.defaultFS is " + fs.getUri()
                                + ", which containers on other machines cannot read: expected=such as"
                                + " hdfs://namenode:8020. Set it in core-site.xml of HADOOP_CONF_DIR.",
                        null);
            }
            Path home = named.map(Path::new).orElseGet(fs::getHomeDirectory);
            return new StagingArea(fs, home, settings.get(YarnOptions.FILE_REPLICATION));
        } catch (IOException e) {
            throw new DeploymentException(
                    Kind.REFUSED,
                    "The file system "
                            + named.orElseGet(() -> String.valueOf(FileSystem.getDefaultUri(hadoop.configuration())))
                            + " cannot be used: " + e.getMessage() + ". Nothing was submitted.",
                    e);
        }
    }

    String user() throws DeploymentException {
        try {
            return UserGroupInformation.getCurrentUser().getShortUserName();
        } catch (IOException e) {
            throw new DeploymentException(Kind.ACCESS, "Who the user is cannot be told: " + e.getMessage(), e);
        }
    }

    static ApplicationId id(String text) throws DeploymentException {
        try {
            return ApplicationId.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new DeploymentException(
                    Kind.USAGE,
                    "'" + text + "' is no application id: expected=such as application_1700000000000_0042.",
                    e);
        }
    }

    @Override
    public void close() {
        resourceManager.close();
    }
}
