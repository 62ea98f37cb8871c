package io.millrace.yarn.deploy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.ApplicationStatus;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.DeploymentException.Kind;
import io.millrace.dataflow.deploy.FailureReportTexts;
import io.millrace.dataflow.deploy.Platform;
import io.millrace.dataflow.deploy.ProgramSpec;
import io.millrace.yarn.launch.YarnOptions;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;

/** Applications and sessions on YARN. */
public final class YarnPlatform implements Platform {
    @Override
    public String name() {
        return "yarn";
    }

    @Override
    public Deployed startApplication(ProgramSpec program, Configuration configuration, Progress progress)
            throws DeploymentException {
        List<File> jars = new ArrayList<>(program.classpath());
        jars.add(0, program.jar());
        Checks.files(jars);
        return new Start(configuration, Optional.of(program), progress).run();
    }

    @Override
    public Deployed startSession(Configuration configuration, Progress progress) throws DeploymentException {
        return new Start(configuration, Optional.empty(), progress).run();
    }

    @Override
    public Deployed find(String applicationId, Configuration configuration) throws DeploymentException {
        var id = Cluster.id(applicationId);
        Cluster cluster = Cluster.open(configuration);
        try {
            ApplicationReport report = cluster.resourceManager().report(id);
            if (!Reports.TYPE.equalsIgnoreCase(report.getApplicationType())) {
                throw new DeploymentException(
                        Kind.USAGE,
                        id + " ('" + report.getName() + "') is no application of Millrace, but of type "
                                + report.getApplicationType() + ".",
                        null);
            }
            return new YarnApplication(cluster, id, cluster.staging().applicationFolder(id.toString()));
        } catch (DeploymentException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    @Override
    public Optional<Deployed> findSession(String name, Configuration configuration) throws DeploymentException {
        Cluster cluster = Cluster.open(configuration);
        try {
            String user = cluster.user();
            List<ApplicationReport> found =
                    cluster.resourceManager().applications(Reports.TYPE, Set.of(YarnApplicationState.RUNNING)).stream()
                            .filter(Reports::isSession)
                            .filter(report -> name.equals(report.getName()) && user.equals(report.getUser()))
                            .toList();
            if (found.size() > 1) {
                throw new DeploymentException(
                        Kind.USAGE,
                        "There are " + found.size() + " running sessions named '" + name + "': "
                                + found.stream()
                                        .map(report -> report.getApplicationId().toString())
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ". Name one by " + YarnOptions.APPLICATION_ID.key() + ".",
                        null);
            }
            if (found.isEmpty()) {
                cluster.close();
                return Optional.empty();
            }
            var id = found.get(0).getApplicationId();
            return Optional.of(
                    new YarnApplication(cluster, id, cluster.staging().applicationFolder(id.toString())));
        } catch (DeploymentException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    @Override
    public FailureReportTexts failureReports(
            Optional<String> applicationId, Optional<JobID> job, Configuration configuration)
            throws DeploymentException {
        if (applicationId.isPresent()) {
            Cluster.id(applicationId.get());
        }
        return new FailureReportSearch(configuration).find(applicationId, job);
    }

    @Override
    public List<ApplicationStatus> list(Configuration configuration) throws DeploymentException {
        try (Cluster cluster = Cluster.open(configuration)) {
            return cluster.resourceManager().applications(Reports.TYPE, Reports.alive()).stream()
                    .map(Reports::status)
                    .sorted(java.util.Comparator.comparing(ApplicationStatus::applicationId))
                    .toList();
        }
    }
}
