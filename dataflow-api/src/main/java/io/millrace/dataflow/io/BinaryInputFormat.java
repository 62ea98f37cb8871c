package io.millrace.dataflow.io;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.FileInputSplit;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.statistics.BaseStatistics;
import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataInputViewStreamWrapper;
import io.millrace.dataflow.tuple.Tuple2;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link BinaryOutputFormat} with the same block size wrote: in splits of whole blocks, each with the records that
 * begin in it.
 */
public abstract class BinaryInputFormat<T> extends FileInputFormat<T>
        implements CheckpointableInputFormat<FileInputSplit, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    /** The parameter that sets the length of blocks, in bytes. */
    public static final String BLOCK_SIZE_PARAMETER_KEY = "input.block_size";

    /** Blocks as long as those of the file system. */
    public static final long NATIVE_BLOCK_SIZE = BinaryOutputFormat.NATIVE_BLOCK_SIZE;

    private long blockSize = NATIVE_BLOCK_SIZE;

    private transient @Nullable Payload payload;
    private transient long recordsLeft;

    public BinaryInputFormat() {}

    /**
     * Reads one record.
     *
     * @param reuse an object that the record may be read into; may be null for types without empty instances
     */
    protected abstract T deserialize(T reuse, DataInputView dataInput) throws IOException;

    /** In bytes, or {@link #NATIVE_BLOCK_SIZE}. */
    public long getBlockSize() {
        return blockSize;
    }

    /** @param blockSize in bytes, that with which the files were written; or {@link #NATIVE_BLOCK_SIZE} */
    public void setBlockSize(long blockSize) {
        this.blockSize = checkedBlockSize(blockSize);
    }

    static long checkedBlockSize(long blockSize) {
        int info = new BlockInfo().getInfoSize();
        if (blockSize <= info && blockSize != NATIVE_BLOCK_SIZE) {
            throw new IllegalArgumentException(
                    "Block size of binary files: expected=more than " + info + " bytes, actual=" + blockSize);
        }
        return blockSize;
    }

    /** For subclasses whose blocks have other ends. */
    protected BlockInfo createBlockInfo() {
        return new BlockInfo();
    }

    @Override
    public void configure(Configuration parameters) {
        super.configure(parameters);
        blockSize = checkedBlockSize(parameters.getLong(BLOCK_SIZE_PARAMETER_KEY, blockSize));
    }

    private long blockSizeOf(FileStatus file) {
        return blockSize == NATIVE_BLOCK_SIZE ? file.getBlockSize() : blockSize;
    }

    @Override
    public FileInputSplit[] createInputSplits(int minNumSplits) throws IOException {
        return FileSplits.ofUnits(files(), Math.max(minNumSplits, getNumSplits()), this::blockSizeOf);
    }

    @Override
    public @Nullable BaseStatistics getStatistics(@Nullable BaseStatistics cachedStatistics) throws IOException {
        BaseStatistics known = super.getStatistics(cachedStatistics);
        if (known == cachedStatistics || !(known instanceof FileBaseStatistics files)) {
            return known;
        }
        long records = 0;
        for (FileStatus file : files()) {
            try (FSDataInputStream in = file.getPath().getFileSystem().open(file.getPath())) {
                records +=
                        file.getLen() == 0 ? 0 : infoBefore(in, file.getLen()).getAccumulatedRecordCount();
            }
        }
        float average = records == 0 ? 0 : (float) files.getTotalInputSize() / records;
        return new FileBaseStatistics(files.getLastModificationTime(), files.getTotalInputSize(), average);
    }

    // ------------------------------------------------------------------ reading

    @Override
    public void open(FileInputSplit split) throws IOException {
        super.open(split);
        Payload bytes = payload(split);
        long first = findRecords(split, bytes);
        if (recordsLeft > 0) {
            bytes.seek(first);
        }
    }

    private Payload payload(FileInputSplit split) throws IOException {
        FileStatus file = split.getPath().getFileSystem().getFileStatus(split.getPath());
        Payload bytes = new Payload(
                Objects.requireNonNull(stream, "opened"),
                split.getPath(),
                blockSizeOf(file),
                file.getLen(),
                createBlockInfo().getInfoSize());
        payload = bytes;
        return bytes;
    }

    /** Counts the records that begin in the split's blocks, and says where in the file the first of them begins. */
    private long findRecords(FileInputSplit split, Payload bytes) throws IOException {
        FSDataInputStream in = Objects.requireNonNull(stream, "opened");
        long end = split.getStart() + split.getLength();
        recordsLeft = 0;
        for (long block = split.getStart(); block < end; block += bytes.blockSize) {
            BlockInfo info = infoBefore(in, bytes.endOf(block));
            if (info.getRecordCount() > 0) {
                BlockInfo last = infoBefore(in, bytes.endOf(end - 1 - (end - 1) % bytes.blockSize));
                recordsLeft =
                        last.getAccumulatedRecordCount() - info.getAccumulatedRecordCount() + info.getRecordCount();
                return block + info.getFirstRecordStart();
            }
        }
        return end;
    }

    private BlockInfo infoBefore(FSDataInputStream in, long end) throws IOException {
        BlockInfo info = createBlockInfo();
        in.seek(Math.max(0, end - info.getInfoSize()));
        info.read(new DataInputViewStreamWrapper(in));
        if (info.getRecordCount() < 0
                || info.getRecordCount() > info.getAccumulatedRecordCount()
                || info.getFirstRecordStart() < 0
                || info.getFirstRecordStart() > end) {
            throw new IOException("no end of a block before byte " + end
                    + ": the file was not written by a BinaryOutputFormat, or with another block size");
        }
        return info;
    }

    @Override
    public boolean reachedEnd() {
        return recordsLeft <= 0;
    }

    @Override
    public @Nullable T nextRecord(T reuse) throws IOException {
        if (reachedEnd()) {
            return null;
        }
        recordsLeft--;
        return deserialize(reuse, new DataInputViewStreamWrapper(Objects.requireNonNull(payload, "open comes first")));
    }

    /** Where the next record begins in the file, and how many there are from there on. */
    @Override
    public Tuple2<Long, Long> getCurrentState() {
        return Tuple2.of(Objects.requireNonNull(payload, "open comes first").position, recordsLeft);
    }

    @Override
    public void reopen(FileInputSplit split, Tuple2<Long, Long> state) throws IOException {
        super.open(split);
        recordsLeft = state.f1;
        payload(split).seek(state.f0);
    }

    /** The bytes of a file's records, without the ends of the blocks. */
    private static final class Payload extends InputStream {
        private final FSDataInputStream file;
        private final Path path;
        private final long blockSize;
        private final long length;
        private final int infoSize;
        private InputStream source;
        private long position;

        Payload(FSDataInputStream file, Path path, long blockSize, long length, int infoSize) {
            this.file = file;
            this.path = path;
            this.blockSize = blockSize;
            this.length = length;
            this.infoSize = infoSize;
            this.source = file;
        }

        /** The end of the block that begins at {@code block}. */
        long endOf(long block) {
            return Math.min(block + blockSize, length);
        }

        void seek(long to) throws IOException {
            file.seek(to);
            source = new BufferedInputStream(file);
            position = to;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            if (wanted == 0) {
                return 0;
            }
            long left = endOf(position - position % blockSize) - infoSize - position;
            if (left <= 0) {
                if (position + infoSize >= length) {
                    throw new EOFException("the records of '" + path + "' go on behind its end, byte " + length
                            + ": the file was cut, or the format reads more than was written");
                }
                source.skipNBytes(infoSize);
                position += infoSize;
                return read(target, offset, wanted);
            }
            int read = source.read(target, offset, (int) Math.min(wanted, left));
            if (read < 0) {
                throw new EOFException("'" + path + "' ends before byte " + length);
            }
            position += read;
            return read;
        }
    }
}
