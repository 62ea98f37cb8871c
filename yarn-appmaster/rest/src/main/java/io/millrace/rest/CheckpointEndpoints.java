package io.millrace.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.jobmanager.checkpoint.CheckpointDetails;
import io.millrace.jobmanager.checkpoint.CheckpointFigures;
import io.millrace.jobmanager.checkpoint.CheckpointStatistics;
import io.millrace.rest.gateway.Wish;
import io.millrace.rest.view.CheckpointConfigView;
import io.millrace.rest.view.CheckpointStandingView;
import io.millrace.rest.view.TakeCheckpointView;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes about the checkpoints of a job.
 *
 * <table>
 *   <caption>All routes</caption>
 *   <tr><td>POST /jobs/ID/checkpoints?wait=MS</td><td>a {@link TakeCheckpointView}; answered by {@link
 *       CheckpointStandingView}</td></tr>
 *   <tr><td>GET /jobs/ID/checkpoints</td><td>{@link CheckpointStatistics}, without what is known of each task</td></tr>
 *   <tr><td>GET /jobs/ID/checkpoints/config</td><td>{@link CheckpointConfigView}</td></tr>
 *   <tr><td>GET /jobs/ID/checkpoints/details/N</td><td>{@link CheckpointDetails}</td></tr>
 * </table>
 */
final class CheckpointEndpoints {
    private static final Pattern TRIGGER_ID = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointEndpoints.class);

    private final Endpoints endpoints;

    CheckpointEndpoints(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/jobs/{id}/checkpoints", this::take);
        routes.get(
                "/jobs/{id}/checkpoints",
                request -> look(request, taken -> taken.statistics().brief()));
        routes.get(
                "/jobs/{id}/checkpoints/config",
                request -> look(request, taken -> CheckpointConfigView.of(taken.settings())));
        routes.get("/jobs/{id}/checkpoints/details/{checkpoint}", request -> {
            long id = Endpoints.wholeNumber(request.pathParam("checkpoint"), "checkpoint");
            look(request, taken -> details(taken.statistics(), id));
        });
    }

    private void take(Context request) throws IOException {
        JobID job = Endpoints.jobId(request.pathParam("id"));
        String asked = request.contentLength() == 0
                ? null
                : Endpoints.body(request, TakeCheckpointView.class).triggerId();
        if (asked != null && !TRIGGER_ID.matcher(asked).matches()) {
            throw Refusal.badRequest("A triggerId has 32 hexadecimal digits, made up by who asks.");
        }
        String triggerId = asked == null ? UUID.randomUUID().toString().replace("-", "") : asked;
        LOG.info("job {} is to take a checkpoint, by REST from {}, request {}", job, request.ip(), triggerId);
        Duration wait = Endpoints.wait(request);
        CompletableFuture<Optional<CheckpointStanding>> answer =
                endpoints.askAndWait(taken -> new Wish.TakeCheckpoint(job, triggerId, wait, taken));
        request.future(() -> answer.thenAccept(known -> {
            CheckpointStanding standing = known.orElseThrow(() -> Endpoints.unknown(job));
            request.status(standing.isKnown() ? 200 : 202);
            Endpoints.write(request, CheckpointStandingView.of(triggerId, standing));
        }));
    }

    private void look(Context request, Function<CheckpointFigures.Taken, Object> view) {
        JobID job = Endpoints.jobId(request.pathParam("id"));
        CompletableFuture<Optional<CheckpointFigures.Told>> answer =
                endpoints.ask(told -> new Wish.LookAtCheckpoints(job, told));
        Endpoints.respond(request, answer.thenApply(told -> view.apply(taken(job, told))));
    }

    private static CheckpointFigures.Taken taken(JobID job, Optional<CheckpointFigures.Told> told) {
        return told.orElseThrow(() -> Endpoints.unknown(job))
                .taken()
                .orElseThrow(() -> new Refusal(
                        409,
                        "Job " + job + " takes no checkpoints, or ended under another JobManager: it is a batch, or has"
                                + " neither execution.checkpointing.interval nor execution.checkpointing.dir."));
    }

    private static CheckpointDetails details(CheckpointStatistics statistics, long id) {
        return statistics.history().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        404,
                        "Checkpoint " + id + " is not known (any more: web.checkpoints.history says how many are"
                                + " remembered)."));
    }
}
