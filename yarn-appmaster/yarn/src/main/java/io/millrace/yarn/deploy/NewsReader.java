package io.millrace.yarn.deploy;

import io.millrace.control.Epoch;
import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.jobmanager.live.InProcessJob;
import io.millrace.rest.client.RestClient;
import io.millrace.rest.client.RestException;
import io.millrace.rest.view.NewsPage;
import io.millrace.rest.view.ResultView;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a session's news to a job of this process, until it has ended: asks for them, and the session answers when there are
 * some. Failures of the connection are waited out for {@link Watch#OUTAGE_MAX}; if the session itself has ended, the job is
 * lost.
 */
final class NewsReader implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(NewsReader.class);

    /** How long the session may wait with its answer. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    private static final long PAUSE_MS = 500;

    private final ApplicationId session;
    private final RestLink rest;
    private final InProcessJob job;
    private final Runnable onLeader;
    private final Runnable atEnd;

    // Of this thread only.
    private long from;
    private long version = -1;
    private long epoch = -1;
    private long answeredNanos = System.nanoTime();

    /**
     * @param onLeader runs on this thread when another JobManager leads the job
     * @param atEnd runs on this thread when the job has ended or is lost
     */
    NewsReader(ApplicationId session, RestLink rest, InProcessJob job, Runnable onLeader, Runnable atEnd) {
        this.session = session;
        this.rest = rest;
        this.job = job;
        this.onLeader = onLeader;
        this.atEnd = atEnd;
    }

    @Override
    public void run() {
        try {
            while (!heardTheEnd()) {
                LOG.trace("job {} goes on", job.getJobID());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            job.lost(e);
        } catch (DeploymentException e) {
            JobID id = job.getJobID();
            job.lost(new JobExecutionException(
                    id, "Job " + id + " of session " + session + " cannot be followed any more: " + e.getMessage(), e));
        } catch (RuntimeException e) {
            job.lost(e);
        } finally {
            atEnd.run();
        }
    }

    private boolean heardTheEnd() throws DeploymentException, InterruptedException {
        RestClient client = null;
        try {
            client = rest.client();
            boolean end = take(client.news(job.getJobID(), from, version, WAIT));
            answeredNanos = System.nanoTime();
            return end;
        } catch (RestException e) {
            if (client != null && e.kind() == RestException.Kind.UNREACHABLE) {
                rest.forget(client);
                version = -1; // the next leader counts anew
            }
            boolean passing = e.kind() == RestException.Kind.UNREACHABLE || e.kind() == RestException.Kind.FAILED;
            pauseOrGiveUp(RestLink.translated(e), passing);
        } catch (DeploymentException e) {
            pauseOrGiveUp(e, e.kind() == DeploymentException.Kind.STATE_UNKNOWN);
        }
        return false;
    }

    private boolean take(NewsPage page) {
        hearOfLeader(page);
        for (ResultView result : page.results()) {
            job.result(result.toNews(new Epoch(page.job().epoch()), job.getJobID()));
        }
        from = page.next();
        version = page.version();
        if (page.isEnd() || !page.job().status().isTerminalState()) {
            job.moved(page.job().toNews());
        }
        return page.isEnd();
    }

    /** What the user wished of an earlier leader is wished of the next one, which may not have heard of it. */
    private void hearOfLeader(NewsPage page) {
        long now = page.job().epoch();
        boolean another = epoch >= 0 && now != epoch;
        epoch = now;
        if (another) {
            LOG.info("job {} is led in epoch {} from now on", job.getJobID(), now);
            onLeader.run();
        }
    }

    private void pauseOrGiveUp(DeploymentException e, boolean passing)
            throws DeploymentException, InterruptedException {
        if (!passing || System.nanoTime() - answeredNanos > Watch.OUTAGE_MAX.toNanos()) {
            throw e;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }
}
