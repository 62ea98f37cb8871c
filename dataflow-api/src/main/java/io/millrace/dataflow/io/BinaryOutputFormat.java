package io.millrace.dataflow.io;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.memory.DataOutputViewStreamWrapper;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in a binary form of their own, in blocks with a {@link BlockInfo} at the end of each, so that {@link
 * BinaryInputFormat} can begin to read at any block.
 */
public abstract class BinaryOutputFormat<T> extends FileOutputFormat<T> {
    private static final long serialVersionUID = 1L;

    /** The parameter that sets the length of blocks, in bytes. */
    public static final String BLOCK_SIZE_PARAMETER_KEY = "output.block_size";

    /** Blocks as long as those of the file system. */
    public static final long NATIVE_BLOCK_SIZE = Long.MIN_VALUE;

    private long blockSize = NATIVE_BLOCK_SIZE;

    private transient @Nullable Blocks blocks;
    private transient @Nullable ByteArrayOutputStream record;

    public BinaryOutputFormat() {}

    /** Writes one record. */
    protected abstract void serialize(T record, DataOutputView dataOutput) throws IOException;

    /** In bytes, or {@link #NATIVE_BLOCK_SIZE}. */
    public long getBlockSize() {
        return blockSize;
    }

    /** @param blockSize in bytes, with the info of 24 bytes; or {@link #NATIVE_BLOCK_SIZE} */
    public void setBlockSize(long blockSize) {
        this.blockSize = BinaryInputFormat.checkedBlockSize(blockSize);
    }

    @Override
    public void configure(Configuration parameters) {
        super.configure(parameters);
        blockSize = BinaryInputFormat.checkedBlockSize(parameters.getLong(BLOCK_SIZE_PARAMETER_KEY, blockSize));
    }

    @Override
    public void open(int taskNumber, int numTasks) throws IOException {
        super.open(taskNumber, numTasks);
        long size = blockSize == NATIVE_BLOCK_SIZE
                ? Objects.requireNonNull(outputFilePath, "checked by configure")
                        .getFileSystem()
                        .getDefaultBlockSize()
                : blockSize;
        blocks = new Blocks(
                new DataOutputViewStreamWrapper(
                        new BufferedOutputStream(Objects.requireNonNull(stream, "opened above"))),
                size);
        record = new ByteArrayOutputStream();
    }

    @Override
    public void writeRecord(T element) throws IOException {
        ByteArrayOutputStream bytes = Objects.requireNonNull(record, "open comes first");
        bytes.reset();
        serialize(element, new DataOutputViewStreamWrapper(bytes));
        Objects.requireNonNull(blocks, "open comes first").add(bytes.toByteArray());
    }

    @Override
    public void close() throws IOException {
        Blocks written = blocks;
        blocks = null;
        try {
            if (written != null) {
                written.end();
            }
        } finally {
            super.close();
        }
    }

    /** Cuts the bytes of records into blocks. */
    private static final class Blocks {
        private final DataOutputViewStreamWrapper target;
        private final long bytesMax;
        private BlockInfo info = new BlockInfo();
        private long bytes;

        Blocks(DataOutputViewStreamWrapper target, long blockSize) {
            this.target = target;
            this.bytesMax = blockSize - info.getInfoSize();
        }

        void add(byte[] record) throws IOException {
            if (bytes == bytesMax) {
                endBlock();
            }
            if (info.getRecordCount() == 0) {
                info.setFirstRecordStart(bytes);
            }
            info.setRecordCount(info.getRecordCount() + 1);
            info.setAccumulatedRecordCount(info.getAccumulatedRecordCount() + 1);
            int written = 0;
            while (written < record.length) {
                if (bytes == bytesMax) {
                    endBlock();
                }
                int fits = (int) Math.min(record.length - written, bytesMax - bytes);
                target.write(record, written, fits);
                written += fits;
                bytes += fits;
            }
        }

        private void endBlock() throws IOException {
            info.write(target);
            BlockInfo next = new BlockInfo();
            next.setAccumulatedRecordCount(info.getAccumulatedRecordCount());
            info = next;
            bytes = 0;
        }

        void end() throws IOException {
            if (bytes > 0 || info.getRecordCount() > 0) {
                endBlock();
            }
            target.flush();
        }
    }
}
