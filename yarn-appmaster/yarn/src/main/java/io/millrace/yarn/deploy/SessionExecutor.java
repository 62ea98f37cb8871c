package io.millrace.yarn.deploy;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.jobmanager.live.InProcessJob;
import io.millrace.rest.view.JobView;
import io.millrace.yarn.staging.ApplicationFolder;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submits jobs to a session: the program's jars and the graph are staged in the session's folder, and named by REST. The jars
 * are those that {@code pipeline.jars} and {@code pipeline.classpaths} name; each is staged once.
 */
final class SessionExecutor implements PipelineExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(SessionExecutor.class);

    private final ApplicationId session;
    private final ApplicationFolder folder;
    private final RestLink rest;
    private final Map<String, String> staged = new ConcurrentHashMap<>();

    SessionExecutor(ApplicationId session, ApplicationFolder folder, RestLink rest) {
        this.session = session;
        this.folder = folder;
        this.rest = rest;
    }

    @Override
    public JobClient execute(
            JobGraph graph, Configuration configuration, ClassLoader userClassLoader, ResultListener results)
            throws IOException, DeploymentException {
        JobID id = JobID.generate();
        stageGraph(id, graph.withClasspath(classpath(configuration)));
        JobView accepted = rest.ask(client -> client.submit(id));
        AtomicBoolean cancelled = new AtomicBoolean();
        InProcessJob job = new InProcessJob(id, graph.name(), userClassLoader, results, () -> {
            cancelled.set(true);
            onThread("millrace-cancel-" + id, () -> cancel(id));
        });
        Runnable cancelAgain = () -> {
            if (cancelled.get()) {
                onThread("millrace-cancel-" + id, () -> cancel(id));
            }
        };
        job.moved(accepted.toNews());
        if (!accepted.status().isTerminalState()) {
            onThread("millrace-news-" + id, new NewsReader(session, rest, job, cancelAgain, () -> removeGraph(id)));
        }
        return job;
    }

    private void stageGraph(JobID id, JobGraph graph) throws IOException {
        byte[] bytes;
        try {
            bytes = InstantiationUtil.serializeObject(graph);
        } catch (IOException e) {
            throw new InvalidProgramException("job '" + graph.name() + "' cannot be serialised: " + e.getMessage(), e);
        }
        folder.graph(id, bytes);
    }

    private List<String> classpath(Configuration configuration) throws IOException {
        Set<String> named = new LinkedHashSet<>(
                configuration.getOptional(PipelineOptions.JARS).orElse(List.of()));
        named.addAll(configuration.getOptional(PipelineOptions.CLASSPATHS).orElse(List.of()));
        List<String> uris = new ArrayList<>();
        for (String jar : named) {
            String known = staged.get(jar);
            String uri = known != null ? known : stage(jar);
            staged.put(jar, uri);
            uris.add(uri);
        }
        return uris;
    }

    /** @param jar a path of this machine, or a URI; those of other file systems stay where they are */
    private String stage(String jar) throws IOException {
        URI uri = new File(jar).exists() ? new File(jar).toURI() : URI.create(jar.replace(" ", "%20"));
        if (uri.getScheme() != null && !uri.getScheme().equals("file")) {
            return jar;
        }
        File file = uri.getScheme() == null ? new File(jar) : new File(uri.getPath());
        if (!file.isFile()) {
            throw new IOException("There is no file '" + jar + "', which " + PipelineOptions.JARS.key() + " or "
                    + PipelineOptions.CLASSPATHS.key() + " names: expected=a jar.");
        }
        return folder.jar(file, file.getName()).uri();
    }

    private void cancel(JobID id) {
        try {
            rest.ask(client -> client.cancel(id));
        } catch (DeploymentException e) {
            LOG.warn("job {} could not be cancelled: {}", id, e.getMessage());
        }
    }

    private void removeGraph(JobID id) {
        try {
            folder.removeGraph(id);
        } catch (IOException e) {
            LOG.debug("the graph of job {} stays until the session ends", id, e);
        }
    }

    /** The JVM need not wait: the job lives in the session. */
    private static void onThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
