package io.millrace.state.log;

import io.millrace.control.report.FailureReport;
import io.millrace.control.report.FailureReportFormat;
import io.millrace.control.report.FailureReports;
import io.millrace.dataflow.JobID;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports as files in HDFS or in the local file system, {@code DIRECTORY/JOB/EPOCH-NUMBER.txt} in the form of {@link
 * FailureReportFormat}. It works on a thread of its own. A report is written aside and renamed, so that nobody reads half of
 * one.
 */
public final class FileFailureReports implements FailureReports, AutoCloseable {
    private static final String ASIDE = ".aside";

    /** When it is closed, what was asked for may take so long. */
    private static final long CLOSE_WAIT_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(FileFailureReports.class);

    private final URI directory;
    private final Callable<Configuration> hadoop;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread worker = new Thread(work, "millrace-failure-reports");
        worker.setDaemon(true);
        return worker;
    });

    /** One report, as it is kept. */
    public record Kept(String path, String text) {}

    /** With Hadoop as its files on the class path configure it; Hadoop is not needed for the local file system. */
    public FileFailureReports(URI directory) {
        // Not Configuration::new, which would link Hadoop's classes here.
        this(directory, () -> new Configuration());
    }

    /** @param hadoop asked when the directory is not in the local file system */
    public FileFailureReports(URI directory, Callable<Configuration> hadoop) {
        this.directory = directory;
        this.hadoop = hadoop;
    }

    @Override
    public void write(FailureReport report) {
        String name = FailureReportFormat.fileName(report.epoch(), report.number());
        onThread("report " + name + " of job " + report.job() + " could not be written to " + directory, () -> {
            LogFiles files = of(report.job());
            files.makeBase();
            String aside = name + ASIDE;
            files.delete(aside);
            files.write(aside, FailureReportFormat.write(report).getBytes(StandardCharsets.UTF_8));
            try {
                files.rename(aside, name);
            } catch (FileAlreadyExistsException e) {
                files.delete(aside);
            }
            for (String old : FailureReports.beyondTheKept(reports(files))) {
                files.delete(old);
            }
        });
    }

    private LogFiles of(JobID job) throws Exception {
        return files(directory, job.toString(), hadoop);
    }

    private static LogFiles files(URI directory, String below, Callable<Configuration> hadoop) throws Exception {
        URI place = URI.create(directory.toString().replaceAll("/+$", "") + "/" + below);
        return StorageThread.at(place, hadoop);
    }

    /**
     * The reports of a job that are kept, in their order; none if there is no such directory.
     *
     * @param below the job's folder in the directory, such as its id
     */
    public static List<Kept> read(URI directory, String below, Callable<Configuration> hadoop) throws IOException {
        try {
            LogFiles files = files(directory, below, hadoop);
            List<Kept> kept = new ArrayList<>();
            for (String name : reports(files)) {
                kept.add(new Kept(
                        directory + "/" + below + "/" + name, new String(files.read(name), StandardCharsets.UTF_8)));
            }
            return kept;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Names, in order. */
    private static List<String> reports(LogFiles files) throws IOException {
        return files.list("").stream()
                .filter(name -> name.endsWith(".txt"))
                .sorted()
                .toList();
    }

    /** Names of what is in a folder, in order; none if there is no such folder. */
    public static List<String> list(URI folder, Callable<Configuration> hadoop) throws IOException {
        try {
            return StorageThread.at(folder, hadoop).list("").stream().sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** A report that cannot be written must not disturb the job that it is about. */
    private void onThread(String otherwise, Work work) {
        try {
            thread.execute(() -> {
                try {
                    work.run();
                } catch (Exception e) {
                    LOG.warn("{}", otherwise, e);
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.debug("{}: it is closed", otherwise);
        }
    }

    /** Waits until all that was asked for before has been tried. */
    public void settle() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        thread.execute(reached::countDown);
        reached.await();
    }

    /** Waits some seconds for what was asked for before. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("reports of failures may be missing in {}: it answers slowly", directory);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
