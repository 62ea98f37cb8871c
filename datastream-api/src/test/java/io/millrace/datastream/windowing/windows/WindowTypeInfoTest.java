package io.millrace.datastream.windowing.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.types.GenericTypeInfo;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WindowTypeInfoTest {
    /** Has more than the windows that the engine makes. */
    private static final class NamedWindow extends TimeWindow {
        private static final long serialVersionUID = 1L;

        final String name;

        NamedWindow(String name, long start, long end) {
            super(start, end);
            this.name = name;
        }
    }

    private static byte[] written(TypeSerializer<Object> serializer, Object window) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        serializer.serialize(window, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Object again(TypeSerializer<Object> serializer, Object window) throws IOException {
        return serializer.deserialize(new DataInputStream(new ByteArrayInputStream(written(serializer, window))));
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializer<Object> serializer(TypeInformation<?> type) {
        return (TypeSerializer<Object>) type.createSerializer(new SerializerConfigImpl());
    }

    @Test
    void aTimeWindowIsSixteenBytes() throws Exception {
        TypeSerializer<Object> serializer = serializer(TypeInformation.of(TimeWindow.class));
        TimeWindow window = new TimeWindow(-5, Long.MAX_VALUE);
        assertThat(written(serializer, window)).hasSize(16);
        assertThat(again(serializer, window)).isEqualTo(window);
    }

    @Test
    void theGlobalWindowIsAByteAndStaysTheSameObject() throws Exception {
        TypeSerializer<Object> serializer = serializer(TypeInformation.of(GlobalWindow.class));
        assertThat(written(serializer, GlobalWindow.get())).hasSize(1);
        assertThat(again(serializer, GlobalWindow.get())).isSameAs(GlobalWindow.get());
        assertThatThrownBy(() -> serializer.deserialize(new DataInputStream(new ByteArrayInputStream(new byte[] {7}))))
                .hasMessageContaining("expected=0, actual=7");
    }

    /** In snapshots they are: the operator does not know which windows its assigner makes. */
    @Test
    void windowsWhoseTypeIsFoundLateNeedNoGenericSerialiser() throws Exception {
        SerializerConfig config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        TypeSerializer<Object> serializer = LateBoundTypeInfo.any().createSerializer(config);
        TimeWindow window = new TimeWindow(1, 2);
        assertThat(again(serializer, window)).isEqualTo(window);
        assertThat(again(serializer, GlobalWindow.get())).isSameAs(GlobalWindow.get());
    }

    @Test
    void aSubclassIsWrittenWithAllThatItHas() throws Exception {
        TypeInformation<NamedWindow> type = OutputTypes.ofRecordsOf(NamedWindow.class);
        assertThat(type).isEqualTo(new GenericTypeInfo<>(NamedWindow.class));
        Object read = again(serializer(LateBoundTypeInfo.any()), new NamedWindow("night", 1, 2));
        assertThat(read)
                .isInstanceOfSatisfying(
                        NamedWindow.class, named -> assertThat(named.name).isEqualTo("night"));
    }
}
