package io.millrace.state.log;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.dataflow.JobID;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Complete checkpoints in HDFS or in the local file system, fenced as {@link LogWriter} says. It works where its {@link CheckpointStorage} says.
 *
 * <pre>
 * DIRECTORY/JOB/chk-7/            the files of the TaskManagers
 * DIRECTORY/JOB/chk-7/_metadata   the manifest, for who is given this directory
 * DIRECTORY/JOB/log/EPOCH/…7      the manifest again: with this entry the checkpoint is complete
 * </pre>
 */
public final class FencedCheckpointStore implements CheckpointStore, AutoCloseable {
    private static final int TRIES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(FencedCheckpointStore.class);

    private interface Work {
        void run(JobCheckpointFiles files) throws IOException, SupersededException;
    }

    // What it was told.
    private final CheckpointStorage storage;
    private final Callable<URI> otherwise;
    private final String writer;
    private final Consumer<Fact> facts;

    // What it holds.
    private final Map<JobID, JobCheckpointFiles> jobs = new ConcurrentHashMap<>();

    /** With Hadoop as its files on the class path configure it; Hadoop is not needed for the local file system. */
    public FencedCheckpointStore(Callable<URI> otherwise, String writer, Consumer<Fact> facts) {
        // Not Configuration::new, which would link Hadoop's classes here.
        this(otherwise, () -> new Configuration(), writer, facts);
    }

    /**
     * On a thread of its own.
     *
     * @param hadoop asked when a directory is not in the local file system
     */
    public FencedCheckpointStore(
            Callable<URI> otherwise, Callable<Configuration> hadoop, String writer, Consumer<Fact> facts) {
        this(new StorageThread(hadoop), otherwise, writer, facts);
    }

    /**
     * @param storage ends with this
     * @param otherwise where checkpoints of jobs go that name no directory; asked when there is such a job
     * @param writer a name that no other process has or will have: letters, digits, '_' and '-'
     * @param facts must return at once
     */
    public FencedCheckpointStore(
            CheckpointStorage storage, Callable<URI> otherwise, String writer, Consumer<Fact> facts) {
        this.storage = storage;
        this.otherwise = otherwise;
        this.writer = writer;
        this.facts = facts;
    }

    @Override
    public void open(JobID job, Optional<String> directory, Epoch epoch) {
        // The same for all tries: it knows which of what lies there is its own.
        AtomicReference<@Nullable JobCheckpointFiles> begun = new AtomicReference<>();
        onThread(job, reason -> facts.accept(new Refused(job, 0, reason)), () -> {
            JobCheckpointFiles files = begun.get();
            if (files == null) {
                URI base = directory.isPresent() ? uri(directory.get()) : otherwise.call();
                URI own = URI.create(base.toString().replaceAll("/+$", "") + "/" + job);
                files = new JobCheckpointFiles(job, own, storage, epoch, writer);
                begun.set(files);
            }
            long newest = files.open();
            jobs.put(job, files);
            facts.accept(new Opened(job, newest, files.where()));
        });
    }

    private static URI uri(String directory) {
        return directory.startsWith("/") ? Path.of(directory).toUri() : URI.create(directory);
    }

    @Override
    public void prepare(JobID job, long checkpoint) {
        onFiles(
                job,
                refusal(job, checkpoint),
                files -> facts.accept(new Prepared(job, checkpoint, files.prepare(checkpoint))));
    }

    @Override
    public void commit(Manifest manifest) {
        onFiles(manifest.job(), refusal(manifest.job(), manifest.checkpoint()), files -> {
            files.commit(manifest);
            facts.accept(new Committed(manifest.job(), manifest.checkpoint()));
        });
    }

    @Override
    public void retain(JobID job, List<Long> checkpoints) {
        onFiles(job, leftover(job), files -> files.retain(checkpoints));
    }

    @Override
    public void find(JobID job, boolean thorough) {
        onFiles(job, reason -> facts.accept(new Unreadable(job, reason)), files -> facts.accept(files.find(thorough)));
    }

    @Override
    public void read(JobID job, String place, boolean thorough) {
        onFiles(
                job,
                reason -> facts.accept(new Found(job, Optional.empty(), List.of(reason))),
                files -> facts.accept(files.read(place, thorough)));
    }

    @Override
    public void close(JobID job, boolean keep) {
        Consumer<String> leftover = leftover(job);
        Consumer<String> failed = reason -> {
            leftover.accept(reason);
            closed(job);
        };
        onThread(job, failed, () -> {
            JobCheckpointFiles files = jobs.get(job);
            if (files != null) {
                files.close(keep);
            }
            closed(job);
        });
    }

    private void closed(JobID job) {
        jobs.remove(job);
        facts.accept(new Closed(job));
    }

    /** Waits for nothing: what was not answered may be done or not. */
    @Override
    public void close() {
        storage.end();
    }

    private Consumer<String> refusal(JobID job, long checkpoint) {
        return reason -> facts.accept(new Refused(job, checkpoint, reason));
    }

    private static Consumer<String> leftover(JobID job) {
        return reason ->
                LOG.warn("checkpoints of job {}: what is not needed any more could not be deleted: {}", job, reason);
    }

    private void onFiles(JobID job, Consumer<String> failed, Work work) {
        onThread(job, failed, () -> {
            JobCheckpointFiles files = jobs.get(job);
            if (files != null) {
                work.run(files);
            }
        });
    }

    @FunctionalInterface
    private interface Task {
        void run() throws Exception;
    }

    /** @param failed told the reason when it cannot be done */
    private void onThread(JobID job, Consumer<String> failed, Task work) {
        storage.execute(() -> settle(job, failed, work));
    }

    private void settle(JobID job, Consumer<String> failed, Task work) {
        @Nullable Exception last = null;
        for (int left = TRIES; left > 0; left--) {
            try {
                work.run();
                return;
            } catch (SupersededException e) {
                facts.accept(new Superseded(job, e.reason()));
                return;
            } catch (FileAlreadyExistsException | RuntimeException e) {
                last = e;
                break;
            } catch (Exception e) {
                last = e;
                LOG.warn("checkpoints of job {}: {}", job, e.toString());
            }
            if (left > 1 && !storage.rest()) {
                return;
            }
        }
        failed.accept(String.valueOf(last));
    }
}
