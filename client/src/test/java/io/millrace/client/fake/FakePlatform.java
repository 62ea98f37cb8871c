package io.millrace.client.fake;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.ApplicationStatus;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.FailureReportTexts;
import io.millrace.dataflow.deploy.Platform;
import io.millrace.dataflow.deploy.ProgramSpec;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Does what the current {@link Script} says. In a process of its own, the script is named by a system property. */
public final class FakePlatform implements Platform {
    /** Replaced by each test. */
    public static volatile Script script = ofProperty(System.getProperty("fake.scenario", ""));

    private static Script ofProperty(String scenario) {
        Script script = new Script();
        script.blocksWhileStarting = scenario.equals("starting");
        return script;
    }

    @Override
    public String name() {
        return "yarn";
    }

    @Override
    public Deployed startApplication(ProgramSpec program, Configuration configuration, Progress progress)
            throws DeploymentException {
        script.call("startApplication " + program.jar().getName() + " "
                + program.mainClass().orElse("-") + " " + program.arguments() + " " + settings(configuration));
        return start(progress);
    }

    @Override
    public Deployed startSession(Configuration configuration, Progress progress) throws DeploymentException {
        script.call("startSession " + settings(configuration));
        return start(progress);
    }

    private static Deployed start(Progress progress) throws DeploymentException {
        if (script.refusal.isPresent()) {
            throw script.refusal.get();
        }
        progress.submitted(Script.APPLICATION);
        progress.waiting("queue default, ACCEPTED");
        if (script.blocksWhileStarting) {
            script.call("waits");
            try {
                script.stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new DeploymentException(DeploymentException.Kind.REFUSED, "it was killed", null);
        }
        return new FakeDeployed(Script.APPLICATION, script);
    }

    @Override
    public Deployed find(String applicationId, Configuration configuration) {
        script.call("find " + applicationId);
        return new FakeDeployed(applicationId, script);
    }

    @Override
    public FailureReportTexts failureReports(
            Optional<String> applicationId, Optional<JobID> job, Configuration configuration) {
        script.call("failureReports " + applicationId.orElse("-") + " "
                + job.map(JobID::toString).orElse("-"));
        return script.failures;
    }

    @Override
    public Optional<Deployed> findSession(String name, Configuration configuration) {
        script.call("findSession " + name);
        return script.applications.stream()
                .filter(one -> one.name().equals(name))
                .map(one -> (Deployed) new FakeDeployed(one.applicationId(), script))
                .findFirst();
    }

    @Override
    public List<ApplicationStatus> list(Configuration configuration) {
        return script.applications;
    }

    private static TreeMap<String, String> settings(Configuration configuration) {
        return new TreeMap<>(configuration.toMap());
    }
}
