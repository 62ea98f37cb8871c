package io.millrace.dataflow.io;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.FileInputSplit;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.compression.Compressions;
import io.millrace.dataflow.io.compression.InflaterInputStreamFactory;
import io.millrace.dataflow.io.statistics.BaseStatistics;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads files, split by split. Directories are read with the files in them, and those in their directories if
 * {@link #setNestedFileEnumeration} says so; names that begin with {@code _} or {@code .} are left out. Compressed files
 * (by their extension) are one split each.
 */
public abstract class FileInputFormat<OT> extends RichInputFormat<OT, FileInputSplit> {
    private static final long serialVersionUID = 1L;

    /** The length of a split that goes to the end of its file. */
    protected static final long READ_WHOLE_SPLIT_FLAG = -1L;

    /** The parameter by which a program asks for nested directories. */
    public static final String ENUMERATE_NESTED_FILES_FLAG = "recursive.file.enumeration";

    private Path @Nullable [] filePaths;
    private long minSplitSize;
    private int numSplits = -1;
    private FilePathFilter filesFilter = new GlobFilePathFilter();

    protected boolean enumerateNestedFiles;

    /** True if files must be read whole. */
    protected boolean unsplittable;

    /** The stream of the split that is open. */
    protected transient @Nullable FSDataInputStream stream;

    protected transient @Nullable FileInputSplit currentSplit;
    protected transient long splitStart;
    protected transient long splitLength;

    public FileInputFormat() {}

    protected FileInputFormat(@Nullable Path filePath) {
        if (filePath != null) {
            setFilePath(filePath);
        }
    }

    /** Files with that extension are decompressed by {@code factory} from now on, in this process. */
    public static void registerInflaterInputStreamFactory(String fileExtension, InflaterInputStreamFactory<?> factory) {
        Compressions.register(fileExtension, factory);
    }

    // ------------------------------------------------------------------ settings

    /** The paths to read; empty if none is set yet. */
    public Path[] getFilePaths() {
        return filePaths == null ? new Path[0] : filePaths.clone();
    }

    public void setFilePath(String filePath) {
        Objects.requireNonNull(filePath, "filePath");
        if (filePath.isBlank()) {
            throw new IllegalArgumentException("Cannot read from an empty file path.");
        }
        setFilePath(new Path(filePath));
    }

    public void setFilePath(Path filePath) {
        setFilePaths(Objects.requireNonNull(filePath, "filePath"));
    }

    public void setFilePaths(String... filePaths) {
        setFilePaths(Arrays.stream(filePaths).map(Path::new).toArray(Path[]::new));
    }

    public void setFilePaths(Path... filePaths) {
        if (filePaths.length < 1) {
            throw new IllegalArgumentException("At least one file path must be given.");
        }
        this.filePaths = filePaths.clone();
    }

    public long getMinSplitSize() {
        return minSplitSize;
    }

    /** In bytes. */
    public void setMinSplitSize(long minSplitSize) {
        if (minSplitSize < 0) {
            throw new IllegalArgumentException("Minimum split size: expected=at least 0, actual=" + minSplitSize);
        }
        this.minSplitSize = minSplitSize;
    }

    public int getNumSplits() {
        return numSplits;
    }

    /** The number of splits to make at least; -1 for what the engine asks for. */
    public void setNumSplits(int numSplits) {
        if (numSplits < -1 || numSplits == 0) {
            throw new IllegalArgumentException("Number of splits: expected=at least 1, or -1, actual=" + numSplits);
        }
        this.numSplits = numSplits;
    }

    public void setNestedFileEnumeration(boolean enable) {
        this.enumerateNestedFiles = enable;
    }

    public boolean getNestedFileEnumeration() {
        return enumerateNestedFiles;
    }

    public void setFilesFilter(FilePathFilter filesFilter) {
        this.filesFilter = Objects.requireNonNull(filesFilter, "Files filter should not be null");
    }

    /** Of the split that is open. */
    public long getSplitStart() {
        return splitStart;
    }

    /** Of the split that is open; -1 for the rest of the file. */
    public long getSplitLength() {
        return splitLength;
    }

    @Override
    public void configure(Configuration parameters) {
        if (filePaths == null) {
            throw new IllegalArgumentException(
                    "File path was not specified in input format " + getClass().getName() + ": call setFilePath.");
        }
        enumerateNestedFiles = parameters.getBoolean(ENUMERATE_NESTED_FILES_FLAG, enumerateNestedFiles);
    }

    // ------------------------------------------------------------------ splits

    @Override
    public @Nullable BaseStatistics getStatistics(@Nullable BaseStatistics cachedStatistics) throws IOException {
        List<FileStatus> files = files();
        long latest =
                files.stream().mapToLong(FileStatus::getModificationTime).max().orElse(0);
        if (cachedStatistics instanceof FileBaseStatistics cached && cached.getLastModificationTime() == latest) {
            return cached;
        }
        boolean compressed = files.stream().anyMatch(file -> isCompressed(file.getPath()));
        long size = files.stream().mapToLong(FileStatus::getLen).sum();
        return new FileBaseStatistics(
                latest, compressed ? BaseStatistics.SIZE_UNKNOWN : size, BaseStatistics.AVG_RECORD_BYTES_UNKNOWN);
    }

    @Override
    public FileInputSplit[] createInputSplits(int minNumSplits) throws IOException {
        if (minNumSplits < 1) {
            throw new IllegalArgumentException("Number of input splits: expected=at least 1, actual=" + minNumSplits);
        }
        int wanted = Math.max(minNumSplits, numSplits);
        return FileSplits.of(files(), wanted, minSplitSize, file -> unsplittable || isCompressed(file.getPath()));
    }

    @Override
    public LocatableInputSplitAssigner getInputSplitAssigner(FileInputSplit[] splits) {
        return new LocatableInputSplitAssigner(splits);
    }

    /** Whether a file or directory that was found in a directory is read. */
    public boolean acceptFile(FileStatus fileStatus) {
        String name = fileStatus.getPath().getName();
        return !name.startsWith("_") && !name.startsWith(".") && !filesFilter.filterPath(fileStatus.getPath());
    }

    /** All files to read, in the order of their names. */
    protected List<FileStatus> files() throws IOException {
        FileEnumeration enumeration = new FileEnumeration(enumerateNestedFiles, this::acceptFile);
        for (Path path : getFilePaths()) {
            FileSystem fileSystem = path.getFileSystem();
            FileStatus status;
            try {
                status = fileSystem.getFileStatus(path);
            } catch (FileNotFoundException e) {
                FileNotFoundException clearer = new FileNotFoundException(
                        "The input '" + path + "' does not exist, or this user may not read it. Correct the path.");
                clearer.initCause(e);
                throw clearer;
            }
            enumeration.add(fileSystem, status);
        }
        return enumeration.files();
    }

    private static boolean isCompressed(Path path) {
        return Compressions.of(path.getName().toLowerCase(Locale.ROOT)) != null;
    }

    // ------------------------------------------------------------------ reading

    @Override
    public void open(FileInputSplit split) throws IOException {
        currentSplit = split;
        splitStart = split.getStart();
        FSDataInputStream opened = split.getPath().getFileSystem().open(split.getPath());
        try {
            stream = decorateInputStream(opened, split);
            // What is decompressed has no length that is known before its end.
            splitLength = isCompressed(split.getPath()) ? READ_WHOLE_SPLIT_FLAG : split.getLength();
            if (splitStart != 0) {
                stream.seek(splitStart);
            }
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Decompresses the stream if the file's name says so; subclasses may wrap it further. */
    protected FSDataInputStream decorateInputStream(FSDataInputStream inputStream, FileInputSplit fileSplit)
            throws IOException {
        InflaterInputStreamFactory<?> factory =
                Compressions.of(fileSplit.getPath().getName());
        return factory == null ? inputStream : new InputStreamFSInputWrapper(factory.create(inputStream));
    }

    @Override
    public void close() throws IOException {
        FSDataInputStream open = stream;
        if (open != null) {
            stream = null;
            open.close();
        }
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " ("
                + Stream.of(getFilePaths()).map(Path::toString).collect(Collectors.joining(", ")) + ")";
    }

    /** What is known of the size of files. */
    public static class FileBaseStatistics implements BaseStatistics {
        private final long lastModificationTime;
        private final long fileSize;
        private final float averageRecordBytes;

        public FileBaseStatistics(long lastModificationTime, long fileSize, float averageRecordBytes) {
            this.lastModificationTime = lastModificationTime;
            this.fileSize = fileSize;
            this.averageRecordBytes = averageRecordBytes;
        }

        /** Of the file that changed last, in milliseconds since the epoch. */
        public long getLastModificationTime() {
            return lastModificationTime;
        }

        @Override
        public long getTotalInputSize() {
            return fileSize;
        }

        @Override
        public long getNumberOfRecords() {
            return fileSize == SIZE_UNKNOWN || averageRecordBytes == AVG_RECORD_BYTES_UNKNOWN
                    ? NUM_RECORDS_UNKNOWN
                    : (long) Math.ceil(fileSize / (double) averageRecordBytes);
        }

        @Override
        public float getAverageRecordWidth() {
            return averageRecordBytes;
        }

        @Override
        public String toString() {
            return "size=" + fileSize + ", recWidth=" + averageRecordBytes + ", modAt=" + lastModificationTime;
        }
    }
}
