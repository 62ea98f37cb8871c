package io.millrace.yarn.launch;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ConfigOptions;
import io.millrace.dataflow.config.MemorySize;
import java.time.Duration;
import java.util.List;

/** The settings of applications on YARN. */
public final class YarnOptions {
    private YarnOptions() {}

    // ------------------------------------------------------------------ the application

    public static final ConfigOption<String> APPLICATION_ID = ConfigOptions.key("yarn.application.id")
            .stringType()
            .noDefaultValue()
            .withDescription("The running session that jobs go to, such as application_1700000000000_0042.");

    public static final ConfigOption<String> APPLICATION_NAME = ConfigOptions.key("yarn.application.name")
            .stringType()
            .noDefaultValue()
            .withDescription("The application's name; without it, the program's main class, or 'Millrace session'.");

    public static final ConfigOption<String> APPLICATION_QUEUE = ConfigOptions.key("yarn.application.queue")
            .stringType()
            .noDefaultValue()
            .withDescription("The queue; without it, the cluster's default.");

    public static final ConfigOption<Integer> APPLICATION_PRIORITY = ConfigOptions.key("yarn.application.priority")
            .intType()
            .defaultValue(-1)
            .withDescription("0 or more, higher first; -1 leaves it to the queue.");

    public static final ConfigOption<List<String>> APPLICATION_TAGS = ConfigOptions.key("yarn.tags")
            .stringType()
            .asList()
            .defaultValues()
            .withFallbackKeys("yarn.application.tags")
            .withDescription(
                    "Tags, with ; between them: at most 10, of at most 100 ASCII characters; put in lower case.");

    public static final ConfigOption<String> APPLICATION_NODE_LABEL = ConfigOptions.key("yarn.application.node-label")
            .stringType()
            .noDefaultValue()
            .withDescription("The label of the nodes that the application's containers run on.");

    public static final ConfigOption<Integer> APPLICATION_ATTEMPTS = ConfigOptions.key("yarn.application-attempts")
            .intType()
            .noDefaultValue()
            .withDescription("How often YARN may start the ApplicationMaster: 2 with high availability, else 1.");

    public static final ConfigOption<Duration> ATTEMPT_FAILURES_VALIDITY = ConfigOptions.key(
                    "yarn.application-attempt-failures-validity-interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("Failures of the ApplicationMaster that are older than this do not count.");

    // ------------------------------------------------------------------ submission and staging

    public static final ConfigOption<Duration> SUBMIT_TIMEOUT = ConfigOptions.key("yarn.submit-timeout")
            .durationType()
            .noDefaultValue()
            .withDescription("An application that does not run by then is killed; without it, it may wait for ever.");

    public static final ConfigOption<Duration> CONNECT_TIMEOUT = ConfigOptions.key("yarn.connect-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("How long the client tries to reach the ResourceManager before it gives up.");

    public static final ConfigOption<String> STAGING_DIRECTORY = ConfigOptions.key("yarn.staging-directory")
            .stringType()
            .noDefaultValue()
            .withDescription("Where .millrace is made for libraries and applications; without it, the user's home.");

    public static final ConfigOption<Integer> FILE_REPLICATION = ConfigOptions.key("yarn.file-replication")
            .intType()
            .defaultValue(-1)
            .withDescription("The replication of staged files; -1 leaves it to the file system.");

    public static final ConfigOption<List<String>> PROVIDED_LIB_DIRS = ConfigOptions.key("yarn.provided.lib.dirs")
            .stringType()
            .asList()
            .defaultValues()
            .withDescription("Remote folders that may hold libraries-<sha256>.zip already; all users of a node share it"
                    + " if it is readable by all.");

    public static final ConfigOption<Boolean> CLASS_ARCHIVE = ConfigOptions.key("yarn.class-archive")
            .booleanType()
            .defaultValue(true)
            .withDescription(
                    "Whether the JVMs of containers map the engine's classes from the distribution's archive, if"
                            + " it has one: they start sooner. A JVM of another build than the archive's goes on without it.");

    public static final ConfigOption<String> HADOOP_CONF_DIR = ConfigOptions.key("env.hadoop.conf.dir")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "The folder of core-site.xml, hdfs-site.xml and yarn-site.xml; without it, the one that the"
                            + " variable HADOOP_CONF_DIR names.");

    // ------------------------------------------------------------------ containers

    public static final ConfigOption<MemorySize> JOB_MANAGER_MEMORY = ConfigOptions.key(
                    "jobmanager.memory.process.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(1024))
            .withDescription("The size of the ApplicationMaster's container.");

    public static final ConfigOption<MemorySize> TASK_MANAGER_MEMORY = ConfigOptions.key(
                    "taskmanager.memory.process.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(1728))
            .withDescription("The size of a TaskManager's container.");

    public static final ConfigOption<Integer> APPLICATION_MASTER_VCORES = ConfigOptions.key("yarn.appmaster.vcores")
            .intType()
            .defaultValue(1)
            .withDescription("The virtual cores of the ApplicationMaster's container.");

    public static final ConfigOption<Integer> CONTAINER_VCORES = ConfigOptions.key("yarn.containers.vcores")
            .intType()
            .defaultValue(-1)
            .withDescription("The virtual cores of a TaskManager's container; -1: as many as it has slots.");

    public static final ConfigOption<String> TASK_MANAGER_NODE_LABEL = ConfigOptions.key("yarn.taskmanager.node-label")
            .stringType()
            .noDefaultValue()
            .withDescription("The label of the nodes that TaskManagers run on; without it, the application's.");

    public static final ConfigOption<Integer> HEARTBEAT_INTERVAL = ConfigOptions.key("yarn.heartbeat.interval")
            .intType()
            .defaultValue(5)
            .withDescription("Seconds between two words of the ApplicationMaster to the ResourceManager, if there is"
                    + " nothing to say.");

    public static final ConfigOption<Integer> CONTAINER_REQUEST_INTERVAL = ConfigOptions.key(
                    "yarn.heartbeat.container-request-interval")
            .intType()
            .defaultValue(200)
            .withDescription("Milliseconds between two, while containers are awaited.");

    public static final ConfigOption<Integer> START_FAILURES_MAX = ConfigOptions.key(
                    "resourcemanager.start-worker.max-failure-rate")
            .intType()
            .defaultValue(10)
            .withDescription("If so many containers within a minute end before their TaskManagers"
                    + " have registered, no more are asked for until it has passed.");

    public static final ConfigOption<String> JAVA_HOME = ConfigOptions.key("env.java.home")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Where nodes have a Java 17 or later; without it, the client's if a node has it at the same"
                            + " place, else the node's own.");

    public static final ConfigOption<String> JAVA_OPTIONS_ALL = ConfigOptions.key("env.java.opts.all")
            .stringType()
            .defaultValue("")
            .withFallbackKeys("env.java.opts")
            .withDescription("More options for the JVMs in containers, with spaces between them.");

    public static final ConfigOption<String> JAVA_OPTIONS_JOB_MANAGER = ConfigOptions.key("env.java.opts.jobmanager")
            .stringType()
            .defaultValue("")
            .withDescription("More options for the ApplicationMaster's JVM.");

    public static final ConfigOption<String> JAVA_OPTIONS_TASK_MANAGER = ConfigOptions.key("env.java.opts.taskmanager")
            .stringType()
            .defaultValue("")
            .withDescription("More options for the JVMs of TaskManagers.");

    /** Keys that begin so set environment variables of the ApplicationMaster. */
    public static final String MASTER_ENVIRONMENT_PREFIX = "containerized.master.env.";

    /** Keys that begin so set environment variables of TaskManagers. */
    public static final String TASK_MANAGER_ENVIRONMENT_PREFIX = "containerized.taskmanager.env.";
}
