package io.millrace.types.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.memory.DataInputDeserializer;
import io.millrace.dataflow.memory.DataOutputSerializer;
import io.millrace.dataflow.memory.MemorySegment;
import io.millrace.dataflow.memory.MemorySegmentFactory;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.AtomicType;
import io.millrace.dataflow.types.BasicTypeInfo;
import io.millrace.dataflow.types.ByteValue;
import io.millrace.dataflow.types.CharValue;
import io.millrace.dataflow.types.IntValue;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.types.NormalizableKey;
import io.millrace.dataflow.types.ShortValue;
import io.millrace.dataflow.types.StringValue;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.TypeComparator;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.testing.seeds.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Comparators as users ask types for them. */
class ValueComparatorTest {
    private static final ExecutionConfig CONFIG = new ExecutionConfig();
    private static final TupleTypeInfo<Tuple3<Integer, Tuple2<String, Long>, Double>> TYPE =
            new TupleTypeInfo<>(Types.INT, Types.TUPLE(Types.STRING, Types.LONG), Types.DOUBLE);

    private static Tuple3<Integer, Tuple2<String, Long>, Double> record(Random random) {
        return Tuple3.of(
                random.nextInt(3) - 1,
                Tuple2.of("abc".substring(random.nextInt(3)), (long) random.nextInt(4) - 2),
                random.nextInt(4) / 2.0 - 1);
    }

    @ParameterizedTest
    @Seeds(20)
    void fieldsOrderRecordsAsTheyAreAndAsBytes(long seed) throws Exception {
        Random random = new Random(seed);
        boolean[] ascending = {random.nextBoolean(), random.nextBoolean()};
        TypeComparator<Tuple3<Integer, Tuple2<String, Long>, Double>> comparator =
                TYPE.createComparator(new int[] {2, 0}, ascending, 0, CONFIG);
        TypeSerializer<Tuple3<Integer, Tuple2<String, Long>, Double>> serializer = TYPE.createSerializer(CONFIG);
        for (int i = 0; i < 200; i++) {
            var a = record(random);
            var b = record(random);
            int byLong = Long.compare(a.f1.f1, b.f1.f1) * (ascending[0] ? 1 : -1);
            int expected = byLong != 0 ? byLong : Integer.compare(a.f0, b.f0) * (ascending[1] ? 1 : -1);

            assertThat(comparator.compare(a, b)).isEqualTo(expected);
            DataOutputSerializer left = new DataOutputSerializer(64);
            serializer.serialize(a, left);
            DataOutputSerializer right = new DataOutputSerializer(64);
            serializer.serialize(b, right);
            assertThat(comparator.compareSerialized(
                            new DataInputDeserializer(left.getCopyOfBuffer()),
                            new DataInputDeserializer(right.getCopyOfBuffer())))
                    .isEqualTo(expected);
            assertNormalised(comparator, a, b, expected);
            comparator.setReference(a);
            assertThat(comparator.equalToReference(b)).isEqualTo(expected == 0);
            TypeComparator<Tuple3<Integer, Tuple2<String, Long>, Double>> other = comparator.duplicate();
            other.setReference(b);
            assertThat(other.compareToReference(comparator)).isEqualTo(expected);
            if (expected == 0) {
                assertThat(comparator.hash(a)).isEqualTo(comparator.hash(b));
            }
        }
    }

    private static <T> void assertNormalised(TypeComparator<T> comparator, T a, T b, int expected) {
        int bytes = Math.min(comparator.getNormalizeKeyLen(), 8);
        MemorySegment left = MemorySegmentFactory.allocateUnpooledSegment(bytes + 1);
        MemorySegment right = MemorySegmentFactory.allocateUnpooledSegment(bytes + 1);
        comparator.putNormalizedKey(a, left, 1, bytes);
        comparator.putNormalizedKey(b, right, 1, bytes);
        int order = left.compare(right, 1, 1, bytes);
        int turned = comparator.invertNormalizedKey() ? -order : order;
        if (turned != 0 || !comparator.isNormalizedKeyPrefixOnly(bytes)) {
            assertThat(Integer.signum(turned)).isEqualTo(expected);
        }
    }

    @Test
    void keysAreTakenOutWithTheirComparators() {
        TypeComparator<Tuple3<Integer, Tuple2<String, Long>, Double>> comparator =
                TYPE.createComparator(new int[] {1, 3}, new boolean[] {true, false}, 0, CONFIG);
        Object[] keys = new Object[3];

        assertThat(comparator.extractKeys(Tuple3.of(1, Tuple2.of("x", 2L), 3.0), keys, 1))
                .isEqualTo(2);
        assertThat(keys).containsExactly(null, "x", 3.0);
        assertThat(comparator.getFlatComparators()).hasSize(2);
        assertThat(flat(comparator, 0).compare("a", "b")).isNegative();
        assertThat(flat(comparator, 1).compare(1.0, 2.0)).isPositive();
    }

    @SuppressWarnings("unchecked")
    private static TypeComparator<Object> flat(TypeComparator<?> comparator, int at) {
        return comparator.getFlatComparators()[at];
    }

    @ParameterizedTest
    @Seeds(10)
    void atomsHaveNormalisedKeys(long seed) {
        Random random = new Random(seed);
        assertAtom(BasicTypeInfo.INT_TYPE_INFO, random.nextInt(), random.nextInt());
        assertAtom(BasicTypeInfo.LONG_TYPE_INFO, random.nextLong(), random.nextLong());
        assertAtom(BasicTypeInfo.DOUBLE_TYPE_INFO, random.nextGaussian(), random.nextGaussian());
        assertAtom(BasicTypeInfo.STRING_TYPE_INFO, "a" + random.nextInt(30), "a" + random.nextInt(30));
    }

    private static <T extends Comparable<T>> void assertAtom(AtomicType<T> type, T a, T b) {
        for (boolean ascending : new boolean[] {true, false}) {
            TypeComparator<T> comparator = type.createComparator(ascending, CONFIG);
            int expected = Integer.signum(a.compareTo(b)) * (ascending ? 1 : -1);
            assertThat(comparator.supportsNormalizedKey()).isTrue();
            assertThat(Integer.signum(comparator.compare(a, b))).isEqualTo(expected);
            assertNormalised(comparator, a, b, expected);
        }
    }

    @ParameterizedTest
    @Seeds(20)
    void valuesHaveNormalisedKeys(long seed) {
        Random random = new Random(seed);
        assertValue(new IntValue(random.nextInt()), new IntValue(random.nextInt()));
        assertValue(new LongValue(random.nextLong()), new LongValue(random.nextLong()));
        assertValue(new ShortValue((short) random.nextInt()), new ShortValue((short) random.nextInt()));
        assertValue(new ByteValue((byte) random.nextInt()), new ByteValue((byte) random.nextInt()));
        assertValue(new CharValue((char) random.nextInt()), new CharValue((char) random.nextInt()));
        assertValue(text(random), text(random));
    }

    private static StringValue text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append((char) (random.nextInt(1 << 16) >> random.nextInt(16)));
        }
        return new StringValue(text);
    }

    private static <T extends NormalizableKey<T>> void assertValue(T a, T b) {
        for (int bytes : new int[] {1, 3, 12}) {
            MemorySegment left = MemorySegmentFactory.allocateUnpooledSegment(bytes);
            MemorySegment right = MemorySegmentFactory.allocateUnpooledSegment(bytes);
            a.copyNormalizedKey(left, 0, bytes);
            b.copyNormalizedKey(right, 0, bytes);
            int order = Integer.signum(left.compare(right, 0, 0, bytes));
            if (order != 0 || (bytes >= a.getMaxNormalizedKeyLen())) {
                assertThat(order).as(a + " and " + b).isEqualTo(Integer.signum(a.compareTo(b)));
            }
        }
    }
}
