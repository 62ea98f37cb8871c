package io.millrace.yarn.deploy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.DeploymentException.Kind;
import io.millrace.dataflow.deploy.ProgramSpec;
import io.millrace.yarn.launch.ApplicationSecrets;
import io.millrace.yarn.launch.ContainerFiles;
import io.millrace.yarn.launch.JavaCommand;
import io.millrace.yarn.launch.LaunchSpec;
import io.millrace.yarn.launch.LocalisedFile;
import io.millrace.yarn.launch.ProcessRole;
import io.millrace.yarn.launch.YarnOptions;
import io.millrace.yarn.staging.ApplicationFolder;
import io.millrace.yarn.staging.ClassPathLibraries;
import io.millrace.yarn.staging.EngineLibraries;
import io.millrace.yarn.staging.StagingArea;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;

/** Stages one application and says in YARN's words how it is started. Used once, by one thread. */
final class Submission {
    /** At the client, in the folder of its configuration: replaces the logging of containers. */
    private static final String LOGGING_OF_USER = "log4j2-container.xml";

    private final Cluster cluster;
    private final Configuration settings;
    private final Optional<ProgramSpec> program;
    private final ApplicationSecrets secrets = ApplicationSecrets.make();

    /** @param program absent for a session */
    Submission(Cluster cluster, Configuration settings, Optional<ProgramSpec> program) {
        this.cluster = cluster;
        this.settings = settings;
        this.program = program;
    }

    /** Fills the context that the ResourceManager has given; all files are staged then. */
    void prepare(
            ApplicationSubmissionContext context, StagingArea area, ApplicationFolder folder, EngineLibraries libraries)
            throws IOException, DeploymentException {
        String id = context.getApplicationId().toString();
        Map<String, LocalisedFile> files = new LinkedHashMap<>();
        List<LocalisedFile> containerFiles = containerFiles(area, folder, libraries);
        containerFiles.forEach(file -> files.put(file.link(), file));
        LaunchSpec spec = new LaunchSpec(
                program.isPresent() ? LaunchSpec.Mode.APPLICATION : LaunchSpec.Mode.SESSION,
                id,
                name(),
                folder.path().toString(),
                settings.toMap(),
                program(folder, files),
                containerFiles,
                System.getProperty("java.home"));
        LocalisedFile launch = folder.launchSpec(spec);
        files.put(launch.link(), launch);
        folder.token(secrets.restToken());
        fill(context, spec, files);
    }

    private List<LocalisedFile> containerFiles(StagingArea area, ApplicationFolder folder, EngineLibraries libraries)
            throws IOException {
        List<LocalisedFile> files = new ArrayList<>();
        files.add(area.libraries(libraries, settings.get(YarnOptions.PROVIDED_LIB_DIRS)));
        if (settings.get(YarnOptions.CLASS_ARCHIVE)) {
            Optional<Path> archive = ClassPathLibraries.archive(libraries);
            if (archive.isPresent()) {
                files.add(area.classes(archive.get(), settings.get(YarnOptions.PROVIDED_LIB_DIRS)));
            }
        }
        files.add(folder.file(
                ContainerFiles.HADOOP_CONFIGURATION, cluster.hadoop().containerFile()));
        String configurationFolder = System.getenv("MILLRACE_CONF_DIR");
        if (configurationFolder != null) {
            Path logging = Path.of(configurationFolder, LOGGING_OF_USER);
            if (Files.isReadable(logging)) {
                files.add(folder.file(ContainerFiles.LOGGING, Files.readAllBytes(logging)));
            }
        }
        return files;
    }

    private Optional<LaunchSpec.Program> program(ApplicationFolder folder, Map<String, LocalisedFile> files)
            throws IOException {
        if (program.isEmpty()) {
            return Optional.empty();
        }
        ProgramSpec given = program.get();
        Set<String> links = new LinkedHashSet<>();
        LocalisedFile jar = jar(given.jar(), folder, links);
        List<LocalisedFile> classpath = new ArrayList<>();
        for (File more : given.classpath()) {
            classpath.add(jar(more, folder, links));
        }
        files.put(jar.link(), jar);
        classpath.forEach(file -> files.put(file.link(), file));
        return Optional.of(new LaunchSpec.Program(jar, given.mainClass(), classpath, given.arguments()));
    }

    /** Jars of one name from several folders stay apart. */
    private static LocalisedFile jar(File jar, ApplicationFolder folder, Set<String> links) throws IOException {
        String link = ContainerFiles.PROGRAM + jar.getName();
        for (int i = 2; !links.add(link); i++) {
            link = ContainerFiles.PROGRAM + i + "-" + jar.getName();
        }
        return folder.jar(jar, link);
    }

    private void fill(ApplicationSubmissionContext context, LaunchSpec spec, Map<String, LocalisedFile> files)
            throws IOException, DeploymentException {
        context.setApplicationName(spec.name());
        context.setApplicationType(Reports.TYPE);
        List<String> tags = new ArrayList<>(Checks.tags(settings.get(YarnOptions.APPLICATION_TAGS)));
        tags.add(Reports.tag(program.isEmpty()));
        context.setApplicationTags(new LinkedHashSet<>(tags));
        settings.getOptional(YarnOptions.APPLICATION_QUEUE).ifPresent(context::setQueue);
        settings.getOptional(YarnOptions.APPLICATION_NODE_LABEL).ifPresent(context::setNodeLabelExpression);
        if (settings.get(YarnOptions.APPLICATION_PRIORITY) >= 0) {
            context.setPriority(Priority.newInstance(settings.get(YarnOptions.APPLICATION_PRIORITY)));
        }
        context.setResource(Resource.newInstance(
                Checks.megabytes(settings.get(YarnOptions.JOB_MANAGER_MEMORY)),
                settings.get(YarnOptions.APPLICATION_MASTER_VCORES)));
        context.setMaxAppAttempts(attempts());
        context.setAttemptFailuresValidityInterval(
                settings.get(YarnOptions.ATTEMPT_FAILURES_VALIDITY).toMillis());
        context.setKeepContainersAcrossApplicationAttempts(true);
        context.setAMContainerSpec(applicationMaster(spec, files));
    }

    private ContainerLaunchContext applicationMaster(LaunchSpec spec, Map<String, LocalisedFile> files)
            throws IOException {
        Map<String, LocalResource> resources = new LinkedHashMap<>();
        files.forEach((link, file) -> resources.put(link, file.resource()));
        Map<String, String> environment = JavaCommand.environment(ProcessRole.APPLICATION_MASTER, settings);
        if (!UserGroupInformation.isSecurityEnabled()) {
            // Containers run as the NodeManager's user then; to the file system they are to be this user all the same.
            environment.putIfAbsent(
                    "HADOOP_USER_NAME", UserGroupInformation.getCurrentUser().getShortUserName());
        }
        String command = JavaCommand.of(
                ProcessRole.APPLICATION_MASTER,
                settings.get(YarnOptions.JOB_MANAGER_MEMORY),
                settings,
                spec.containerFiles(),
                spec.clientJavaHome(),
                List.of());
        return ContainerLaunchContext.newInstance(
                resources, environment, List.of(command), null, credentials(), Map.of());
    }

    /** The application's own secrets, and the tokens that the user has or that the file system gives. */
    private ByteBuffer credentials() throws IOException {
        Credentials credentials = Tokens.forContainers(cluster, settings);
        secrets.putInto(credentials);
        DataOutputBuffer buffer = new DataOutputBuffer();
        credentials.writeTokenStorageToStream(buffer);
        return ByteBuffer.wrap(buffer.getData(), 0, buffer.getLength());
    }

    private String name() {
        return settings.getOptional(YarnOptions.APPLICATION_NAME)
                .orElseGet(() -> program.map(given -> given.mainClass()
                                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                                .orElse(given.jar().getName()))
                        .orElse("Millrace session"));
    }

    /** With a leader election the next attempt goes on; without it, it could only start anew what has been written half. */
    private int attempts() {
        boolean elects = "zookeeper".equalsIgnoreCase(settings.getString("high-availability.type", "none"));
        return settings.getOptional(YarnOptions.APPLICATION_ATTEMPTS).orElse(elects ? 2 : 1);
    }

    /** Of a failure before the submission. */
    static DeploymentException notStaged(Exception e) {
        return new DeploymentException(
                Kind.REFUSED,
                "The application's files cannot be staged: " + e.getMessage() + ". Nothing was submitted.",
                e);
    }
}
