package io.millrace.yarn.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationOutcome.End;
import io.millrace.dataflow.deploy.ApplicationOutcome.Kind;
import io.millrace.dataflow.deploy.JobStanding;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * How an application ended, in its staging directory: whole or not there. The ApplicationMaster writes it before it
 * unregisters, since YARN's report cuts texts and knows no kind of failure.
 */
public final class OutcomeFile {
    public static final String NAME = "outcome.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FsPermission OWNER_ONLY = new FsPermission((short) 0600);

    private OutcomeFile() {}

    /** Replaces one that is there: the last attempt's word counts. */
    public static void write(FileSystem fs, Path stagingDirectory, ApplicationOutcome outcome) throws IOException {
        Path aside = new Path(stagingDirectory, NAME + ".aside");
        Path place = new Path(stagingDirectory, NAME);
        try (FSDataOutputStream out = FileSystem.create(fs, aside, OWNER_ONLY)) {
            out.write(toBytes(outcome));
        }
        if (!fs.rename(aside, place)) {
            fs.delete(place, false);
            if (!fs.rename(aside, place)) {
                throw new IOException("'" + aside + "' could not be renamed to '" + place + "'.");
            }
        }
    }

    /** Empty if there is none. */
    public static Optional<ApplicationOutcome> read(FileSystem fs, Path stagingDirectory) throws IOException {
        try (FSDataInputStream in = fs.open(new Path(stagingDirectory, NAME))) {
            return Optional.of(fromBytes(in.readAllBytes()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    static byte[] toBytes(ApplicationOutcome outcome) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("end", outcome.end().name());
        root.put("kind", outcome.kind().name());
        root.put("message", outcome.message());
        var jobs = root.putArray("jobs");
        for (JobStanding job : outcome.jobs()) {
            jobs.addObject()
                    .put("job", job.job().toString())
                    .put("name", job.name())
                    .put("status", job.status().name())
                    .put("startedAtMs", job.startedAtMs());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    static ApplicationOutcome fromBytes(byte[] bytes) throws IOException {
        JsonNode root = JSON.readTree(bytes);
        List<JobStanding> jobs = new ArrayList<>();
        try {
            for (JsonNode job : root.path("jobs")) {
                jobs.add(new JobStanding(
                        JobID.fromHexString(job.path("job").asText()),
                        job.path("name").asText(),
                        JobStatus.valueOf(job.path("status").asText()),
                        job.path("startedAtMs").asLong()));
            }
            return new ApplicationOutcome(
                    End.valueOf(root.path("end").asText()),
                    Kind.valueOf(root.path("kind").asText()),
                    root.path("message").asText(),
                    jobs);
        } catch (IllegalArgumentException e) {
            throw new IOException(NAME + " cannot be read: " + e.getMessage(), e);
        }
    }
}
