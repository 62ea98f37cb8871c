package io.millrace.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.millrace.control.Message;
import io.millrace.control.report.FailureReport;
import io.millrace.dataflow.JobID;
import io.millrace.jobmanager.slot.TaskManagerRoll;
import io.millrace.protocol.JobNews.JobLine;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.TaskMeasures;
import io.millrace.rest.gateway.News;
import io.millrace.rest.gateway.Wish;
import io.millrace.rest.view.FailureReportView;
import io.millrace.rest.view.JobLineView;
import io.millrace.rest.view.JobView;
import io.millrace.rest.view.Json;
import io.millrace.rest.view.LoopView;
import io.millrace.rest.view.NewsPage;
import io.millrace.rest.view.Overview;
import io.millrace.rest.view.ResultView;
import io.millrace.rest.view.SubmitView;
import io.millrace.rest.view.TaskManagerView;
import io.millrace.rest.view.TaskView;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes. A request becomes a {@link Wish}, holds no thread until it is answered, and is answered in JSON.
 *
 * <table>
 *   <caption>All routes</caption>
 *   <tr><td>GET /overview</td><td>{@link Overview}</td></tr>
 *   <tr><td>GET /jobs</td><td>a list of {@link JobLineView}</td></tr>
 *   <tr><td>POST /jobs</td><td>a {@link SubmitView}; answered by {@link JobView}, also if the job is known already</td></tr>
 *   <tr><td>GET /jobs/ID</td><td>{@link JobView}</td></tr>
 *   <tr><td>GET /jobs/ID/news?from=N&amp;version=V&amp;wait=MS</td><td>{@link NewsPage}</td></tr>
 *   <tr><td>GET /jobs/ID/tasks</td><td>a list of {@link TaskView}, of those that run</td></tr>
 *   <tr><td>GET /jobs/ID/loops</td><td>a list of {@link LoopView}, of those that run</td></tr>
 *   <tr><td>GET /jobs/ID/exceptions</td><td>a list of {@link FailureReportView}, the latest first</td></tr>
 *   <tr><td>POST /jobs/ID/cancel</td><td>{@link JobView}</td></tr>
 *   <tr><td>/jobs/ID/checkpoints and below</td><td>see {@link CheckpointEndpoints}</td></tr>
 *   <tr><td>GET /taskmanagers</td><td>a list of {@link TaskManagerView}</td></tr>
 *   <tr><td>POST /stop</td><td>202, an empty object</td></tr>
 * </table>
 */
final class Endpoints {
    /** What a client may let a request wait for news. */
    static final Duration WAIT_MAX = Duration.ofSeconds(30);

    /** The largest body that a request may have: a job's id needs some fifty bytes. */
    static final int REQUEST_BYTES_MAX = 16 << 10;

    /** So many requests may wait for news at a time. */
    private static final int WAITING_MAX = 512;

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final Pattern JOB_ID = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    private final RestApplication application;
    private final Consumer<Message> gateway;
    private final Executor answers;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param gateway posts to the {@link io.millrace.rest.gateway.RestGateway}
     * @param answers where responses are written, so that no actor waits for a socket
     */
    Endpoints(RestApplication application, Consumer<Message> gateway, Executor answers) {
        this.application = application;
        this.gateway = gateway;
        this.answers = answers;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/overview", this::overview);
        routes.get("/jobs", this::jobs);
        routes.post("/jobs", this::submit);
        routes.get("/jobs/{id}", request -> job(request, Wish.Look::new));
        routes.get("/jobs/{id}/news", this::news);
        routes.get("/jobs/{id}/tasks", request -> measured(request, TaskView::all));
        routes.get("/jobs/{id}/loops", request -> measured(request, LoopView::of));
        routes.get("/jobs/{id}/exceptions", this::exceptions);
        routes.post("/jobs/{id}/cancel", request -> {
            JobID job = jobId(request.pathParam("id"));
            LOG.info("job {} is to be cancelled, by REST from {}", job, request.ip());
            job(request, Wish.Cancel::new);
        });
        new CheckpointEndpoints(this).addTo(routes);
        routes.get("/taskmanagers", this::taskManagers);
        routes.post("/stop", this::stop);
    }

    private void overview(Context request) {
        CompletableFuture<List<JobLine>> jobs = ask(Wish.ListJobs::new);
        CompletableFuture<List<TaskManagerRoll.Line>> taskManagers = ask(Wish.ListTaskManagers::new);
        respond(request, jobs.thenCombine(taskManagers, this::overview));
    }

    private Overview overview(List<JobLine> jobs, List<TaskManagerRoll.Line> taskManagers) {
        int ended = (int) jobs.stream()
                .filter(job -> job.status().isGloballyTerminalState())
                .count();
        return new Overview(
                application.applicationId(),
                application.name(),
                application.kind(),
                taskManagers.size(),
                taskManagers.stream().mapToInt(TaskManagerRoll.Line::slots).sum(),
                taskManagers.stream().mapToInt(TaskManagerRoll.Line::free).sum(),
                jobs.size() - ended,
                ended);
    }

    private void jobs(Context request) {
        respond(
                request,
                ask(Wish.ListJobs::new)
                        .thenApply(jobs -> jobs.stream().map(JobLineView::of).toList()));
    }

    private void taskManagers(Context request) {
        respond(
                request,
                ask(Wish.ListTaskManagers::new)
                        .thenApply(
                                lines -> lines.stream().map(TaskManagerView::of).toList()));
    }

    private interface JobWish {
        Wish of(JobID job, Wish.Answer<Optional<JobMoved>> answer);
    }

    private void job(Context request, JobWish wish) {
        JobID job = jobId(request.pathParam("id"));
        respond(
                request,
                this.<Optional<JobMoved>>ask(answer -> wish.of(job, answer))
                        .thenApply(news -> JobView.of(news.orElseThrow(() -> unknown(job)))));
    }

    /** What is made of the measures of a job's running tasks. */
    private void measured(Context request, Function<List<TaskMeasures>, List<?>> view) {
        JobID job = jobId(request.pathParam("id"));
        respond(
                request,
                this.<List<TaskMeasures>>ask(answer -> new Wish.Measure(job, answer))
                        .thenApply(view));
    }

    private void exceptions(Context request) {
        JobID job = jobId(request.pathParam("id"));
        respond(
                request,
                this.<Optional<List<FailureReport>>>ask(answer -> new Wish.ListFailures(job, answer))
                        .thenApply(reports -> FailureReportView.latestFirst(reports.orElseThrow(() -> unknown(job)))));
    }

    private void submit(Context request) throws IOException {
        RestApplication.StagedGraphs graphs = application
                .graphs()
                .orElseThrow(() -> new Refusal(
                        409,
                        "The application " + application.applicationId()
                                + " runs its own program and takes no jobs. Submit them to a session."));
        JobID job = jobId(body(request, SubmitView.class).job());
        LOG.info("job {} is submitted, by REST from {}", job, request.ip());
        byte[] graph;
        try {
            graph = graphs.read(job);
        } catch (FileNotFoundException e) {
            throw new Refusal(
                    404,
                    "There is no graph of job " + job + " in the application's staging directory. Stage it first,"
                            + " under the job's id.");
        }
        respond(
                request,
                this.<Optional<JobMoved>>ask(answer -> new Wish.Submit(job, graph, answer))
                        .thenApply(news -> JobView.of(news.orElseThrow(() -> unknown(job)))));
    }

    private void news(Context request) {
        JobID job = jobId(request.pathParam("id"));
        long from = number(request, "from", 0);
        long version = number(request, "version", -1);
        Duration wait = wait(request);
        CompletableFuture<Optional<News>> answer = askAndWait(taken -> new Wish.Poll(job, from, version, wait, taken));
        respond(request, answer.thenApply(news -> page(job, from, news)));
    }

    static Duration wait(Context request) {
        return Duration.ofMillis(Math.max(0, Math.min(number(request, "wait", 0), WAIT_MAX.toMillis())));
    }

    <T> CompletableFuture<T> askAndWait(Function<Wish.Answer<T>, Wish> wish) {
        if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            throw new Refusal(503, "More than " + WAITING_MAX + " requests wait for news. Ask again in a second.");
        }
        return this.<T>ask(wish, WAIT_MAX.plus(ANSWER_WITHIN))
                .whenComplete((news, failed) -> waiting.decrementAndGet());
    }

    private static NewsPage page(JobID job, long from, Optional<News> asked) {
        News news = asked.orElseThrow(() -> unknown(job));
        if (news.first() > from) {
            throw new Refusal(
                    410,
                    "The results of job " + job + " from number " + from + " on are gone: the first that is left is "
                            + news.first() + ". A job's results go to the one client that submitted it.");
        }
        return new NewsPage(
                JobView.of(news.job()),
                news.version(),
                news.next(),
                news.more(),
                news.results().stream().map(ResultView::of).toList());
    }

    private void stop(Context request) {
        LOG.info("the application is to stop, by REST from {}", request.ip());
        application.stop().accept("asked for by REST from " + request.ip());
        request.status(202);
        write(request, Map.of());
    }

    // Asking and answering.

    <T> CompletableFuture<T> ask(Function<Wish.Answer<T>, Wish> wish) {
        return ask(wish, ANSWER_WITHIN);
    }

    private <T> CompletableFuture<T> ask(Function<Wish.Answer<T>, Wish> wish, Duration within) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        gateway.accept(wish.apply(value -> answer.completeAsync(() -> value, answers)));
        return answer.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    static void respond(Context request, CompletableFuture<?> view) {
        request.future(() -> view.thenAccept(done -> write(request, done)));
    }

    static void write(Context request, Object view) {
        request.contentType("application/json");
        request.result(Json.write(view));
    }

    // Reading requests.

    static <T> T body(Context request, Class<T> view) throws IOException {
        byte[] body;
        try (InputStream in = request.req().getInputStream()) {
            body = in.readNBytes(REQUEST_BYTES_MAX + 1);
        }
        if (body.length > REQUEST_BYTES_MAX) {
            throw new Refusal(
                    413,
                    "The request is larger than " + REQUEST_BYTES_MAX
                            + " bytes. Graphs and jars are staged, not sent.");
        }
        try {
            return Json.read(body, view);
        } catch (IOException e) {
            throw Refusal.badRequest("The request's body is not the JSON that is expected here; see docs/rest.md.");
        }
    }

    static JobID jobId(String text) {
        if (text == null || !JOB_ID.matcher(text).matches()) {
            throw Refusal.badRequest("A job's id has 32 hexadecimal digits.");
        }
        return JobID.fromHexString(text);
    }

    private static long number(Context request, String parameter, long otherwise) {
        String text = request.queryParam(parameter);
        if (text == null) {
            return otherwise;
        }
        return wholeNumber(text, parameter);
    }

    static long wholeNumber(String text, String name) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refusal.badRequest("The parameter '" + name + "' is a whole number.");
        }
    }

    static Refusal unknown(JobID job) {
        return new Refusal(
                404,
                "The application does not know job " + job + " (any more: it remembers the last ones that ended).");
    }
}
