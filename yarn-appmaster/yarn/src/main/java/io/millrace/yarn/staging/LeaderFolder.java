package io.millrace.yarn.staging;

import io.millrace.control.leader.LeaderWatch.LeaderIs;
import io.millrace.ha.PublishedLeader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * Where the leaders of an application listen, for an application whose leaders nobody elects: in its staging directory,
 * {@code leaders/<epoch>} for each, written aside and renamed, so that what can be read is whole. The highest epoch leads.
 * Its methods wait for the file system.
 */
public final class LeaderFolder {
    private static final String NAME = "leaders";

    private final FileSystem fs;
    private final Path folder;

    private LeaderFolder(FileSystem fs, Path folder) {
        this.fs = fs;
        this.folder = folder;
    }

    /** @param stagingDirectory the application's own */
    public static LeaderFolder of(String stagingDirectory, Configuration hadoop) throws IOException {
        Path folder = new Path(stagingDirectory, NAME);
        return new LeaderFolder(folder.getFileSystem(hadoop), folder);
    }

    /** @throws FileAlreadyExistsException if a leader of this epoch has published, which no two may have */
    public void publish(LeaderIs leader) throws IOException {
        String epoch = Long.toString(leader.epoch().number());
        Path aside = new Path(folder, "." + epoch + Tidying.ASIDE);
        try (OutputStream out = fs.create(aside, true)) {
            out.write(PublishedLeader.write(leader.epoch(), leader.address()));
        }
        FileContext.getFileContext(folder.toUri(), fs.getConf())
                .rename(aside, new Path(folder, epoch), Options.Rename.NONE);
    }

    /** The leader of the highest epoch; empty if none has published. */
    public Optional<LeaderIs> latest() throws IOException {
        long highest = 0;
        for (FileStatus file : list()) {
            String name = file.getPath().getName();
            if (name.matches("\\d{1,18}")) {
                highest = Math.max(highest, Long.parseLong(name));
            }
        }
        if (highest == 0) {
            return Optional.empty();
        }
        Path file = new Path(folder, Long.toString(highest));
        try (InputStream in = fs.open(file)) {
            return Optional.of(PublishedLeader.read(in.readAllBytes()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " does not say where a leader listens", e);
        }
    }

    private FileStatus[] list() throws IOException {
        try {
            return fs.listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }
}
