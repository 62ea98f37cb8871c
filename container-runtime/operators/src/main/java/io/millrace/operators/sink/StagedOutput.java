package io.millrace.operators.sink;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.fs.Path;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.List;

/**
 * Where the attempts of a file output write, and how that becomes the output.
 *
 * <pre>
 * directory output                              single-file output (or a file stands where the directory shall be)
 * path/_temporary/JOB/SUBTASK-ATTEMPT/1 …       parent/_temporary-NAME-JOB/SUBTASK-ATTEMPT
 * path/_temporary/JOB/CLEARED                   parent/_temporary-NAME-JOB/CLEARED
 * path/1 … path/p, then path/_SUCCESS           path
 * </pre>
 *
 * <h2>Algorithm of publishing</h2>
 * <ol>
 *   <li>Clear: remove what stood at the path before, then write the marker {@code CLEARED}.
 *   <li>Move: rename the files of the attempts that finished to their places.
 *   <li>For a directory, write {@code _SUCCESS}.
 *   <li>Sweep: delete the staging directory, with what other attempts left.
 * </ol>
 * Each step skips what an interrupted publication had done already, and without a staging directory there is nothing to do,
 * so publishing may be repeated.
 */
final class StagedOutput {
    private static final String TEMPORARY = "_temporary";
    private static final String CLEARED = "CLEARED";
    private static final String SUCCESS = "_SUCCESS";

    private final Path output;
    private final boolean directory;
    private final FileSystem files;
    private final Path inside;
    private final Path beside;
    private boolean madeDirectory;

    /**
     * @param path what users will see
     * @param directory whether it shall be a directory of files, or one file
     */
    StagedOutput(Path path, boolean directory, JobID job) throws IOException {
        this.files = path.getFileSystem();
        this.output = path.makeQualified(files);
        this.directory = directory;
        this.inside = new Path(new Path(output, TEMPORARY), job.toString());
        Path parent = output.getParent();
        if (parent == null) {
            throw new IOException(
                    "The root of a file system, " + output + ", cannot be an output. Give a path below it.");
        }
        this.beside = new Path(parent, TEMPORARY + "-" + output.getName() + "-" + job);
    }

    /**
     * Checks that the path may be written and makes the staging directory. What stands there is left alone until the
     * results are published.
     */
    void prepare(WriteMode mode, String operator) throws IOException {
        boolean exists = files.exists(output);
        boolean isDirectory = exists && files.getFileStatus(output).isDir();
        if ((isDirectory && files.exists(inside)) || files.exists(beside)) {
            return; // an earlier leader of the same job was here
        }
        boolean free = !exists || (directory && isDirectory && isEmpty(output));
        if (mode == WriteMode.NO_OVERWRITE && !free) {
            throw new FileAlreadyExistsException("Sink '" + operator + "': the output path " + output
                    + " exists already. Remove it, give another path, or allow to replace it by WriteMode.OVERWRITE"
                    + " (for all outputs by the option fs.overwrite-files).");
        }
        madeDirectory = directory && !exists;
        Path root = directory && (!exists || isDirectory) ? inside : beside;
        makeDirectory(root, operator);
    }

    private void makeDirectory(Path root, String operator) throws IOException {
        String failure = "Sink '" + operator + "': cannot make the directory " + root + ", in which the output "
                + output + " would be prepared. Check the path, and the permissions of its parent.";
        try {
            if (!files.mkdirs(root)) {
                throw new IOException(failure);
            }
        } catch (FileSystemException e) {
            throw new IOException(failure + " The file system says: " + e, e);
        }
    }

    /** Where an attempt writes: a file, or a directory that exists when this returns. */
    Path forAttempt(int subtask, int attempt) throws IOException {
        Path place = place(subtask, attempt);
        if (directory) {
            files.mkdirs(place);
        }
        return place;
    }

    private Path place(int subtask, int attempt) throws IOException {
        return new Path(root(), subtask + "-" + attempt);
    }

    private Path root() throws IOException {
        return directory && outputIsDirectory() && files.exists(inside) ? inside : beside;
    }

    // Some file systems take it badly to be asked for what would lie below a file.
    private boolean outputIsDirectory() throws IOException {
        return files.exists(output) && files.getFileStatus(output).isDir();
    }

    /** Puts the results of these attempts (one for each subtask) at the output's path. */
    void publish(List<Integer> attempts, WriteMode mode) throws IOException {
        Path root = root();
        if (!files.exists(root)) {
            return;
        }
        clear(root, mode);
        if (directory) {
            files.mkdirs(output);
            for (int subtask = 0; subtask < attempts.size(); subtask++) {
                moveAll(place(subtask, attempts.get(subtask)));
            }
        } else {
            move(place(0, attempts.get(0)), output);
        }
    }

    /** After {@link #publish}: says that the output is whole, and forgets how it came about. */
    void seal() throws IOException {
        if (directory && files.exists(root())) {
            files.create(new Path(output, SUCCESS), WriteMode.OVERWRITE).close();
        }
        sweep();
    }

    /** Leaves the path as it was. */
    void abort() throws IOException {
        sweep();
        if (madeDirectory && files.exists(output) && isEmpty(output)) {
            files.delete(output, false);
        }
    }

    private void clear(Path root, WriteMode mode) throws IOException {
        Path marker = new Path(root, CLEARED);
        if (files.exists(marker)) {
            return;
        }
        if (files.exists(output)) {
            if (directory && outputIsDirectory()) {
                clearDirectory(mode);
            } else {
                refuseUnless(mode == WriteMode.OVERWRITE, output);
                files.delete(output, true);
            }
        }
        files.create(marker, WriteMode.OVERWRITE).close();
    }

    private void clearDirectory(WriteMode mode) throws IOException {
        for (FileStatus child : files.listStatus(output)) {
            Path path = child.getPath();
            if (!path.getName().equals(TEMPORARY)) {
                refuseUnless(mode == WriteMode.OVERWRITE, path);
                files.delete(path, true);
            }
        }
    }

    private static void refuseUnless(boolean overwrite, Path path) throws IOException {
        if (!overwrite) {
            throw new FileAlreadyExistsException(
                    path + " appeared while the job ran, and WriteMode.NO_OVERWRITE forbids to replace it.");
        }
    }

    private void moveAll(Path attempt) throws IOException {
        if (!files.exists(attempt)) {
            throw new IOException("The results in " + attempt + " are gone before they were published to " + output
                    + ". Somebody else deleted them: keep clean-up jobs away from '" + TEMPORARY + "' directories.");
        }
        for (FileStatus file : files.listStatus(attempt)) {
            move(file.getPath(), new Path(output, file.getPath().getName()));
        }
    }

    private void move(Path from, Path to) throws IOException {
        if (files.exists(from) && !files.rename(from, to)) {
            throw new IOException("Cannot rename " + from + " to " + to + " to publish it. Check the permissions.");
        }
    }

    private void sweep() throws IOException {
        files.delete(beside, true);
        if (!directory || !outputIsDirectory()) {
            return;
        }
        files.delete(inside, true);
        Path temporary = new Path(output, TEMPORARY);
        if (files.exists(temporary) && files.listStatus(temporary).length == 0) {
            files.delete(temporary, false);
        }
    }

    private boolean isEmpty(Path directory) throws IOException {
        for (FileStatus child : files.listStatus(directory)) {
            if (!child.getPath().getName().equals(TEMPORARY)) {
                return false;
            }
        }
        return true;
    }
}
