package io.millrace.yarn.worker;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import io.millrace.dataflow.config.Configuration;
import io.millrace.jobmanager.JobManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;

/**
 * What an ApplicationMaster tells a TaskManager when it starts it. It travels in the container's credentials, as settings
 * may hold passwords and every user of a node can read command lines.
 *
 * @param jobManagerHost where the ApplicationMaster listens
 * @param epoch of the leader that starts it
 * @param slots how many slots the TaskManager has
 * @param configuration the application's settings
 * @param stagingDirectory the application's own
 * @param jars of the application's program, by URI: what its jobs need first. Empty in a session
 */
public record TaskManagerTold(
        String jobManagerHost,
        int jobManagerPort,
        long epoch,
        int slots,
        Map<String, String> configuration,
        String stagingDirectory,
        List<String> jars) {
    private static final Text ALIAS = new Text("millrace.taskmanager");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String EPOCH = "epoch";
    private static final String SLOTS = "slots";
    private static final String CONFIGURATION = "configuration";
    private static final String STAGING = "staging";
    private static final String JARS = "jars";

    public TaskManagerTold {
        configuration = new TreeMap<>(configuration);
        jars = List.copyOf(jars);
    }

    public void putInto(Credentials credentials) throws IOException {
        var node = JSON.createObjectNode();
        node.put(HOST, jobManagerHost)
                .put(PORT, jobManagerPort)
                .put(EPOCH, epoch)
                .put(SLOTS, slots)
                .put(STAGING, stagingDirectory);
        node.set(CONFIGURATION, JSON.valueToTree(configuration));
        node.set(JARS, JSON.valueToTree(jars));
        credentials.addSecretKey(ALIAS, JSON.writeValueAsBytes(node));
    }

    /** @throws IOException if there is nothing of the kind, or it was written by another version */
    public static TaskManagerTold of(Credentials credentials) throws IOException {
        byte[] bytes = credentials.getSecretKey(ALIAS);
        if (bytes == null) {
            throw new IOException("This container's credentials hold no '" + ALIAS
                    + "': TaskManagers are started by an ApplicationMaster of Millrace only.");
        }
        var node = JSON.readTree(bytes);
        return new TaskManagerTold(
                node.required(HOST).asText(),
                node.required(PORT).asInt(),
                node.required(EPOCH).asLong(),
                node.required(SLOTS).asInt(),
                JSON.convertValue(node.required(CONFIGURATION), new TypeReference<Map<String, String>>() {}),
                node.required(STAGING).asText(),
                JSON.convertValue(node.required(JARS), new TypeReference<List<String>>() {}));
    }

    /** The leader that starts it. */
    public LeaderIs leader() {
        return new LeaderIs(new Epoch(epoch), new LeaderAddress(JobManager.NODE, jobManagerHost, jobManagerPort));
    }

    public Configuration settings() {
        return Configuration.fromMap(configuration);
    }

    /** Settings may hold passwords: they are not shown. */
    @Override
    public String toString() {
        return "TaskManagerTold[" + jobManagerHost + ":" + jobManagerPort + ", epoch " + epoch + ", " + slots
                + " slots]";
    }
}
