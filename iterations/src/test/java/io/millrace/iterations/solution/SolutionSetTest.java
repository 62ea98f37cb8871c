package io.millrace.iterations.solution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.SpillFailedException;
import io.millrace.dataflow.contract.SpillFiles;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.testing.seeds.Seeds;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;

class SolutionSetTest {
    /** A key of which many have one hash. */
    record Key(int number, int hash) {
        @Override
        public int hashCode() {
            return hash;
        }
    }

    private static final TypeInformation<Tuple2<Key, String>> KEYED =
            Types.TUPLE(TypeInformation.of(Key.class), Types.STRING);
    private static final TypeInformation<Tuple2<Long, Long>> NUMBERS = Types.TUPLE(Types.LONG, Types.LONG);

    private static <K, T> SolutionSet<K, T> managed(
            TypeInformation<T> type, KeySelector<T, K> keys, Memory memory, SpillFiles files) {
        SpillSpace space = new SpillSpace("op", "the solution set of a test", memory, files);
        return SolutionSet.managed(space, keys, serializer(type), memory.limit());
    }

    private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }

    private static <T> List<T> all(SolutionSet<?, T> set) throws Exception {
        List<T> all = new ArrayList<>();
        SolutionSet.Records<T> records = set.records();
        while (records.next()) {
            all.add(records.record());
        }
        return all;
    }

    @ParameterizedTest
    @Seeds(200)
    void isAHashMapWhateverTheLengthsTheHashesAndThePages(long seed, int size) throws Exception {
        Random random = new Random(seed);
        Memory memory = new Memory(64 << random.nextInt(6), random.nextInt(2 + size));
        boolean managed = random.nextInt(10) > 0;
        SolutionSet<Key, Tuple2<Key, String>> set = managed
                ? managed(KEYED, record -> record.f0, memory, memory)
                : SolutionSet.unmanaged(record -> record.f0);
        int keys = 1 + random.nextInt(1 + size * 10);
        int hashes = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(8);
        int longest = random.nextBoolean() ? 20 : 2_000;
        Map<Key, Tuple2<Key, String>> model = new HashMap<>();

        // The initial set has duplicates; then look-ups and updates mix; some records have no value at all.
        for (int step = random.nextInt(1 + size * 30); step > 0; step--) {
            int number = random.nextInt(keys);
            Key key = new Key(number, Integer.hashCode(number * 31) % hashes);
            if (random.nextInt(3) == 0) {
                assertThat(set.get(key)).isEqualTo(model.get(key));
            } else {
                Tuple2<Key, String> record = Tuple2.of(key, value(random, longest));
                set.put(record);
                model.put(key, record);
            }
            if (random.nextInt(1 + size * 10) == 0) {
                assertSameRecords(set, model);
            }
        }

        assertThat(set.size()).isEqualTo(model.size());
        assertSameRecords(set, model);
        for (int number = 0; number < keys; number++) {
            Key key = new Key(number, Integer.hashCode(number * 31) % hashes);
            assertThat(set.get(key)).isEqualTo(model.get(key));
        }
        set.close();
        assertThat(memory.used()).isZero();
        assertThat(memory.files).isEmpty();
    }

    private static void assertSameRecords(
            SolutionSet<Key, Tuple2<Key, String>> set, Map<Key, Tuple2<Key, String>> model) throws Exception {
        List<Tuple2<Key, String>> all = all(set);
        Map<Key, Tuple2<Key, String>> byKey = new HashMap<>();
        all.forEach(record -> byKey.put(record.f0, record));
        assertThat(byKey).isEqualTo(model);
        assertThat(all).hasSize(model.size());
    }

    private static @Nullable String value(Random random, int longest) {
        int length = random.nextInt(20) == 0 ? random.nextInt(longest) : random.nextInt(20);
        return random.nextInt(10) == 0 ? null : "x".repeat(length) + random.nextInt(10);
    }

    @ParameterizedTest
    @Seeds(20)
    void holdsNumbersThatAreManyTimesItsMemoryAndUpdatesThemWhereTheyLie(long seed) throws Exception {
        Random random = new Random(seed);
        Memory memory = new Memory(1024, 4 + random.nextInt(8));
        SolutionSet<Long, Tuple2<Long, Long>> set = managed(NUMBERS, record -> record.f0, memory, memory);
        int count = 5_000;
        for (long key = 0; key < count; key++) {
            set.put(Tuple2.of(key * 7, key));
        }
        long spilled = set.spilledBytes();
        assertThat(spilled).isGreaterThan(count * 16L);
        for (int round = 0; round < 3; round++) {
            for (long key = 0; key < count; key += 1 + random.nextInt(10)) {
                Tuple2<Long, Long> record = set.get(key * 7);
                assertThat(record).isNotNull();
                set.put(Tuple2.of(record.f0, record.f1 + count));
            }
        }

        // Records of one length leave no waste: the file does not grow with the updates.
        assertThat(set.spilledBytes()).isEqualTo(spilled);
        assertThat(set.size()).isEqualTo(count);
        assertThat(all(set))
                .hasSize(count)
                .allSatisfy(record -> assertThat(record.f1 % count).isEqualTo(record.f0 / 7));
        assertThat(memory.used()).isLessThanOrEqualTo(memory.limit());
        set.close();
        assertThat(memory.used()).isZero();
    }

    @Test
    void usesAgainTheBytesOfRecordsThatGrew() throws Exception {
        Memory memory = new Memory(1024, 8);
        SolutionSet<Integer, Tuple2<Integer, String>> set =
                managed(Types.TUPLE(Types.INT, Types.STRING), record -> record.f0, memory, memory);
        for (int round = 0; round < 400; round++) {
            for (int key = 0; key < 50; key++) {
                set.put(Tuple2.of(key, "x".repeat((round * 7 + key * 13) % 90)));
            }
        }
        assertThat(all(set)).hasSize(50);
        // 20,000 updates of 45 bytes on average, in 8 KiB and a file of a few pages.
        assertThat(set.spilledBytes()).isLessThan(32 * 1024);
        set.close();
    }

    @Test
    void refusesARecordWithoutAKey() throws Exception {
        for (int pages : new int[] {0, 100}) {
            Memory memory = new Memory(1024, pages);
            SolutionSet<Key, Tuple2<Key, String>> set = managed(KEYED, record -> record.f0, memory, memory);
            assertThatThrownBy(() -> set.put(Tuple2.of(null, "v")))
                    .isInstanceOf(NullFieldException.class)
                    .hasMessageContaining("the solution set")
                    .hasMessageContaining("v");
            set.close();
        }
    }

    @Test
    void saysThatAByteOnDiskIsNotWhatWasWritten() throws Exception {
        Memory memory = new Memory(256, 2);
        SolutionSet<Long, Tuple2<Long, Long>> set = managed(NUMBERS, record -> record.f0, memory, memory);
        for (long key = 0; key < 200; key++) {
            set.put(Tuple2.of(key, key));
        }
        Path file = memory.files.get(0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long at = 100; at < channel.size(); at += 256) {
                channel.write(ByteBuffer.wrap(new byte[] {0x7F, 0x7E}), at);
            }
        }
        assertThatThrownBy(() -> all(set))
                .isInstanceOf(SpillFailedException.class)
                .hasMessageContaining("operator 'op': the solution set of a test cannot read its spill file " + file)
                .hasMessageContaining("checksum");
        set.close();
        assertThat(memory.used()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesFileOperatorAndSettingWhenTheDiskIsFull() throws Exception {
        SpillFiles full = new SpillFiles() {
            @Override
            public Path create(String purpose) {
                return Path.of("/dev/full");
            }

            @Override
            public void delete(Path file) {}
        };
        Memory memory = new Memory(256, 2);
        SolutionSet<Long, Tuple2<Long, Long>> set = managed(NUMBERS, record -> record.f0, memory, full);
        assertThatThrownBy(() -> {
                    for (long key = 0; key < 1_000; key++) {
                        set.put(Tuple2.of(key, key));
                    }
                })
                .isInstanceOf(SpillFailedException.class)
                .hasMessageContaining("'op'")
                .hasMessageContaining("/dev/full")
                .hasMessageContaining("'io.tmp.dirs'");
        set.close();
        assertThat(memory.used()).isZero();
    }
}
