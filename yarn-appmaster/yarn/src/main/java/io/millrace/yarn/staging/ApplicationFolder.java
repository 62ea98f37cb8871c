package io.millrace.yarn.staging;

import io.millrace.dataflow.JobID;
import io.millrace.yarn.launch.ContainerFiles;
import io.millrace.yarn.launch.LaunchSpec;
import io.millrace.yarn.launch.LaunchSpecFile;
import io.millrace.yarn.launch.LocalisedFile;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;

/**
 * The files of one application; only its owner may read them:
 *
 * <pre>
 * launch.json                 what its ApplicationMaster is told
 * conf/…                      settings of Hadoop and of logs for its containers
 * token                       of its REST interface
 * jars/&lt;sha256&gt;-name.jar      programs
 * graphs/&lt;job id&gt;             of a session's jobs
 * failures/&lt;job id&gt;/         reports of what failed
 * outcome.json                how it ended
 * </pre>
 */
public final class ApplicationFolder {
    private static final String JARS = "jars";

    private final StagingArea area;
    private final FileSystem fs;
    private final Path path;

    ApplicationFolder(StagingArea area, Path path) {
        this.area = area;
        this.fs = area.fileSystem();
        this.path = path;
    }

    public Path path() {
        return path;
    }

    public FileSystem fileSystem() {
        return fs;
    }

    /** Stages a jar, unless the same bytes are there already. @return its place, to be localised at {@code link} */
    public LocalisedFile jar(File jar, String link) throws IOException {
        String sha256 = Hashes.sha256(jar.toPath());
        Path place = new Path(new Path(path, JARS), sha256 + "-" + safe(jar.getName()));
        FileStatus status = area.put(place, StagingArea.OWNER_FILE, jar.length(), out -> Files.copy(jar.toPath(), out));
        return localised(status, link);
    }

    /** Writes a small file whole. @param name relative to this folder, and the place in the container */
    public LocalisedFile file(String name, byte[] content) throws IOException {
        Path place = new Path(path, name);
        try (OutputStream out = area.create(place, StagingArea.OWNER_FILE)) {
            out.write(content);
        }
        return localised(fs.getFileStatus(place), name);
    }

    public LocalisedFile launchSpec(LaunchSpec spec) throws IOException {
        return file(ContainerFiles.LAUNCH_SPEC, LaunchSpecFile.toBytes(spec));
    }

    public void token(String token) throws IOException {
        file(ContainerFiles.TOKEN, token.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty if the application has none any more. */
    public Optional<String> readToken() throws IOException {
        try (InputStream in = fs.open(new Path(path, ContainerFiles.TOKEN))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Stages a job's graph for a session. */
    public void graph(JobID job, byte[] graph) throws IOException {
        try (OutputStream out = area.create(graphPath(job), StagingArea.OWNER_FILE)) {
            out.write(graph);
        }
    }

    /** When the job has ended. */
    public void removeGraph(JobID job) throws IOException {
        fs.delete(graphPath(job), false);
    }

    private Path graphPath(JobID job) {
        return new Path(new Path(path, ContainerFiles.GRAPHS), job.toString());
    }

    /** Of an application that has ended: all goes but its outcome and the reports of its failures. */
    public void clear() throws IOException {
        Tidying.clear(fs, path);
    }

    public void remove() throws IOException {
        fs.delete(path, true);
    }

    private static LocalisedFile localised(FileStatus status, String link) {
        return new LocalisedFile(
                link,
                status.getPath().toUri().toString(),
                status.getLen(),
                status.getModificationTime(),
                LocalResourceVisibility.APPLICATION,
                false);
    }

    /** Names of files become parts of URIs. */
    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
