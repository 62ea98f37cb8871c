package io.millrace.types.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.BasicTypeInfo;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.Row;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SerializersTest {

    record Point(int x, int y) {}

    static class Node {
        public @Nullable Node next;
        public int value;
    }

    static class Labelled extends Tuple2<String, Integer> {
        private static final long serialVersionUID = 1L;
    }

    private static <T> byte[] write(TypeInformation<T> type, T record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Serializers.of(type).serialize(record, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static <T> T read(TypeInformation<T> type, byte[] bytes) throws IOException {
        return Serializers.of(type).deserialize(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void writesTheLayoutsThatAreDocumented() throws IOException {
        assertThat(write(Types.STRING, "aé")).containsExactly(5, 'a', 0xe9);
        assertThat(write(Types.STRING, "\u20ac")).containsExactly(4, 0x20, 0xac);
        assertThat(write(Types.STRING, "")).containsExactly(1);
        assertThat(write(Types.TUPLE(Types.STRING, Types.INT), Tuple2.of("a", 258)))
                .containsExactly(3, 'a', 0, 0, 1, 2);
        assertThat(write(Types.LIST(Types.BYTE), Arrays.asList((byte) 7, null))).containsExactly(5, 1, 7, 0);
        assertThat(write(TypeInformation.of(Point.class), new Point(1, 2)))
                .containsExactly(1, 0, 0, 0, 0, 1, 0, 0, 0, 2);
        assertThat(write(LateBoundTypeInfo.any(), "a")).containsExactly(2, 3, 'a');
    }

    @Test
    void namesAClassOncePerStreamWithADictionary() throws IOException {
        TypeSerializer<Object> serializer = Serializers.of(LateBoundTypeInfo.any());
        ClassDictionary.Output out = new ClassDictionary.Output(1);
        serializer.serialize(new Point(1, 2), out);
        int first = out.size();
        serializer.serialize(new Point(3, 4), out);
        serializer.serialize(List.of(), out);
        serializer.serialize(new Point(5, 6), out);
        assertThat(out.size()).isGreaterThan(2 * 10 + first);
        assertThat(first).isGreaterThan(Point.class.getName().length());
        assertThat(out.toByteArray()[first]).isEqualTo((byte) 64);

        ClassDictionary.Input in = new ClassDictionary.Input(new ByteArrayInputStream(out.toByteArray()));
        TypeSerializer<Object> reader = serializer.duplicate();
        assertThat(reader.deserialize(in)).isEqualTo(new Point(1, 2));
        assertThat(reader.deserialize(in)).isEqualTo(new Point(3, 4));
        assertThat(reader.deserialize(in)).isEqualTo(List.of());
        assertThat(reader.deserialize(in)).isEqualTo(new Point(5, 6));
    }

    @Test
    void refusesANullFieldOfATupleWhereItsTypeHasNoNull() throws IOException {
        TypeInformation<Tuple2<String, Integer>> type = Types.TUPLE(Types.STRING, Types.INT);
        assertThatThrownBy(() -> write(type, new Tuple2<>("a", null)))
                .isInstanceOf(NullFieldException.class)
                .hasMessageContaining("Field 1 is null");
        assertThat(read(type, write(type, new Tuple2<>(null, 1)))).isEqualTo(new Tuple2<>(null, 1));
        assertThat(Serializers.of(type).copy(new Tuple2<>(null, null))).isEqualTo(new Tuple2<>(null, null));
    }

    @Test
    void keepsTheClassOfATuplesSubclassInACopy() {
        Labelled labelled = new Labelled();
        labelled.f0 = "a";
        labelled.f1 = 1;
        TypeInformation<Tuple2<String, Integer>> type = Types.TUPLE(Types.STRING, Types.INT);
        assertThat(Serializers.of(type).copy(labelled))
                .isInstanceOf(Labelled.class)
                .isNotSameAs(labelled);
    }

    @Test
    void keepsSharedAndCyclicReferencesOfGenericClasses() throws IOException {
        Node node = new Node();
        node.value = 5;
        node.next = node;
        TypeInformation<Node> type = Types.GENERIC(Node.class);
        Node back = read(type, write(type, node));
        assertThat(back.next).isSameAs(back);
        Node copy = Serializers.of(type).copy(node);
        assertThat(copy.next).isSameAs(copy);
        assertThat(copy.value).isEqualTo(5);
    }

    @Test
    void sharesWhatCannotChange() {
        Point point = new Point(1, 2);
        Duration duration = Duration.ofSeconds(1);
        assertThat(Serializers.of(TypeInformation.of(Point.class)).isImmutableType())
                .isTrue();
        TypeSerializer<Object> late = Serializers.of(LateBoundTypeInfo.any());
        assertThat(late.copy(point)).isSameAs(point);
        assertThat(late.copy(duration)).isSameAs(duration);
        List<String> list = new ArrayList<>(List.of("a"));
        assertThat(late.copy(list)).isEqualTo(list).isNotSameAs(list);
        assertThat(late.copy(Optional.of(list))).isEqualTo(Optional.of(list));
        assertThat(late.copy(Collections.unmodifiableList(list))).isEqualTo(list);
    }

    @Test
    void refusesGenericTypesIfTheJobForbidsThem() {
        SerializerConfig config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        assertThatThrownBy(() -> Types.LIST(Types.GENERIC(Node.class)).createSerializer(config))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Generic types have been disabled")
                .hasMessageContaining(Node.class.getName());
    }

    @Test
    void takesRowsByNameForATypeWithNames() throws IOException {
        TypeInformation<Row> type = Types.ROW_NAMED(new String[] {"word", "count"}, Types.STRING, Types.INT);
        Row byName = Row.withNames();
        byName.setField("count", 3);
        byName.setField("word", "a");
        assertThat(read(type, write(type, byName))).isEqualTo(Row.of("a", 3));
        byName.setField("more", 1);
        assertThatThrownBy(() -> write(type, byName)).hasMessageContaining("more");
        assertThatThrownBy(() -> write(type, Row.of(1)))
                .hasMessageContaining("expected=2")
                .hasMessageContaining("actual=1");
    }

    @Test
    void believesNoLength() {
        byte[] twoGigabytes = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
        assertThatThrownBy(() -> read(Types.STRING, twoGigabytes)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(Types.LIST(Types.INT), twoGigabytes)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(TypeInformation.of(long[].class), twoGigabytes))
                .isInstanceOf(IOException.class);
        byte[] tooLong = {-1, -1, -1, -1, -1, -1, -1, -1};
        assertThatThrownBy(() -> read(Types.STRING, tooLong)).isInstanceOf(IOException.class);
    }

    @Test
    void endsWithAnErrorInRecordsThatHoldRecordsForEver() {
        byte[] listInList = new byte[100_000];
        int arrayList = WellKnownClasses.tagOf(ArrayList.class);
        for (int i = 0; i < listInList.length; i += 2) {
            listInList[i] = (byte) arrayList;
            listInList[i + 1] = 2;
        }
        assertThatThrownBy(() -> read(LateBoundTypeInfo.any(), listInList))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within each other");
    }

    @Test
    void namesAnUnknownClassAndConstant() throws IOException {
        byte[] unknown = write(Types.STRING, "no.such.Class");
        byte[] named = new byte[unknown.length + 1];
        named[0] = 1;
        System.arraycopy(unknown, 0, named, 1, unknown.length);
        assertThatThrownBy(() -> read(LateBoundTypeInfo.any(), named))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no.such.Class");
        byte[] violet = write(Types.STRING, "VIOLET");
        assertThatThrownBy(() -> read(Types.ENUM(RandomRecords.Colour.class), violet))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("VIOLET")
                .hasMessageContaining("RED");
    }

    @Test
    void keepsItsTagsForEver() {
        assertThat(WellKnownClasses.tagOf(String.class)).isEqualTo(2);
        assertThat(WellKnownClasses.tagOf(Object[].class)).isEqualTo(28);
        assertThat(WellKnownClasses.tagOf(Tuple2.class)).isEqualTo(31);
        assertThat(WellKnownClasses.tagOf(Point.class)).isZero();
    }

    /** A type of the user's own, with a serialiser of his own. */
    private static final class Custom extends BasicTypeInfo<String> {
        private static final long serialVersionUID = 1L;

        Custom() {
            super(String.class);
        }

        @Override
        public TypeSerializer<String> createSerializer(SerializerConfig config) {
            return Serializers.of(Types.STRING);
        }
    }

    @Test
    void usesTheSerialiserThatAUsersTypeBrings() throws IOException {
        TypeInformation<List<String>> type = Types.LIST(new Custom());
        assertThat(read(type, write(type, List.of("a", "b")))).containsExactly("a", "b");
    }
}
