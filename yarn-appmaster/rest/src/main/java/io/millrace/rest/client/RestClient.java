package io.millrace.rest.client;

import io.millrace.dataflow.JobID;
import io.millrace.jobmanager.checkpoint.CheckpointStatistics;
import io.millrace.rest.client.RestException.Kind;
import io.millrace.rest.view.CheckpointStandingView;
import io.millrace.rest.view.FailureReportView;
import io.millrace.rest.view.JobLineView;
import io.millrace.rest.view.JobView;
import io.millrace.rest.view.Json;
import io.millrace.rest.view.LoopView;
import io.millrace.rest.view.NewsPage;
import io.millrace.rest.view.Overview;
import io.millrace.rest.view.Problem;
import io.millrace.rest.view.SubmitView;
import io.millrace.rest.view.TakeCheckpointView;
import io.millrace.rest.view.TaskManagerView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Speaks to one application's REST interface. Thread-safe; methods block. All requests may be repeated without harm (a job
 * of the same id is not run twice), and are repeated a few times when the connection fails; a caller that knows how to
 * find a new leader goes on from there.
 */
public final class RestClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Beyond what the server may take to answer. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MS = 250;

    private final URI address;
    private final String token;
    private final HttpClient http;

    /** @param address such as {@code http://node7:50123} */
    public RestClient(URI address, String token) {
        this.address = address;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    public URI address() {
        return address;
    }

    public Overview overview() throws RestException, InterruptedException {
        return get("/overview", Overview.class);
    }

    /** Those that have ended included, as far as they are remembered. */
    public List<JobLineView> jobs() throws RestException, InterruptedException {
        return List.of(get("/jobs", JobLineView[].class));
    }

    public JobView job(JobID job) throws RestException, InterruptedException {
        return get("/jobs/" + job, JobView.class);
    }

    /** What failed of a job lately, the latest first. */
    public List<FailureReportView> exceptions(JobID job) throws RestException, InterruptedException {
        return List.of(get("/jobs/" + job + "/exceptions", FailureReportView[].class));
    }

    /** How far the loops of a running job are. */
    public List<LoopView> loops(JobID job) throws RestException, InterruptedException {
        return List.of(get("/jobs/" + job + "/loops", LoopView[].class));
    }

    public List<TaskManagerView> taskManagers() throws RestException, InterruptedException {
        return List.of(get("/taskmanagers", TaskManagerView[].class));
    }

    /**
     * Has a job run whose graph was staged under its id.
     *
     * @return how it stands; a graph that cannot be read makes it FAILED
     */
    public JobView submit(JobID job) throws RestException, InterruptedException {
        return send("POST", "/jobs", Json.write(new SubmitView(job.toString())), ANSWER_TIMEOUT, JobView.class);
    }

    /**
     * A job's news. Says by {@code from} that all results with lower numbers have arrived: they cannot be had again.
     *
     * @param from the {@link NewsPage#next} of the last page; 0 at first
     * @param version the {@link NewsPage#version} of the last page; -1 at first
     * @param wait how long the server may wait for news, at most 30 s; the page may then hold nothing new
     */
    public NewsPage news(JobID job, long from, long version, Duration wait) throws RestException, InterruptedException {
        String path = "/jobs/" + job + "/news?from=" + from + "&version=" + version + "&wait=" + wait.toMillis();
        return send("GET", path, new byte[0], ANSWER_TIMEOUT.plus(wait), NewsPage.class);
    }

    /** Returns when the JobManager has heard it; a job that has ended stays as it is. */
    public JobView cancel(JobID job) throws RestException, InterruptedException {
        return send("POST", "/jobs/" + job + "/cancel", new byte[0], ANSWER_TIMEOUT, JobView.class);
    }

    /**
     * Takes a checkpoint of a job.
     *
     * @param triggerId 32 hexadecimal digits that the caller makes up: asking again with them takes no second one
     * @param wait how long the server may wait for the outcome, at most 30 s
     */
    public CheckpointStandingView takeCheckpoint(JobID job, String triggerId, Duration wait)
            throws RestException, InterruptedException {
        String path = "/jobs/" + job + "/checkpoints?wait=" + wait.toMillis();
        byte[] body = Json.write(new TakeCheckpointView(triggerId));
        return send("POST", path, body, ANSWER_TIMEOUT.plus(wait), CheckpointStandingView.class);
    }

    /** How the checkpoints of a job go, without what is known of each task. */
    public CheckpointStatistics checkpoints(JobID job) throws RestException, InterruptedException {
        return get("/jobs/" + job + "/checkpoints", CheckpointStatistics.class);
    }

    /** Ends the application in order; returns when it has been asked to. */
    public void stop() throws RestException, InterruptedException {
        send("POST", "/stop", new byte[0], ANSWER_TIMEOUT, Object.class);
    }

    private <T> T get(String path, Class<T> view) throws RestException, InterruptedException {
        return send("GET", path, new byte[0], ANSWER_TIMEOUT, view);
    }

    private <T> T send(String method, String path, byte[] body, Duration timeout, Class<T> view)
            throws RestException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                return read(http.send(request, BodyHandlers.ofByteArray()), path, view);
            } catch (RestException e) {
                if (e.kind() != Kind.FAILED || attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw unreachable(e);
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS * attempt);
        }
    }

    private <T> T read(HttpResponse<byte[]> response, String path, Class<T> view) throws RestException {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            try {
                return Json.read(response.body(), view);
            } catch (IOException e) {
                throw new RestException(
                        Kind.REFUSED,
                        address + path + " answered what this client cannot read (" + e.getMessage()
                                + "). Client and application must be of the same version.",
                        e);
            }
        }
        throw new RestException(kind(status, path), address + ": " + said(response), null);
    }

    private static Kind kind(int status, String path) {
        return switch (status) {
            case 401, 403 -> Kind.ACCESS;
            case 404 -> path.startsWith("/jobs/") ? Kind.UNKNOWN_JOB : Kind.REFUSED;
            case 500, 502, 503, 504 -> Kind.FAILED;
            default -> Kind.REFUSED;
        };
    }

    private static String said(HttpResponse<byte[]> response) {
        try {
            return Json.read(response.body(), Problem.class).error();
        } catch (IOException e) {
            return "it answered HTTP status " + response.statusCode()
                    + ", and not as a Millrace application does. Does something else listen there, such as a proxy?";
        }
    }

    private RestException unreachable(IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new RestException(
                Kind.UNREACHABLE,
                "The application's REST interface at " + address + " does not answer (" + reason
                        + "). It may have ended, or a firewall may be between: rest.bind-port sets its ports.",
                cause);
    }
}
