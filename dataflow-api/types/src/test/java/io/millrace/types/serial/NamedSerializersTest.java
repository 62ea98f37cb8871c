package io.millrace.types.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.types.IntValue;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.types.runtime.kryo.KryoSerializer;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.base.BooleanSerializer;
import io.millrace.dataflow.typeutils.base.DateSerializer;
import io.millrace.dataflow.typeutils.base.EnumSerializer;
import io.millrace.dataflow.typeutils.base.IntSerializer;
import io.millrace.dataflow.typeutils.base.IntValueSerializer;
import io.millrace.dataflow.typeutils.base.ListSerializer;
import io.millrace.dataflow.typeutils.base.LocalDateTimeSerializer;
import io.millrace.dataflow.typeutils.base.LongSerializer;
import io.millrace.dataflow.typeutils.base.MapSerializer;
import io.millrace.dataflow.typeutils.base.SqlTimestampSerializer;
import io.millrace.dataflow.typeutils.base.StringSerializer;
import io.millrace.dataflow.typeutils.base.VoidSerializer;
import io.millrace.dataflow.typeutils.base.array.BytePrimitiveArraySerializer;
import io.millrace.dataflow.typeutils.base.array.StringArraySerializer;
import io.millrace.dataflow.util.InstantiationUtil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NamedSerializersTest {
    /** A transaction as sinks keep them: no plain type, no default constructor. */
    static final class Transaction {
        private final String file;

        Transaction(String file) {
            this.file = file;
        }
    }

    static Stream<Arguments> values() {
        Map<String, Long> map = new HashMap<>();
        map.put("a", 1L);
        map.put("b", null);
        return Stream.of(
                Arguments.of(StringSerializer.INSTANCE, "text"),
                Arguments.of(LongSerializer.INSTANCE, -5L),
                Arguments.of(IntSerializer.INSTANCE, 7),
                Arguments.of(BooleanSerializer.INSTANCE, true),
                Arguments.of(DateSerializer.INSTANCE, new Date(12)),
                Arguments.of(SqlTimestampSerializer.INSTANCE, new Timestamp(12)),
                Arguments.of(LocalDateTimeSerializer.INSTANCE, LocalDateTime.of(2020, 1, 2, 3, 4, 5)),
                Arguments.of(IntValueSerializer.INSTANCE, new IntValue(9)),
                Arguments.of(BytePrimitiveArraySerializer.INSTANCE, new byte[] {1, 2}),
                Arguments.of(StringArraySerializer.INSTANCE, new String[] {"a", "b"}),
                Arguments.of(new EnumSerializer<>(TimeUnit.class), TimeUnit.HOURS),
                Arguments.of(new ListSerializer<>(StringSerializer.INSTANCE), new ArrayList<>(List.of("x", "y"))),
                Arguments.of(new MapSerializer<>(StringSerializer.INSTANCE, LongSerializer.INSTANCE), map));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aNamedSerializerReadsWhatItWroteAlsoAfterItWasShipped(TypeSerializer<Object> serializer, Object value)
            throws Exception {
        byte[] shipped = InstantiationUtil.serializeObject(serializer);
        TypeSerializer<Object> there =
                InstantiationUtil.deserializeObject(shipped, getClass().getClassLoader());
        assertThat(there).isEqualTo(serializer).hasSameHashCodeAs(serializer);
        Object copy = serializer.duplicate().copy(value);
        assertThat(read(there, write(serializer, copy))).isEqualTo(value);
    }

    @Test
    void aNamedSerializerWritesWhatTheSerializerOfItsTypeWrites() throws IOException {
        assertThat(write(StringSerializer.INSTANCE, "text")).isEqualTo(write(Serializers.of(Types.STRING), "text"));
        assertThat(write(LongSerializer.INSTANCE, 3L)).isEqualTo(write(Serializers.of(Types.LONG), 3L));
        assertThat(LongSerializer.INSTANCE.getLength()).isEqualTo(8);
    }

    @Test
    @SuppressWarnings("NullAway") // Void has no other value than null
    void nothingIsWrittenAndReadAsNull() throws IOException {
        assertThat(read(VoidSerializer.INSTANCE, write(VoidSerializer.INSTANCE, null))).isNull();
    }

    @Test
    void theGenericSerializerTakesAnyClass() throws Exception {
        KryoSerializer<Transaction> serializer = new KryoSerializer<>(Transaction.class, new ExecutionConfig());
        byte[] shipped = InstantiationUtil.serializeObject(serializer);
        KryoSerializer<Transaction> there =
                InstantiationUtil.deserializeObject(shipped, getClass().getClassLoader());
        Transaction read = read(there, write(serializer.duplicate(), new Transaction("part-7")));
        assertThat(read.file).isEqualTo("part-7");
    }

    private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        serializer.serialize(value, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
        DataInputStream source = new DataInputStream(new ByteArrayInputStream(bytes));
        T value = serializer.deserialize(source);
        assertThat(source.read()).isEqualTo(-1);
        return value;
    }
}
