package io.millrace.benchmarks.codec;

import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.taskmanager.exchange.EngineBytes;

final class MillraceEngine implements Engine {
    private final Object[] records;
    private final TypeSerializer<Object> serializer;
    private final EngineBytes bytes = new EngineBytes(1 << 16);

    @SuppressWarnings("unchecked")
    MillraceEngine(String kind) {
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
    }

    @Override
    public Object roundTrip() throws Exception {
        return bytes.roundTrip(serializer, records);
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
