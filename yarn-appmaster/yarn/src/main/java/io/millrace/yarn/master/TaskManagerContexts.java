package io.millrace.yarn.master;

import io.millrace.control.Epoch;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.MemorySize;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.yarn.driver.TaskManagerLaunch;
import io.millrace.yarn.launch.ApplicationSecrets;
import io.millrace.yarn.launch.JavaCommand;
import io.millrace.yarn.launch.LaunchSpec;
import io.millrace.yarn.launch.LocalisedFile;
import io.millrace.yarn.launch.ProcessRole;
import io.millrace.yarn.worker.TaskManagerTold;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;

/** What TaskManagers' containers are started with: the files of all containers, and credentials without YARN's own. */
final class TaskManagerContexts implements TaskManagerLaunch {
    private static final String USER = "HADOOP_USER_NAME";

    private final LaunchSpec spec;
    private final Configuration configuration;
    private final ApplicationSecrets secrets;
    private final String host;
    private final int port;
    private final Supplier<Epoch> epoch;

    /**
     * @param host where this ApplicationMaster listens, at {@code port}, for TaskManagers
     * @param epoch in which it leads, asked when containers are started
     */
    TaskManagerContexts(LaunchSpec spec, ApplicationSecrets secrets, String host, int port, Supplier<Epoch> epoch) {
        this.spec = spec;
        this.configuration = spec.settings();
        this.secrets = secrets;
        this.host = host;
        this.port = port;
        this.epoch = epoch;
    }

    @Override
    public ContainerLaunchContext context(Container container, ContainerProfile profile) throws IOException {
        Map<String, LocalResource> files = new HashMap<>();
        for (LocalisedFile file : spec.containerFiles()) {
            files.put(file.link(), file.resource());
        }
        MemorySize size = MemorySize.ofMebiBytes(container.getResource().getMemorySize());
        String command = JavaCommand.of(
                ProcessRole.TASK_MANAGER, size, configuration, spec.containerFiles(), spec.clientJavaHome(), List.of());
        return ContainerLaunchContext.newInstance(
                files, environment(), List.of(command), null, credentials(profile), null);
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> environment =
                new HashMap<>(JavaCommand.environment(ProcessRole.TASK_MANAGER, configuration));
        if (!UserGroupInformation.isSecurityEnabled()) {
            environment.putIfAbsent(USER, UserGroupInformation.getCurrentUser().getShortUserName());
        }
        return environment;
    }

    private ByteBuffer credentials(ContainerProfile profile) throws IOException {
        Credentials credentials = new Credentials();
        for (Token<?> token :
                UserGroupInformation.getCurrentUser().getCredentials().getAllTokens()) {
            if (!token.getKind().equals(AMRMTokenIdentifier.KIND_NAME)) {
                credentials.addToken(token.getService(), token);
            }
        }
        secrets.putSecretInto(credentials);
        List<String> jars = spec.program().map(LaunchSpec.Program::uris).orElse(List.of());
        new TaskManagerTold(
                        host,
                        port,
                        epoch.get().number(),
                        profile.slots(),
                        spec.configuration(),
                        spec.stagingDirectory(),
                        jars)
                .putInto(credentials);
        DataOutputBuffer bytes = new DataOutputBuffer();
        credentials.writeTokenStorageToStream(bytes);
        return ByteBuffer.wrap(bytes.getData(), 0, bytes.getLength());
    }
}
