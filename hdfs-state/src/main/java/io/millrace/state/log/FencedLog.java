package io.millrace.state.log;

import io.millrace.control.Epoch;
import io.millrace.control.ledger.Ledger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger in a directory of HDFS or of the local file system; {@link LogWriter} says how it is fenced. It works on a thread
 * of its own, one wish after the other. While the file system does not answer it tries again, for as long as it was told.
 */
public final class FencedLog implements Ledger, AutoCloseable {
    /** Between two tries, when the file system does not answer. */
    private static final Duration RETRY_WAIT = Duration.ofSeconds(1);

    /** Longer than a NameNode's failover. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A rename there is atomic and does not overwrite; in object stores it is a copy. */
    private static final Set<String> SCHEMES_OF_HADOOP = Set.of("hdfs", "viewfs", "ofs");

    private static final Logger LOG = LoggerFactory.getLogger(FencedLog.class);

    private interface Work {
        Fact done() throws IOException, SupersededException;
    }

    // What it was told.
    private final LogFiles files;
    private final String where;
    private final String writer;
    private final Duration retryWait;
    private final Duration patience;
    private final Consumer<Fact> facts;

    // What it holds.
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread worker = new Thread(work, "millrace-ledger");
        worker.setDaemon(true);
        return worker;
    });

    // On the thread only.
    private @Nullable LogWriter log;
    private boolean over;

    FencedLog(
            LogFiles files, String where, String writer, Duration retryWait, Duration patience, Consumer<Fact> facts) {
        this.files = files;
        this.where = where;
        this.writer = writer;
        this.retryWait = retryWait;
        this.patience = patience;
        this.facts = facts;
    }

    /**
     * Opens a log; touches nothing before {@link #takeOver}.
     *
     * @param directory the log's; its parents are made if they are missing
     * @param writer a name that no other process has or will have: letters, digits, '_' and '-'
     * @param facts must return at once
     * @throws IOException if the fence does not hold in the directory's file system, or if none is configured for it
     */
    public static FencedLog open(URI directory, Configuration hadoop, String writer, Consumer<Fact> facts)
            throws IOException {
        return new FencedLog(files(directory, hadoop), directory.toString(), writer, RETRY_WAIT, PATIENCE, facts);
    }

    static LogFiles files(URI directory, Configuration hadoop) throws IOException {
        URI where =
                directory.getScheme() == null ? FileSystem.getDefaultUri(hadoop).resolve(directory) : directory;
        if ("file".equals(where.getScheme())) {
            return new NioLogFiles(java.nio.file.Path.of(where.getPath()));
        }
        if (!SCHEMES_OF_HADOOP.contains(where.getScheme())) {
            throw new IOException("the log of jobs cannot lie in " + where
                    + ": expected a file system whose renames are atomic (file, hdfs, viewfs, ofs), found "
                    + where.getScheme());
        }
        FileContext context = FileContext.getFileContext(where, hadoop);
        return new HadoopLogFiles(context, context.makeQualified(new Path(where)));
    }

    @Override
    public void takeOver(Epoch epoch) {
        onThread(epoch, () -> {
            if (log == null) {
                log = new LogWriter(files, epoch, writer);
            }
            return new TakenOver(epoch, log.takeOver());
        });
    }

    @Override
    public void append(Epoch epoch, long id, byte[] content) {
        onThread(epoch, () -> {
            if (log == null) {
                throw new IllegalStateException("ledger " + where + ": appended to before it was taken over");
            }
            log.append(id, content);
            return new Appended(epoch, id);
        });
    }

    /** Waits for nothing: what was not answered may be written or not. */
    @Override
    public void close() {
        closing.countDown();
        thread.shutdownNow();
    }

    private void onThread(Epoch epoch, Work work) {
        try {
            thread.execute(() -> settle(epoch, work));
        } catch (RejectedExecutionException closed) {
            LOG.debug("ledger {}: closed before a wish of epoch {}", where, epoch.number());
        }
    }

    private void settle(Epoch epoch, Work work) {
        if (over) {
            return;
        }
        long giveUpNanos = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                try {
                    facts.accept(work.done());
                    return;
                } catch (SupersededException e) {
                    end(new Superseded(epoch, e.reason()));
                    return;
                } catch (CorruptLogException | AccessDeniedException e) {
                    end(new Broken(epoch, e.toString()));
                    return;
                } catch (IOException e) {
                    if (System.nanoTime() - giveUpNanos > 0) {
                        end(new Broken(epoch, "no answer from " + where + " for " + patience.toSeconds() + " s: " + e));
                        return;
                    }
                    LOG.warn("ledger {}: tries again in {} ms", where, retryWait.toMillis(), e);
                }
                if (closing.await(retryWait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("ledger {}: broke", where, e);
            end(new Broken(epoch, "a mistake in Millrace: " + e));
        }
    }

    private void end(Fact last) {
        over = true;
        facts.accept(last);
    }
}
