package io.millrace.taskmanager.exchange;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Buffers that come back from the network while the task fills others. */
public final class BatchWriterStress {
    private BatchWriterStress() {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeSerializer<Object> serializer() {
        return (TypeSerializer)
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO.createSerializer(new ExecutionConfig());
    }

    private static final TypeSerializer<Object> SERIALIZER = serializer();
    private static final int LARGE = BatchWriter.FULL_BYTES;

    private static byte[] record(int value) {
        byte[] record = new byte[LARGE];
        Arrays.fill(record, (byte) value);
        return record;
    }

    private static boolean holds(WrittenBatch batch, int value) {
        boolean all = true;
        for (int i = batch.length() - LARGE; i < batch.length(); i++) {
            all &= batch.bytes()[i] == value;
        }
        return all;
    }

    private static final byte[] ONES = record(1);
    private static final byte[] TWOS = record(2);

    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "each has its own bytes")
    @Outcome(expect = FORBIDDEN, desc = "bytes were changed before they were sent")
    @State
    public static class ABufferIsNotFilledBeforeItWasSent {
        private final BatchWriter writer = new BatchWriter(SERIALIZER, ExchangeCompression.NONE);
        private final WrittenBatch underWay;

        public ABufferIsNotFilledBeforeItWasSent() {
            writer.add(ONES, Output.NO_TIMESTAMP); // from the second on, buffers have the size that is kept
            writer.take();
            writer.add(ONES, Output.NO_TIMESTAMP);
            underWay = writer.take();
        }

        @Actor
        public void network(ZZ_Result found) {
            found.r1 = holds(underWay, 1);
            underWay.sent().run();
        }

        @Actor
        public void task(ZZ_Result found) {
            writer.add(TWOS, Output.NO_TIMESTAMP);
            found.r2 = holds(writer.take(), 2);
        }
    }
}
