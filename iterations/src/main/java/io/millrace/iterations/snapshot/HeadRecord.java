package io.millrace.iterations.snapshot;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.iterations.snapshot.SuperstepLog.Kind;
import java.io.DataInput;
import java.io.IOException;

/**
 * What a snapshot has of a loop besides its records.
 *
 * @param aggregates of the superstep after which it was taken
 * @param accumulators all that was counted until then; in the first part only
 */
record HeadRecord(byte[] aggregates, byte[] accumulators) {
    /** Lengths of 4 bytes before the bytes. */
    void write(PartWriter to, TypeSerializer<byte[]> bytes) throws IOException {
        to.write(Kind.HEAD, aggregates, bytes);
        to.write(Kind.HEAD, accumulators, bytes);
    }

    static HeadRecord read(Block block, TypeSerializer<byte[]> bytes) throws Exception {
        byte[][] both = new byte[2][];
        int[] next = new int[1];
        Block.RecordReader reader = (DataInput in) -> both[next[0]++] = bytes.deserialize(in);
        block.read(reader);
        return new HeadRecord(both[0], both[1]);
    }
}
