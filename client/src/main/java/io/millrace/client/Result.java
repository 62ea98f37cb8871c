package io.millrace.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.dataflow.deploy.JobStanding;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a run stands, for machines. */
record Result(Optional<String> applicationId, Ending ending, boolean attached) {
    /** Oozie takes 2 KB of captured output; ids and words are all that is in it. */
    private static final int JOBS_IN_PROPERTIES_MAX = 20;

    /** One line. */
    String json() {
        return json(true);
    }

    /** One line; without an exit code as long as there is none. */
    String status(boolean isEnd) {
        return json(isEnd);
    }

    private String json(boolean isEnd) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("applicationId", applicationId.orElse(null));
            json.writeStringField("jobId", lastJob());
            json.writeStringField("state", ending.state().name());
            if (isEnd) {
                json.writeNumberField("exitCode", ending.exitCode());
            }
            json.writeBooleanField("attached", attached);
            json.writeStringField("message", ending.message());
            json.writeArrayFieldStart("jobs");
            for (JobStanding job : ending.jobs()) {
                json.writeStartObject();
                json.writeStringField("id", job.job().toString());
                json.writeStringField("name", job.name());
                json.writeStringField("status", job.status().name());
                json.writeNumberField("startedAtMs", job.startedAtMs());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Lines of Java properties: ids and words, nothing that would need an escape.
     *
     * @param applicationSaid the application's id is on standard output already
     */
    List<String> properties(boolean applicationSaid) {
        List<String> lines = new ArrayList<>();
        if (!applicationSaid) {
            applicationId.ifPresent(id -> lines.add("millrace.application.id=" + id));
        }
        List<String> jobs =
                ending.jobs().stream().map(job -> job.job().toString()).toList();
        if (!jobs.isEmpty()) {
            lines.add("millrace.job.id=" + jobs.get(jobs.size() - 1));
        }
        if (jobs.size() > 1) {
            lines.add("millrace.job.ids="
                    + String.join(",", jobs.subList(0, Math.min(jobs.size(), JOBS_IN_PROPERTIES_MAX))));
        }
        lines.add("millrace.state=" + ending.state());
        lines.add("millrace.exit.code=" + ending.exitCode());
        lines.add("millrace.attached=" + attached);
        return lines;
    }

    private @org.jspecify.annotations.Nullable String lastJob() {
        List<JobStanding> jobs = ending.jobs();
        return jobs.isEmpty() ? null : jobs.get(jobs.size() - 1).job().toString();
    }
}
