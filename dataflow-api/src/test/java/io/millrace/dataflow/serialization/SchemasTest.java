package io.millrace.dataflow.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.Types;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemasTest {
    /** {@code "word 3"}. */
    private static final class Counted extends AbstractDeserializationSchema<Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<String, Integer> deserialize(byte[] message) {
            String[] parts = new String(message, StandardCharsets.UTF_8).split(" ");
            return Tuple2.of(parts[0], Integer.valueOf(parts[1]));
        }
    }

    /** Its type is known to its maker only. */
    private static final class Nothing<T> extends AbstractDeserializationSchema<T> {
        private static final long serialVersionUID = 1L;

        Nothing(Class<T> type) {
            super(type);
        }

        Nothing(TypeHint<T> type) {
            super(type);
        }

        @Override
        public T deserialize(byte[] message) {
            return null;
        }
    }

    @Test
    void findsTheTypeInTheSubclass() {
        Counted schema = new Counted();
        assertThat(schema.getProducedType()).isEqualTo(Types.TUPLE(Types.STRING, Types.INT));
        assertThat(schema.deserialize("word 3".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Tuple2.of("word", 3));
        assertThat(schema.isEndOfStream(Tuple2.of("word", 3))).isFalse();
    }

    @Test
    void takesTheTypeThatItIsGiven() {
        assertThat(new Nothing<>(String.class).getProducedType()).isEqualTo(Types.STRING);
        assertThat(new Nothing<>(new TypeHint<List<Long>>() {}).getProducedType())
                .isEqualTo(Types.LIST(Types.LONG));
    }
}
