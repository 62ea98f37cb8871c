package io.millrace.types.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.functions.InvalidTypesException;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.WritableTypeInfo;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.key.KeyHash;
import io.millrace.types.key.KeyOrder;
import io.millrace.types.key.KeyTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.SplittableRandom;
import org.apache.hadoop.io.ArrayWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class WritablesTest {

    /** One that only this package sees. */
    static final class Celsius implements Writable {
        double degrees;

        @Override
        public void write(DataOutput out) throws IOException {
            out.writeDouble(degrees);
        }

        @Override
        public void readFields(DataInput in) throws IOException {
            degrees = in.readDouble();
        }
    }

    private static <T> T there(TypeInformation<T> type, T record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Serializers.of(type).serialize(record, new DataOutputStream(bytes));
        return Serializers.of(type).deserialize(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    @ParameterizedTest
    @Seeds(50)
    void comeBackEqualAlsoInsideTuplesAndWhereTheirTypeIsUnknown(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Text text = new Text("text " + random.nextLong());
        LongWritable number = new LongWritable(random.nextLong());
        MapWritable map = new MapWritable();
        map.put(text, number);

        assertThat(there(new WritableTypeInfo<>(Text.class), text)).isEqualTo(text);
        assertThat(there(new WritableTypeInfo<>(MapWritable.class), map)).isEqualTo(map);
        assertThat(there(
                        new TupleTypeInfo<Tuple2<Text, LongWritable>>(
                                new WritableTypeInfo<>(Text.class), new WritableTypeInfo<>(LongWritable.class)),
                        Tuple2.of(text, number)))
                .isEqualTo(Tuple2.of(text, number));
        assertThat(there(LateBoundTypeInfo.any(), (Object) Tuple2.of(text, 7))).isEqualTo(Tuple2.of(text, 7));
    }

    @Test
    void areFoundByTheirInterfaceNotTakenForPojos() {
        assertThat(TypeInformation.of(Text.class)).isEqualTo(new WritableTypeInfo<>(Text.class));
        assertThat(TypeInformation.of(Celsius.class)).isInstanceOf(WritableTypeInfo.class);
        assertThat(TypeInformation.of(Celsius.class).isKeyType()).isFalse();
        assertThat(TypeInformation.of(Writable.class)).isNotInstanceOf(WritableTypeInfo.class);
        assertThatThrownBy(() -> WritableTypeInfo.getWritableTypeInfo(Writable.class))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining("org.apache.hadoop.io.Writable");
    }

    @Test
    void aCopyIsAnObjectOfItsOwn() {
        TypeSerializer<Celsius> serializer = Serializers.of(TypeInformation.of(Celsius.class));
        Celsius original = new Celsius();
        original.degrees = 20.5;

        Celsius copy = serializer.copy(original);
        original.degrees = 0;

        assertThat(copy.degrees).isEqualTo(20.5);
    }

    @Test
    void theOnlyNullWritableStaysTheOnlyOne() throws IOException {
        assertThat(there(TypeInformation.of(NullWritable.class), NullWritable.get()))
                .isSameAs(NullWritable.get());
    }

    @Test
    void comparableOnesAreKeys() {
        TypeInformation<Text> type = TypeInformation.of(Text.class);

        assertThat(type.isKeyType()).isTrue();
        KeyTypes.checkHashable(type);
        assertThat(KeyHash.of(new Text("a"))).isEqualTo(KeyHash.of(new Text("a")));
        assertThat(KeyOrder.compare(new IntWritable(3), new IntWritable(5))).isNegative();
    }

    @Test
    void oneWithoutANullaryConstructorIsRefusedByName() {
        assertThatThrownBy(() -> Serializers.of(TypeInformation.of(ArrayWritable.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ArrayWritable")
                .hasMessageContaining("constructor without arguments");
    }

    @Test
    void bytesThatEndTooSoonAreAnError() {
        TypeSerializer<Text> serializer = Serializers.of(TypeInformation.of(Text.class));

        assertThatThrownBy(() -> serializer.deserialize(new DataInputStream(new ByteArrayInputStream(new byte[] {9}))))
                .isInstanceOf(EOFException.class);
    }
}
