package io.millrace.benchmarks.codec;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

final class FlinkEngine implements Engine {
    private final Object[] records;
    private final TypeSerializer<Object> serializer;
    private final DataOutputSerializer output = new DataOutputSerializer(1 << 16);
    private final DataInputDeserializer input = new DataInputDeserializer();

    @SuppressWarnings("unchecked")
    FlinkEngine(String kind) {
        records = Records.of(random -> switch (kind) {
            case "tuple2" -> Tuple2.of(random.nextLong(), random.nextLong());
            case "tuple3" -> Tuple3.of(Records.word(random), random.nextInt(), random.nextDouble());
            case "pojo" -> Records.visit(random);
            default -> Records.visitRecord(random);
        });
        TypeInformation<?> type = switch (kind) {
            case "tuple2" -> TypeInformation.of(new TypeHint<Tuple2<Long, Long>>() {});
            case "tuple3" -> TypeInformation.of(new TypeHint<Tuple3<String, Integer, Double>>() {});
            default -> TypeInformation.of(records[0].getClass());
        };
        serializer = (TypeSerializer<Object>) type.createSerializer(new SerializerConfigImpl());
        String expected = kind.startsWith("tuple") ? "TupleSerializer" : "PojoSerializer";
        if (!serializer.getClass().getSimpleName().equals(expected)) {
            throw new IllegalStateException("expected=" + expected + ", actual=" + serializer.getClass());
        }
    }

    @Override
    public Object roundTrip() throws Exception {
        output.clear();
        for (Object record : records) {
            serializer.serialize(record, output);
        }
        input.setBuffer(output.getSharedBuffer(), 0, output.length());
        Object last = records;
        for (int i = 0; i < records.length; i++) {
            last = serializer.deserialize(input);
        }
        return last;
    }

    @Override
    public Object copy() {
        Object last = records;
        for (Object record : records) {
            last = serializer.copy(record);
        }
        return last;
    }
}
