package io.millrace.types.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.memory.DataInputDeserializer;
import io.millrace.dataflow.memory.DataOutputSerializer;
import io.millrace.dataflow.types.GenericTypeInfo;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenericClassesTest {
    /** Of the job. */
    static final class Holder {
        final Object held;

        Holder(Object held) {
            this.held = held;
        }
    }

    private static Object copied(Object held) throws IOException {
        TypeSerializer<Holder> serializer = Serializers.of(new GenericTypeInfo<>(Holder.class));
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(new Holder(held), out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())).held;
    }

    @Test
    void classesOfTheJobAndDataOfTheJdkAreTaken() throws Exception {
        BitSet bits = new BitSet();
        bits.set(3);
        for (Object held : List.of(bits, new TreeMap<>(java.util.Map.of("a", 1)), new int[] {1}, new String[] {"a"})) {
            assertThat(copied(held)).isEqualTo(held);
        }
        assertThat(((Holder) copied(new Holder("inner"))).held).isEqualTo("inner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.reflect.Method",
                "java.rmi.server.UnicastRemoteObject",
                "javax.naming.InitialContext",
                "com.sun.rowset.JdbcRowSetImpl",
                "[Ljava.lang.reflect.Method;"
            })
    void whatDoesSomethingIsRefused(String name) {
        assertThatThrownBy(() -> GenericClasses.check(name)).hasMessageContaining("transient");
    }

    /** A field that is declared as what anything may be. */
    static final class Loose {
        final java.io.Serializable held = "text";
        final Comparable<?> compared = 1;
    }

    @Test
    void fieldsOfPlainInterfacesAreTaken() throws IOException {
        TypeSerializer<Loose> serializer = Serializers.of(new GenericTypeInfo<>(Loose.class));
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(serializer.copy(new Loose()), out);
        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .usingRecursiveComparison()
                .isEqualTo(new Loose());
    }

    @Test
    void theErrorNamesTheClass() throws Exception {
        Constructor<?> constructor = Object.class.getConstructor();
        assertThatThrownBy(() -> copied(constructor))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("java.lang.reflect.Constructor");
    }
}
