package io.millrace.testing.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;

/** HDFS, YARN and ZooKeeper as clients see them, that is by the files of the configuration's directory. */
@MiniHadoopCluster
class MiniHadoopTest {

    @Test
    void keepsAFileInHdfs(MiniHadoop hadoop) throws IOException {
        try (FileSystem files = FileSystem.newInstance(asAClient(hadoop))) {
            Path file = new Path("/tmp/round/trip.txt");
            try (var out = files.create(file)) {
                out.write("there and back".getBytes(StandardCharsets.UTF_8));
            }

            assertThat(files.getUri()).isEqualTo(hadoop.hdfs());
            try (var in = files.open(file)) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("there and back");
            }
        }
    }

    @Test
    void storesBlocksWhereContainersRun(MiniHadoop hadoop) throws Exception {
        try (FileSystem files = hadoop.fileSystem();
                YarnClient yarn = client(hadoop)) {
            Path file = new Path("/tmp/blocks.txt");
            try (var out = files.create(file, true, 4096, (short) 1, 1024)) {
                out.write(new byte[3000]);
            }

            var blocks = files.getFileBlockLocations(files.getFileStatus(file), 0, 3000);
            assertThat(blocks).hasSize(3);
            assertThat(yarn.getNodeReports(NodeState.RUNNING))
                    .hasSize(2)
                    .allSatisfy(node -> assertThat(blocks[0].getHosts())
                            .contains(node.getNodeId().getHost()));
        }
    }

    @Test
    void runsAContainerAsAProcessOfItsOwn(MiniHadoop hadoop) throws Exception {
        java.nio.file.Path proof = hadoop.baseDirectory().resolve("proof");
        try (YarnClient yarn = client(hadoop)) {
            ApplicationId application = submit(
                    yarn, MiniHadoop.DEFAULT_QUEUE, "echo $$ $HADOOP_CONF_DIR > " + proof + "; exec /bin/sleep 600");
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(proof) && Files.size(proof) > 0);
            String[] said = Files.readString(proof).strip().split(" ");
            ProcessHandle container = ProcessHandle.of(Long.parseLong(said[0])).orElseThrow();

            assertThat(said[1]).isEqualTo(hadoop.configurationDirectory().toString());
            assertThat(hadoop.containerProcesses(application.toString())).contains(container);
            assertThat(hadoop.containerLogs(application.toString())).hasSize(1);

            yarn.killApplication(application);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(hadoop.containerProcesses(application.toString()))
                            .isEmpty());
        }
    }

    @Test
    void startsAnApplicationMasterAgainThatWasKilled(MiniHadoop hadoop) throws Exception {
        java.nio.file.Path attempts = hadoop.baseDirectory().resolve("attempts");
        try (YarnClient yarn = client(hadoop)) {
            ApplicationId application =
                    submit(yarn, MiniHadoop.DEFAULT_QUEUE, "echo $$ >> " + attempts + "; exec /bin/sleep 600");
            await().atMost(Duration.ofSeconds(60)).until(() -> linesOf(attempts).size() == 1);
            long first = Long.parseLong(linesOf(attempts).get(0));
            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofSeconds(60)).until(() -> linesOf(attempts).size() == 2);
            yarn.killApplication(application);
        }
    }

    @Test
    void letsAnApplicationWaitForASmallQueueThatIsFull(MiniHadoop hadoop) throws Exception {
        try (YarnClient yarn = client(hadoop)) {
            ApplicationId first = submit(yarn, MiniHadoop.SMALL_QUEUE, "exec /bin/sleep 600");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !hadoop.containerProcesses(first.toString()).isEmpty());
            ApplicationId second = submit(yarn, MiniHadoop.SMALL_QUEUE, "exec /bin/sleep 600");

            ApplicationReport waiting = yarn.getApplicationReport(second);
            assertThat(waiting.getYarnApplicationState()).isEqualTo(YarnApplicationState.ACCEPTED);
            yarn.killApplication(first);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !hadoop.containerProcesses(second.toString()).isEmpty());
            yarn.killApplication(second);
        }
    }

    @Test
    void keepsANodeInZooKeeper(MiniHadoop hadoop) throws Exception {
        String quorum = Files.readString(hadoop.configurationDirectory().resolve(MiniHadoop.QUORUM_FILE))
                .strip();
        assertThat(hadoop.zooKeeperQuorum()).contains(quorum);
        try (ZooKeeper client = new ZooKeeper(quorum, 10_000, event -> {})) {
            await().atMost(Duration.ofSeconds(30)).until(() -> client.getState().isConnected());
            client.create("/here", new byte[] {7}, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);

            assertThat(client.getData("/here", false, null)).containsExactly(7);
        }
    }

    @Test
    void isWatchedBySomebodyWhoCleansUp(MiniHadoop hadoop) {
        assertThat(hadoop.isWatched()).isTrue();
    }

    @Test
    void listensOnThisMachineOnly(MiniHadoop hadoop) throws IOException {
        String[] quorum = hadoop.zooKeeperQuorum().orElseThrow().split(":");
        try (Socket socket = new Socket("localhost", Integer.parseInt(quorum[1]))) {
            assertThat(socket.getInetAddress().isLoopbackAddress()).isTrue();
        }
        assertThat(hadoop.hdfs().getHost()).isEqualTo("localhost");
    }

    private static List<String> linesOf(java.nio.file.Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Knows nothing but what is in the files. */
    private static Configuration asAClient(MiniHadoop hadoop) {
        Configuration configuration = new Configuration();
        for (String file : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
            configuration.addResource(
                    new Path(hadoop.configurationDirectory().resolve(file).toUri()));
        }
        return configuration;
    }

    private static YarnClient client(MiniHadoop hadoop) {
        YarnClient yarn = YarnClient.createYarnClient();
        yarn.init(asAClient(hadoop));
        yarn.start();
        return yarn;
    }

    /** An application whose ApplicationMaster is a shell command that takes 1 GiB. */
    private static ApplicationId submit(YarnClient yarn, String queue, String command)
            throws IOException, YarnException {
        YarnClientApplication application = yarn.createApplication();
        ApplicationSubmissionContext context = application.getApplicationSubmissionContext();
        context.setApplicationName("shell");
        context.setQueue(queue);
        context.setResource(Resource.newInstance(1024, 1));
        context.setAMContainerSpec(
                ContainerLaunchContext.newInstance(Map.of(), Map.of(), List.of(command), Map.of(), null, Map.of()));
        return yarn.submitApplication(context);
    }
}
