package io.millrace.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.ApplicationStatus;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.dataflow.deploy.Platform;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists applications, or the jobs of one. */
@Command(
        name = "list",
        description = {
            "Lists the applications of Millrace that have not ended.",
            "With --session or --application-id: the jobs of that one."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false)
final class ListCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-r", "--running"},
            description = "Jobs that run or restart.")
    private boolean running;

    @Option(
            names = {"-s", "--scheduled"},
            description = "Jobs that have not begun.")
    private boolean scheduled;

    @Option(
            names = {"-a", "--all"},
            description = "Jobs that have ended, too, as far as they are remembered.")
    private boolean all;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    @Override
    public Integer call() {
        return cluster.with((platform, configuration) -> {
            if (cluster.namesAnApplication(platform, configuration)) {
                listJobs(platform, configuration);
            } else {
                listApplications(platform.list(configuration));
            }
            return ExitCode.FINISHED.code();
        });
    }

    private void listApplications(List<ApplicationStatus> applications) throws IOException {
        if (json) {
            System.out.println(array(applications, ListCommand::write));
            return;
        }
        if (applications.isEmpty()) {
            System.err.println("No application runs.");
        }
        for (ApplicationStatus one : applications) {
            System.out.println(String.join(
                    "\t",
                    one.applicationId(),
                    one.kind(),
                    one.state(),
                    one.queue(),
                    one.user(),
                    one.name(),
                    one.webAddress()));
        }
    }

    private void listJobs(Platform platform, Configuration configuration) throws DeploymentException, IOException {
        List<JobStanding> jobs;
        try (Deployed deployed = cluster.find(platform, configuration)) {
            jobs = deployed.jobs().stream()
                    .filter(this::isWanted)
                    .sorted(Comparator.comparingLong(JobStanding::startedAtMs))
                    .toList();
        }
        if (json) {
            System.out.println(array(jobs, ListCommand::write));
            return;
        }
        if (jobs.isEmpty()) {
            System.err.println("No job runs." + (all ? "" : " (-a shows those that have ended.)"));
        }
        for (JobStanding job : jobs) {
            System.out.println(TIME.format(Instant.ofEpochMilli(job.startedAtMs())) + " : " + job.job() + " : "
                    + job.name() + " (" + job.status() + ")");
        }
    }

    private boolean isWanted(JobStanding job) {
        if (all) {
            return true;
        }
        boolean isScheduled = switch (job.status()) {
            case INITIALIZING, CREATED -> true;
            default -> false;
        };
        boolean isRunning = !isScheduled && !job.status().isTerminalState();
        boolean either = running == scheduled;
        return (isRunning && (running || either)) || (isScheduled && (scheduled || either));
    }

    private interface Writer<T> {
        void write(T one, JsonGenerator json) throws IOException;
    }

    private static <T> String array(List<T> all, Writer<T> writer) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (T one : all) {
                json.writeStartObject();
                writer.write(one, json);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    static void write(ApplicationStatus one, JsonGenerator json) throws IOException {
        json.writeStringField("applicationId", one.applicationId());
        json.writeStringField("name", one.name());
        json.writeStringField("kind", one.kind());
        json.writeStringField("state", one.state());
        json.writeStringField("queue", one.queue());
        json.writeStringField("user", one.user());
        json.writeStringField("webAddress", one.webAddress());
    }

    static void write(JobStanding job, JsonGenerator json) throws IOException {
        json.writeStringField("id", job.job().toString());
        json.writeStringField("name", job.name());
        json.writeStringField("status", job.status().name());
        json.writeNumberField("startedAtMs", job.startedAtMs());
    }
}
