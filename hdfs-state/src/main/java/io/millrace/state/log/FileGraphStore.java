package io.millrace.state.log;

import io.millrace.control.graph.GraphStore;
import io.millrace.dataflow.JobID;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Graphs as files in HDFS or in the local file system, {@code DIRECTORY/JOB-HASH.graph}, each written aside and renamed. It works
 * where its {@link CheckpointStorage} says.
 */
public final class FileGraphStore implements GraphStore, AutoCloseable {
    /** With the storage's rests between them, longer than a NameNode's failover. */
    private static final int TRIES = 120;

    private static final Logger LOG = LoggerFactory.getLogger(FileGraphStore.class);

    private interface Work {
        void on(LogFiles files) throws Exception;
    }

    private final CheckpointStorage storage;
    private final URI directory;
    private final String writer;
    private final Consumer<Fact> facts;

    /**
     * On a thread of its own.
     *
     * @param hadoop asked when the directory is not in the local file system
     */
    public FileGraphStore(URI directory, Callable<Configuration> hadoop, String writer, Consumer<Fact> facts) {
        this(new StorageThread(hadoop), directory, writer, facts);
    }

    /**
     * @param storage ends with this
     * @param writer a name that no other process has or will have: letters, digits, '_' and '-'
     * @param facts must return at once
     */
    public FileGraphStore(CheckpointStorage storage, URI directory, String writer, Consumer<Fact> facts) {
        this.storage = storage;
        this.directory = directory;
        this.writer = writer;
        this.facts = facts;
    }

    @Override
    public void keep(JobID job, String hash, byte[] graph) {
        String name = job + "-" + hash + ".graph";
        onFiles(job, "write " + name, files -> {
            files.makeBase();
            String aside = name + "." + writer;
            files.delete(aside);
            files.write(aside, graph);
            try {
                files.rename(aside, name);
            } catch (FileAlreadyExistsException e) {
                // The same bytes, of an earlier try or an earlier leader.
                files.delete(aside);
            }
            facts.accept(new Kept(job, name));
        });
    }

    @Override
    public void read(JobID job, String place) {
        onFiles(job, "read " + place, files -> facts.accept(new Found(job, files.read(place))));
    }

    @Override
    public void drop(JobID job, String place) {
        storage.execute(() -> {
            try {
                storage.below(directory).delete(place);
            } catch (Exception e) {
                LOG.warn("the graph of job {} stays in {}/{}", job, directory, place, e);
            }
        });
    }

    private void onFiles(JobID job, String what, Work work) {
        storage.execute(() -> {
            for (int left = TRIES; left > 0; left--) {
                try {
                    work.on(storage.below(directory));
                    return;
                } catch (NoSuchFileException | RuntimeException e) {
                    facts.accept(new Failed(job, "cannot " + what + " in " + directory + ": " + e));
                    return;
                } catch (Exception e) {
                    LOG.warn("cannot {} in {}, tries left={}", what, directory, left - 1, e);
                    if (left == 1) {
                        facts.accept(new Failed(job, "cannot " + what + " in " + directory + ": " + e));
                    } else if (!storage.rest()) {
                        return;
                    }
                }
            }
        });
    }

    /** Waits for nothing: what was not answered may be done or not. */
    @Override
    public void close() {
        storage.end();
    }
}
