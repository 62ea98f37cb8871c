package io.millrace.yarn.jobs;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.util.ChildFirstClassLoader;
import io.millrace.jobmanager.coordinator.JobClassLoaders;
import io.millrace.yarn.jobs.JarCache.Jar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child-first class loader for each job, over the jars that its graph names; for JobManager and TaskManagers. Thread-safe;
 * opening one fetches the jars and takes as long as that takes.
 */
public final class DownloadedClassLoaders implements JobClassLoaders, io.millrace.taskmanager.worker.JobClassLoaders {
    private static final Logger LOG = LoggerFactory.getLogger(DownloadedClassLoaders.class);

    private final JarCache jars;
    private final ClassLoader engine;
    private final List<String> parentFirst;
    private final Map<JobID, Opened> opened = new HashMap<>();

    private record Opened(ChildFirstClassLoader loader, List<Jar> jars) {}

    /**
     * @param directory for copies of jars
     * @param engine what Millrace itself is loaded by
     * @param parentFirst more prefixes of class names that are not looked for in the jars
     */
    public DownloadedClassLoaders(Path directory, ClassLoader engine, List<String> parentFirst) {
        this.jars = new JarCache(directory);
        this.engine = engine;
        this.parentFirst = List.copyOf(parentFirst);
    }

    /**
     * Fetches jars that jobs will need, on a thread of its own, and keeps them: a task that needs one waits for the rest of that,
     * and the classes of the storage's client are there. A jar that cannot be had fails the job that needs it, not this.
     */
    public void fetchAhead(List<String> classpath) {
        Thread thread = new Thread(() -> classpath.forEach(this::fetchAhead), "millrace-jars");
        thread.setDaemon(true);
        thread.start();
    }

    private void fetchAhead(String uri) {
        try {
            Jar kept = jars.get(uri);
            LOG.debug("{} is at {} for jobs to come", uri, kept.file());
        } catch (IOException | RuntimeException e) {
            LOG.info("{} cannot be fetched ahead of its use", uri, e);
        }
    }

    @Override
    public ClassLoader open(JobID job, JobGraph graph) throws IOException {
        return open(job, graph.classpath());
    }

    @Override
    public ClassLoader of(JobID job, List<String> classpath) {
        try {
            return open(job, classpath);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private synchronized ClassLoader open(JobID job, List<String> classpath) throws IOException {
        Opened known = opened.get(job);
        if (known != null) {
            return known.loader;
        }
        List<Jar> used = new ArrayList<>();
        try {
            List<URL> urls = new ArrayList<>();
            for (String uri : classpath) {
                Jar jar = jars.get(uri);
                used.add(jar);
                urls.add(url(jar));
            }
            ChildFirstClassLoader loader = new ChildFirstClassLoader(urls.toArray(URL[]::new), engine, parentFirst);
            opened.put(job, new Opened(loader, used));
            return loader;
        } catch (IOException | RuntimeException e) {
            used.forEach(jars::giveBack);
            throw e;
        }
    }

    private static URL url(Jar jar) throws MalformedURLException {
        return jar.file().toUri().toURL();
    }

    @Override
    public void close(JobID job) {
        release(job);
    }

    @Override
    public synchronized void release(JobID job) {
        Opened gone = opened.remove(job);
        if (gone == null) {
            return;
        }
        try {
            gone.loader.close();
        } catch (IOException e) {
            LOG.warn("job {}: its class loader did not close well", job, e);
        }
        gone.jars.forEach(jars::giveBack);
    }
}
