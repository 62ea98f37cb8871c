package io.millrace.yarn.staging;

import io.millrace.yarn.launch.ContainerFiles;
import io.millrace.yarn.launch.OutcomeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Clears away what ended applications of the user have left. The rule: of an application that has ended, all goes but
 * {@code outcome.json} and the reports of failures, and those go {@link #OUTCOME_KEPT} after the end; what a client wrote
 * aside goes after {@link #ASIDE_KEPT}. Nothing of an application whose state is not known is touched, nor are libraries.
 */
public final class Tidying {
    /** How long the outcome of an ended application, and what failed in it, can be asked for. */
    public static final Duration OUTCOME_KEPT = Duration.ofDays(7);

    /** Longer than any upload takes. */
    public static final Duration ASIDE_KEPT = Duration.ofDays(1);

    static final String ASIDE = ".aside";

    /** A submission must not pay for a thousand others. */
    private static final int FOLDERS_MAX = 50;

    /** Knows when an application ended. */
    public interface Ends {
        /**
         * In milliseconds since 1970; 0 if the ResourceManager has forgotten it, so that it ended long ago.
         *
         * @return absent if it has not ended, or nobody can say
         */
        OptionalLong endedAtMs(String applicationId);
    }

    private final StagingArea area;
    private final Ends ends;

    public Tidying(StagingArea area, Ends ends) {
        this.area = area;
        this.ends = ends;
    }

    /** @param spared an application that is being submitted */
    public void tidy(String spared, long nowMs) throws IOException {
        FileSystem fs = area.fileSystem();
        int looked = 0;
        for (FileStatus status : list(fs, area.folder())) {
            String name = status.getPath().getName();
            if (status.isFile() && name.endsWith(ASIDE) && isOlder(status.getModificationTime(), ASIDE_KEPT, nowMs)) {
                fs.delete(status.getPath(), false);
            } else if (status.isDirectory() && name.startsWith("application_") && !name.equals(spared)) {
                if (++looked > FOLDERS_MAX) {
                    return;
                }
                tidyFolder(fs, status, nowMs);
            }
        }
    }

    private void tidyFolder(FileSystem fs, FileStatus folder, long nowMs) throws IOException {
        Optional<FileStatus> outcome = Optional.empty();
        boolean reports = false;
        boolean more = false;
        for (FileStatus file : list(fs, folder.getPath())) {
            if (file.getPath().getName().equals(OutcomeFile.NAME)) {
                outcome = Optional.of(file);
            } else if (file.getPath().getName().equals(ContainerFiles.FAILURES)) {
                reports = true;
            } else {
                more = true;
            }
        }
        if (outcome.isPresent() && !more && !isOlder(outcome.get().getModificationTime(), OUTCOME_KEPT, nowMs)) {
            return; // The usual case costs no question to the ResourceManager.
        }
        OptionalLong ended = ends.endedAtMs(folder.getPath().getName());
        if (ended.isEmpty()) {
            return;
        }
        boolean silent = outcome.isEmpty() && !reports;
        if (silent || isOlder(ended.getAsLong(), OUTCOME_KEPT, nowMs)) {
            fs.delete(folder.getPath(), true);
            return;
        }
        clear(fs, folder.getPath());
    }

    /** Leaves of an application that has ended what can be asked for. */
    public static void clear(FileSystem fs, Path folder) throws IOException {
        for (FileStatus file : list(fs, folder)) {
            String name = file.getPath().getName();
            if (!name.equals(OutcomeFile.NAME) && !name.equals(ContainerFiles.FAILURES)) {
                fs.delete(file.getPath(), true);
            }
        }
    }

    private static boolean isOlder(long atMs, Duration age, long nowMs) {
        return atMs < nowMs - age.toMillis();
    }

    private static FileStatus[] list(FileSystem fs, Path folder) throws IOException {
        try {
            return fs.listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }
}
