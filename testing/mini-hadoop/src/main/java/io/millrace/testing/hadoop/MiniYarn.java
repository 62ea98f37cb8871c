package io.millrace.testing.hadoop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/** A ResourceManager with the capacity scheduler, and NodeManagers whose containers are real processes. */
final class MiniYarn {
    private static final long REGISTRATION_MILLIS = 60_000;

    private MiniYarn() {}

    /** @return the configuration of HDFS with YARN's addresses and settings added */
    static Configuration start(Path base, Path clientFiles, MiniHadoopSettings settings, Configuration hdfs)
            throws IOException {
        // MiniYARNCluster asks nobody else where to put its folders.
        System.setProperty("test.build.data", base.toString());
        YarnConfiguration configuration = new YarnConfiguration(hdfs);
        limits(configuration, settings);
        queues(configuration);
        containers(configuration, base, clientFiles);
        MiniYARNCluster cluster = new MiniYARNCluster("yarn", settings.nodeManagers(), 1, 1);
        cluster.init(configuration);
        cluster.start();
        try {
            if (!cluster.waitForNodeManagersToConnect(REGISTRATION_MILLIS)) {
                throw new IOException("of " + settings.nodeManagers() + " NodeManagers, not all had registered after "
                        + REGISTRATION_MILLIS / 1000 + " s; the log of this process says why");
            }
        } catch (YarnException e) {
            throw new IOException("YARN did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while YARN started", e);
        }
        Configuration running = new Configuration(hdfs);
        cluster.getConfig().forEach(entry -> {
            if (entry.getKey().startsWith("yarn.")) {
                running.set(entry.getKey(), entry.getValue());
            }
        });
        return running;
    }

    private static void limits(YarnConfiguration configuration, MiniHadoopSettings settings) {
        configuration.setInt(YarnConfiguration.YARN_MINICLUSTER_NM_PMEM_MB, settings.nodeMemoryMb());
        configuration.setInt(YarnConfiguration.NM_VCORES, 64);
        configuration.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 64);
        configuration.setInt(YarnConfiguration.RM_SCHEDULER_MAXIMUM_ALLOCATION_MB, settings.nodeMemoryMb());
        configuration.setInt(YarnConfiguration.RM_AM_MAX_ATTEMPTS, 100);
        // A second is the default; nothing but waiting would differ.
        configuration.setInt(YarnConfiguration.RM_NM_HEARTBEAT_INTERVAL_MS, 200);
        // As clusters have it: who takes more memory than was asked for is killed; address space is free.
        configuration.setBoolean(YarnConfiguration.YARN_MINICLUSTER_CONTROL_RESOURCE_MONITORING, true);
        configuration.setBoolean(YarnConfiguration.NM_PMEM_CHECK_ENABLED, true);
        configuration.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
        configuration.setBoolean(YarnConfiguration.NM_DISK_HEALTH_CHECK_ENABLE, false);
    }

    private static void queues(YarnConfiguration configuration) {
        String root = "yarn.scheduler.capacity.root.";
        configuration.set(
                YarnConfiguration.RM_SCHEDULER,
                org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacityScheduler.class.getName());
        configuration.set(root + "queues", MiniHadoop.DEFAULT_QUEUE + "," + MiniHadoop.SMALL_QUEUE);
        configuration.set(root + MiniHadoop.DEFAULT_QUEUE + ".capacity", "90");
        configuration.set(root + MiniHadoop.DEFAULT_QUEUE + ".maximum-capacity", "100");
        configuration.set(root + MiniHadoop.SMALL_QUEUE + ".capacity", "10");
        configuration.set(root + MiniHadoop.SMALL_QUEUE + ".maximum-capacity", "10");
        configuration.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1.0");
        // One user may fill a queue alone; there is no other.
        configuration.set(root + MiniHadoop.DEFAULT_QUEUE + ".user-limit-factor", "10");
        configuration.set(root + MiniHadoop.SMALL_QUEUE + ".user-limit-factor", "10");
        // A container waits for no particular node for longer than one heartbeat of each.
        configuration.set("yarn.scheduler.capacity.node-locality-delay", "2");
    }

    private static void containers(YarnConfiguration configuration, Path base, Path clientFiles) throws IOException {
        configuration.set(
                YarnConfiguration.NM_CONTAINER_EXECUTOR,
                org.apache.hadoop.yarn.server.nodemanager.DefaultContainerExecutor.class.getName());
        // As NodeManagers of a cluster do, from their own environment, which a JVM cannot set for itself.
        configuration.set(YarnConfiguration.NM_ADMIN_USER_ENV, "HADOOP_CONF_DIR=" + clientFiles);
        configuration.set(
                "hadoop.tmp.dir", Files.createDirectories(base.resolve("tmp")).toString());
    }
}
