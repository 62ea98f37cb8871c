package io.millrace.dataflow.io;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What stands at the end of each block of a binary file.
 *
 * <pre>
 *   file   block, block, ... all as long as the block size; the last one may be shorter
 *   block  bytes of records, which go on in the next block where they do not fit | info
 *   info   long: records that begin in this block
 *          long: records that begin in this block and in all before it
 *          long: where the first of them begins, in bytes from the beginning of this block
 * </pre>
 *
 * So whoever begins to read at any block knows where records begin, and how many there are.
 */
public class BlockInfo implements IOReadableWritable {
    private static final int INFO_SIZE = 3 * Long.BYTES;

    private long recordCount;
    private long accumulatedRecordCount;
    private long firstRecordStart;

    public BlockInfo() {}

    /** In bytes. */
    public int getInfoSize() {
        return INFO_SIZE;
    }

    public long getRecordCount() {
        return recordCount;
    }

    public void setRecordCount(long recordCount) {
        this.recordCount = recordCount;
    }

    public long getAccumulatedRecordCount() {
        return accumulatedRecordCount;
    }

    public void setAccumulatedRecordCount(long accumulatedRecordCount) {
        this.accumulatedRecordCount = accumulatedRecordCount;
    }

    public long getFirstRecordStart() {
        return firstRecordStart;
    }

    public void setFirstRecordStart(long firstRecordStart) {
        this.firstRecordStart = firstRecordStart;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(recordCount);
        out.writeLong(accumulatedRecordCount);
        out.writeLong(firstRecordStart);
    }

    @Override
    public void read(DataInput in) throws IOException {
        recordCount = in.readLong();
        accumulatedRecordCount = in.readLong();
        firstRecordStart = in.readLong();
    }
}
