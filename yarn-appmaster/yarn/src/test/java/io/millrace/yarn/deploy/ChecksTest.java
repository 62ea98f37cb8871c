package io.millrace.yarn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.DeploymentException.Kind;
import java.io.File;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.QueueInfo;
import org.apache.hadoop.yarn.api.records.QueueState;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.util.Records;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void aContainerAboveTheLargestIsRefusedWithBothNumbers() {
        refuses(
                () -> Checks.containers(
                        settings("taskmanager.memory.process.size", "9 gb"), Resource.newInstance(8192, 4)),
                Kind.USAGE,
                "taskmanager.memory.process.size",
                "9216 MB",
                "8192 MB");
    }

    @Test
    void moreSlotsThanCoresAreRefusedUnlessTheCoresAreNamed() {
        Resource maximum = Resource.newInstance(8192, 4);

        refuses(
                () -> Checks.containers(settings("taskmanager.numberOfTaskSlots", "5"), maximum),
                Kind.USAGE,
                "taskmanager.numberOfTaskSlots is 5",
                "4 virtual cores",
                "yarn.containers.vcores");
        assertThatCode(() -> Checks.containers(
                        Configuration.fromMap(
                                Map.of("taskmanager.numberOfTaskSlots", "5", "yarn.containers.vcores", "1")),
                        maximum))
                .doesNotThrowAnyException();
    }

    @Test
    void aContainerThatIsTooSmallForAJavaIsRefused() {
        refuses(
                () -> Checks.memory(settings("jobmanager.memory.process.size", "100 mb")),
                Kind.USAGE,
                "jobmanager.memory.process.size",
                "256 mb");
    }

    @Test
    void aQueueThatDoesNotExistIsRefusedWithTheNamesOfThoseThatDo() {
        refuses(
                () -> Checks.queue("fast", Optional.empty(), List.of("default", "small")),
                Kind.USAGE,
                "'fast'",
                "yarn.application.queue",
                "default, small");
    }

    @Test
    void aStoppedQueueIsRefused() {
        refuses(() -> Checks.queue("q", Optional.of(queue(QueueState.STOPPED)), List.of()), Kind.REFUSED, "stopped");
    }

    @Test
    void aQueueThatOnlyHasPartsIsRefusedWithTheirNames() {
        QueueInfo parent = queue(QueueState.RUNNING);
        QueueInfo child = queue(QueueState.RUNNING);
        child.setQueueName("nightly");
        parent.setChildQueues(List.of(child));

        refuses(() -> Checks.queue("q", Optional.of(parent), List.of()), Kind.USAGE, "nightly");
    }

    @Test
    void tagsAreKeptAsYarnKeepsThem() throws DeploymentException {
        assertThat(Checks.tags(List.of("Nightly-7", "b", "B"))).containsExactly("nightly-7", "b");
    }

    @Test
    void tagsThatYarnWouldRefuseAreRefusedBefore() {
        refuses(() -> Checks.tags(List.of("x".repeat(101))), Kind.USAGE, "yarn.tags", "100");
        refuses(() -> Checks.tags(List.of("größe")), Kind.USAGE, "ASCII");
        refuses(() -> Checks.tags(List.of(" ")), Kind.USAGE, "yarn.tags");
        refuses(() -> Checks.tags(Collections.nCopies(10, "a")), Kind.USAGE, "10 tags", "at most 9");
    }

    @Test
    void aJarThatIsMissingOrAFolderIsRefusedByItsPath() {
        refuses(() -> Checks.files(List.of(new File("no-such.jar"))), Kind.USAGE, "'no-such.jar'");
        refuses(() -> Checks.files(List.of(new File("."))), Kind.USAGE, "folder");
    }

    private static void refuses(ThrowingCallable check, Kind kind, String... words) {
        assertThatThrownBy(check)
                .hasMessageContainingAll(words)
                .isInstanceOfSatisfying(
                        DeploymentException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static Configuration settings(String key, String value) {
        return Configuration.fromMap(Map.of(key, value));
    }

    private static QueueInfo queue(QueueState state) {
        QueueInfo queue = Records.newRecord(QueueInfo.class);
        queue.setQueueName("q");
        queue.setQueueState(state);
        queue.setChildQueues(List.of());
        return queue;
    }
}
