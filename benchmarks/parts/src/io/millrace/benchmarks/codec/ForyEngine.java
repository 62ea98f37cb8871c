package io.millrace.benchmarks.codec;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import org.apache.fory.Fory;
import org.apache.fory.config.Language;
import org.apache.fory.memory.MemoryBuffer;

/** Fory as fast as it can be told to be: classes registered, no references tracked, code made before it is measured. */
final class ForyEngine implements Engine {
    private final Object[] records;
    private final Fory fory;
    private final MemoryBuffer buffer = MemoryBuffer.newHeapBuffer(1 << 16);

    ForyEngine(String kind) {
        records = Records.of(random -> switch (kind) {
            case "tuple2" -> Tuple2.of(random.nextLong(), random.nextLong());
            case "tuple3" -> Tuple3.of(Records.word(random), random.nextInt(), random.nextDouble());
            case "pojo" -> Records.visit(random);
            default -> Records.visitRecord(random);
        });
        fory = Fory.builder()
                .withLanguage(Language.JAVA)
                .requireClassRegistration(true)
                .withRefTracking(false)
                .withAsyncCompilation(false)
                .build();
        fory.register(records[0].getClass());
    }

    @Override
    public Object roundTrip() {
        buffer.writerIndex(0);
        buffer.readerIndex(0);
        for (Object record : records) {
            fory.serialize(buffer, record);
        }
        Object last = records;
        for (int i = 0; i < records.length; i++) {
            last = fory.deserialize(buffer);
        }
        return last;
    }

    @Override
    public Object copy() {
        Object last = records;
        for (Object record : records) {
            last = fory.copy(record);
        }
        return last;
    }
}
