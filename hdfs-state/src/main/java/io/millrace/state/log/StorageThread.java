package io.millrace.state.log;

import io.millrace.dataflow.fs.FileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread of its own, and HDFS or the local file system. */
final class StorageThread implements CheckpointStorage {
    private static final Duration RETRY_WAIT = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(StorageThread.class);

    private final Callable<Configuration> hadoop;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread worker = new Thread(work, "millrace-checkpoints");
        worker.setDaemon(true);
        return worker;
    });

    /** @param hadoop asked when a directory is not in the local file system */
    StorageThread(Callable<Configuration> hadoop) {
        this.hadoop = hadoop;
    }

    @Override
    public LogFiles below(URI directory) throws Exception {
        return at(directory, hadoop);
    }

    /** @param hadoop asked when the directory is not in the local file system */
    static LogFiles at(URI directory, Callable<Configuration> hadoop) throws Exception {
        return "file".equals(directory.getScheme())
                ? new NioLogFiles(Path.of(directory.getPath()))
                : FencedLog.files(directory, hadoop.call());
    }

    @Override
    public FileSystem of(io.millrace.dataflow.fs.Path file) throws IOException {
        return FileSystem.get(file.toUri());
    }

    @Override
    public void execute(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed before a wish");
        }
    }

    @Override
    public boolean rest() {
        try {
            return !closing.await(RETRY_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void end() {
        closing.countDown();
        thread.shutdown();
    }
}
