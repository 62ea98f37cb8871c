package io.millrace.dataflow.io;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.fs.FSDataOutputStream;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.fs.Path;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes files: one file if there is one parallel instance, else a directory with files {@code 1} to {@code n}. The
 * engine gives each attempt a path of its own and publishes what was written when all instances have ended well.
 */
public abstract class FileOutputFormat<IT> extends RichOutputFormat<IT>
        implements InitializeOnMaster, CleanupWhenUnsuccessful {
    private static final long serialVersionUID = 1L;

    /** When the output is a directory. */
    public enum OutputDirectoryMode {
        /** Always. */
        ALWAYS,
        /** Only if there are several parallel instances. */
        PARONLY
    }

    protected @Nullable Path outputFilePath;
    private @Nullable WriteMode writeMode;
    private @Nullable OutputDirectoryMode outputDirectoryMode;

    /** The stream of the file that is open. */
    protected transient @Nullable FSDataOutputStream stream;

    private transient @Nullable Path actualFilePath;

    public FileOutputFormat() {}

    public FileOutputFormat(Path outputPath) {
        this.outputFilePath = outputPath;
    }

    public void setOutputFilePath(Path path) {
        this.outputFilePath = Objects.requireNonNull(path, "Output file path may not be null.");
    }

    public @Nullable Path getOutputFilePath() {
        return outputFilePath;
    }

    public void setWriteMode(WriteMode mode) {
        this.writeMode = Objects.requireNonNull(mode, "mode");
    }

    /** What was set, else what {@link #configure} found in {@code fs.overwrite-files}; NO_OVERWRITE before that. */
    public WriteMode getWriteMode() {
        return writeMode == null ? WriteMode.NO_OVERWRITE : writeMode;
    }

    public void setOutputDirectoryMode(OutputDirectoryMode mode) {
        this.outputDirectoryMode = Objects.requireNonNull(mode, "mode");
    }

    /** What was set, else what {@link #configure} found in {@code fs.output.always-create-directory}. */
    public OutputDirectoryMode getOutputDirectoryMode() {
        return outputDirectoryMode == null ? OutputDirectoryMode.PARONLY : outputDirectoryMode;
    }

    /** Whether {@code numTasks} parallel instances write a directory. */
    public boolean writesDirectory(int numTasks) {
        return numTasks > 1 || getOutputDirectoryMode() == OutputDirectoryMode.ALWAYS;
    }

    @Override
    public void configure(Configuration parameters) {
        requiredPath();
        if (writeMode == null) {
            writeMode = parameters.get(CoreOptions.FILESYTEM_DEFAULT_OVERRIDE)
                    ? WriteMode.OVERWRITE
                    : WriteMode.NO_OVERWRITE;
        }
        if (outputDirectoryMode == null) {
            outputDirectoryMode = parameters.get(CoreOptions.FILESYSTEM_OUTPUT_ALWAYS_CREATE_DIRECTORY)
                    ? OutputDirectoryMode.ALWAYS
                    : OutputDirectoryMode.PARONLY;
        }
    }

    /**
     * Checks that the output may be written, and makes its directory if it is one.
     *
     * @throws FileAlreadyExistsException if there is something and the write mode forbids to replace it
     */
    @Override
    public void initializeGlobal(int parallelism) throws IOException {
        Path path = requiredPath();
        FileSystem fileSystem = path.getFileSystem();
        if (fileSystem.exists(path)) {
            if (getWriteMode() == WriteMode.NO_OVERWRITE) {
                throw new FileAlreadyExistsException(
                        path.toString(),
                        null,
                        "the output exists, and the write mode is NO_OVERWRITE: remove it, or write with OVERWRITE");
            }
            FileStatus existing = fileSystem.getFileStatus(path);
            if (existing.isDir() != writesDirectory(parallelism)) {
                fileSystem.delete(path, true);
            }
        }
        if (writesDirectory(parallelism)) {
            fileSystem.mkdirs(path);
        }
    }

    @Override
    public void open(int taskNumber, int numTasks) throws IOException {
        if (taskNumber < 0 || numTasks < 1) {
            throw new IllegalArgumentException("TaskNumber: " + taskNumber + ", numTasks: " + numTasks);
        }
        Path path = requiredPath();
        Path file = writesDirectory(numTasks) ? path.suffix("/" + getDirectoryFileName(taskNumber)) : path;
        actualFilePath = file;
        stream = file.getFileSystem().create(file, getWriteMode());
    }

    /** The name of an instance's file in the directory: its number, from 1. */
    protected String getDirectoryFileName(int taskNumber) {
        return Integer.toString(taskNumber + 1);
    }

    @Override
    public void close() throws IOException {
        FSDataOutputStream open = stream;
        if (open != null) {
            stream = null;
            open.close();
        }
    }

    @Override
    public void tryCleanupOnError() throws IOException {
        Path written = actualFilePath;
        if (written != null) {
            actualFilePath = null;
            close();
            written.getFileSystem().delete(written, false);
        }
    }

    private Path requiredPath() {
        Path path = outputFilePath;
        if (path == null) {
            throw new IllegalArgumentException("The output path of "
                    + getClass().getName() + " is not set: give it to the constructor or call setOutputFilePath.");
        }
        return path;
    }
}
