package io.millrace.network;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ConfigOptions;
import io.millrace.dataflow.config.MemorySize;

/** Options of the connections between the processes of an application. */
public final class NetworkOptions {
    private NetworkOptions() {}

    public static final ConfigOption<String> JOB_MANAGER_PORT = ConfigOptions.key("yarn.application-master.port")
            .stringType()
            .defaultValue("0")
            .withDescription(
                    "Where the ApplicationMaster takes connections of TaskManagers: a port, a list or a range of "
                            + "ports (50100-50200,50300), or 0 for any free one.");

    public static final ConfigOption<String> TASK_MANAGER_PORT = ConfigOptions.key("taskmanager.rpc.port")
            .stringType()
            .defaultValue("0")
            .withDescription("Where a TaskManager takes connections, for messages and for records: a port, a list or a "
                    + "range of ports (50100-50200,50300), or 0 for any free one.");

    public static final ConfigOption<String> BIND_HOST = ConfigOptions.key("network.bind-host")
            .stringType()
            .noDefaultValue()
            .withDescription("The address that processes listen at; all of their machine's if not set.");

    public static final ConfigOption<Integer> THREADS = ConfigOptions.key("network.threads")
            .intType()
            .noDefaultValue()
            .withDescription(
                    "How many threads of a process move bytes; half as many as there are cores, 8 at most, if not "
                            + "set.");

    public static final ConfigOption<MemorySize> MESSAGE_MAX = ConfigOptions.key("network.message.max-size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(256))
            .withDescription(
                    "The largest message between JobManager and TaskManagers. The graph of a job, with all that its "
                            + "functions carry, travels in one.");
}
