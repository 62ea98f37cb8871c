package io.millrace.state.log;

import io.millrace.control.Epoch;
import io.millrace.control.ledger.Ledger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
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

    private record Wish(Epoch epoch, Work work) {}

    // What it was told.
    private final LogFiles files;
    private final String where;
    private final String writer;
    private final Duration retryWait;
    private final Duration patience;
    private final LedgerThread thread;
    private final Consumer<Fact> facts;

    // On the thread only.
    private final Queue<Wish> wishes = new ArrayDeque<>();
    private @Nullable LogWriter log;
    private Duration givesUpAt = Duration.ZERO;
    private boolean over;

    FencedLog(
            LogFiles files,
            String where,
            String writer,
            Duration retryWait,
            Duration patience,
            LedgerThread thread,
            Consumer<Fact> facts) {
        this.files = files;
        this.where = where;
        this.writer = writer;
        this.retryWait = retryWait;
        this.patience = patience;
        this.thread = thread;
        this.facts = facts;
    }

    /**
     * A log that works where it is told to; touches nothing before {@link #takeOver}.
     *
     * @param where the directory of {@code files}, for messages
     * @param writer a name that no other process has or will have: letters, digits, '_' and '-'
     * @param thread ends with this
     * @param facts must return at once
     */
    public FencedLog(LogFiles files, String where, String writer, LedgerThread thread, Consumer<Fact> facts) {
        this(files, where, writer, RETRY_WAIT, PATIENCE, thread, facts);
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
        return new FencedLog(files(directory, hadoop), directory.toString(), writer, LedgerThread.ofItsOwn(), facts);
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
        wish(epoch, () -> {
            if (log == null) {
                log = new LogWriter(files, epoch, writer);
            }
            return new TakenOver(epoch, log.takeOver());
        });
    }

    @Override
    public void append(Epoch epoch, long id, byte[] content) {
        wish(epoch, () -> {
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
        thread.end();
    }

    private void wish(Epoch epoch, Work work) {
        thread.execute(Duration.ZERO, () -> {
            wishes.add(new Wish(epoch, work));
            if (wishes.size() == 1) {
                begin();
            }
        });
    }

    /** With the eldest wish. */
    private void begin() {
        givesUpAt = thread.now().plus(patience);
        settle(wishes.element());
    }

    private void settle(Wish wish) {
        if (over) {
            return;
        }
        try {
            facts.accept(wish.work.done());
            wishes.remove();
            if (!wishes.isEmpty()) {
                thread.execute(Duration.ZERO, this::begin);
            }
        } catch (SupersededException e) {
            end(new Superseded(wish.epoch, e.reason()));
        } catch (CorruptLogException | AccessDeniedException e) {
            end(new Broken(wish.epoch, e.toString()));
        } catch (IOException e) {
            tryAgain(wish, e);
        } catch (RuntimeException e) {
            LOG.error("ledger {}: broke", where, e);
            end(new Broken(wish.epoch, "a mistake in Millrace: " + e));
        }
    }

    private void tryAgain(Wish wish, IOException failure) {
        if (thread.now().compareTo(givesUpAt) > 0) {
            end(new Broken(wish.epoch, "no answer from " + where + " for " + patience.toSeconds() + " s: " + failure));
            return;
        }
        LOG.warn("ledger {}: tries again in {} ms", where, retryWait.toMillis(), failure);
        thread.execute(retryWait, () -> settle(wish));
    }

    private void end(Fact last) {
        over = true;
        facts.accept(last);
    }
}
