package io.millrace.yarn.deploy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.DeploymentException.Kind;
import io.millrace.yarn.launch.YarnOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Hadoop's own settings at the client: the XML files of one directory. That is {@code env.hadoop.conf.dir}, else {@code
 * HADOOP_CONF_DIR}, else {@code YARN_CONF_DIR}, else {@code etc/hadoop} below {@code HADOOP_HOME}.
 */
final class HadoopSettings {
    private static final List<String> FILES = List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml");

    /**
     * When a file is closed before its DataNode has reported the last block, HDFS's client pauses and asks again, first after 400
     * ms, 5 times. A checkpoint closes files, and the tasks of a sink wait for it: ask soon, and in all for as long.
     */
    private static final Map<String, String> PROMPT_CLOSE = Map.of(
            "dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "20",
            "dfs.client.block.write.locateFollowingBlock.retries", "10");

    private static final List<String> VARIABLES = List.of("HADOOP_CONF_DIR", "YARN_CONF_DIR");

    private final YarnConfiguration configuration;

    private HadoopSettings(YarnConfiguration configuration) {
        this.configuration = configuration;
    }

    static HadoopSettings load(Configuration settings, Map<String, String> environment) throws DeploymentException {
        YarnConfiguration loaded = new YarnConfiguration();
        Path directory = directory(settings, environment);
        int files = 0;
        for (String name : FILES) {
            Path file = directory.resolve(name);
            if (Files.isReadable(file)) {
                loaded.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
                files++;
            }
        }
        if (files == 0) {
            throw usage("'" + directory + "' holds no Hadoop configuration: expected=" + String.join(", ", FILES)
                    + ". Set HADOOP_CONF_DIR to the folder with the cluster's.");
        }
        PROMPT_CLOSE.forEach((key, value) -> {
            if (isDefault(loaded.getPropertySources(key))) {
                loaded.set(key, value);
            }
        });
        return new HadoopSettings(loaded);
    }

    private static Path directory(Configuration settings, Map<String, String> environment) throws DeploymentException {
        Optional<String> named = settings.getOptional(YarnOptions.HADOOP_CONF_DIR);
        for (String variable : VARIABLES) {
            named = named.or(
                    () -> Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty()));
        }
        named = named.or(
                () -> Optional.ofNullable(environment.get("HADOOP_HOME")).map(home -> home + "/etc/hadoop"));
        return named.map(Path::of)
                .orElseThrow(
                        () -> usage("There is no Hadoop configuration: HADOOP_CONF_DIR is not set. Set it to the folder"
                                + " with the cluster's core-site.xml, hdfs-site.xml and yarn-site.xml."));
    }

    private static DeploymentException usage(String message) {
        return new DeploymentException(Kind.USAGE, message, null);
    }

    /** For clients of HDFS, and what containers get. */
    YarnConfiguration configuration() {
        return configuration;
    }

    /**
     * A copy for a client of YARN that says soon when it cannot reach the ResourceManager, where Hadoop's own defaults try for
     * a quarter of an hour.
     */
    YarnConfiguration impatient(Duration timeout) {
        YarnConfiguration copy = new YarnConfiguration(configuration);
        copy.setLong(YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS, timeout.toMillis());
        copy.setLong(YarnConfiguration.RESOURCEMANAGER_CONNECT_RETRY_INTERVAL_MS, Math.min(500, timeout.toMillis()));
        copy.setInt(CommonConfigurationKeysPublic.IPC_CLIENT_CONNECT_MAX_RETRIES_KEY, 0);
        copy.setInt(CommonConfigurationKeysPublic.IPC_CLIENT_CONNECT_MAX_RETRIES_ON_SOCKET_TIMEOUTS_KEY, 0);
        copy.setInt(
                CommonConfigurationKeysPublic.IPC_CLIENT_CONNECT_TIMEOUT_KEY, (int) Math.min(5000, timeout.toMillis()));
        copy.setInt("ipc.client.rpc-timeout.ms", (int) Math.max(10_000, timeout.toMillis()));
        // YarnClient asks at this interval whether a submission was accepted, or a kill has come through.
        copy.setLong(YarnConfiguration.YARN_CLIENT_APPLICATION_CLIENT_PROTOCOL_POLL_INTERVAL_MS, 50);
        // Nobody here reads the timeline, and its client needs libraries that the shaded Hadoop has not.
        copy.setBoolean(YarnConfiguration.TIMELINE_SERVICE_ENABLED, false);
        return copy;
    }

    /** All that differs from Hadoop's own defaults, as one file for containers. */
    byte[] containerFile() throws IOException {
        org.apache.hadoop.conf.Configuration chosen = new org.apache.hadoop.conf.Configuration(false);
        for (Map.Entry<String, String> entry : configuration) {
            if (!isDefault(configuration.getPropertySources(entry.getKey()))) {
                String raw = configuration.getRaw(entry.getKey());
                if (raw != null) {
                    chosen.set(entry.getKey(), raw);
                }
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        chosen.writeXml(bytes);
        return bytes.toByteArray();
    }

    private static boolean isDefault(String @Nullable [] sources) {
        return sources == null
                || sources.length == 0
                || sources[sources.length - 1].replaceAll("\\s.*", "").endsWith("-default.xml");
    }
}
