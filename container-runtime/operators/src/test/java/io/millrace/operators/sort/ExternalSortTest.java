package io.millrace.operators.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.SpillFailedException;
import io.millrace.dataflow.contract.SpillFiles;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.harness.FullDisk;
import io.millrace.operators.harness.TestContext;
import io.millrace.operators.harness.TestPages;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.key.FieldOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;

class ExternalSortTest {
    private static final TypeInformation<Tuple2<Integer, Integer>> NUMBERS = Types.TUPLE(Types.INT, Types.INT);
    private static final TypeInformation<Tuple2<String, Integer>> TEXTS = Types.TUPLE(Types.STRING, Types.INT);

    private final TestContext context = new TestContext();

    @ParameterizedTest
    @Seeds(20)
    void sortsByKeysThatTheirPrefixesDecide(long seed, int size) throws IOException {
        Random random = new Random(seed);
        int keys = 1 + random.nextInt(2 + size * size * 10);
        check(random, size, NUMBERS, FieldOrder.by(NUMBERS, 0, Order.DESCENDING), random::nextInt, keys);
    }

    @ParameterizedTest
    @Seeds(20)
    void sortsByKeysThatAreLongerThanTheirPrefixes(long seed, int size) throws IOException {
        Random random = new Random(seed);
        String start = random.nextBoolean() ? "" : "the same beginning of all keys ";
        int keys = 1 + random.nextInt(2 + size * size * 10);
        check(
                random,
                size,
                TEXTS,
                FieldOrder.by(TEXTS, 0, Order.ASCENDING),
                bound -> start + "k".repeat(random.nextInt(4)) + random.nextInt(bound),
                keys);
    }

    @ParameterizedTest
    @Seeds(20)
    void sortsByAComparatorWithoutPrefixes(long seed, int size) throws IOException {
        Random random = new Random(seed);
        check(random, size, NUMBERS, Comparator.comparing(t -> t.f0 % 7), random::nextInt, 1_000);
    }

    @ParameterizedTest
    @Seeds(10)
    void sortsRecordsThatAreLargerThanAPageAndThanAllPages(long seed, int size) throws IOException {
        Random random = new Random(seed);
        check(
                random,
                size,
                TEXTS,
                FieldOrder.by(TEXTS, 0, Order.ASCENDING),
                bound -> "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 3_000 : 200)) + random.nextInt(bound),
                100);
    }

    private interface Key<K> {
        K next(int bound);
    }

    /** Each record knows its arrival, so that equal ones can be told apart. */
    private <K> void check(
            Random random,
            int size,
            TypeInformation<Tuple2<K, Integer>> type,
            Comparator<Tuple2<K, Integer>> order,
            Key<K> key,
            int keys)
            throws IOException {
        int pageBytes = 64 << random.nextInt(5);
        int pagesMax = ExternalSort.PAGES_MIN + random.nextInt(1 + size);
        TestPages pages = new TestPages(pageBytes, pagesMax);
        ExternalSort<Tuple2<K, Integer>> sort = sort(pages, context.spillFiles(), type, order);
        List<Tuple2<K, Integer>> model = new ArrayList<>();
        int records = random.nextInt(1 + size * 100);
        for (int i = 0; i < records; i++) {
            model.add(Tuple2.of(key.next(keys), i));
            sort.add(Tuple2.of(model.get(i).f0, i));
            assertThat(pages.used()).isLessThanOrEqualTo(pagesMax);
        }
        model.sort(order);
        // By arrivals: failures print whole lists.
        assertThat(all(sort.sorted())).extracting(t -> t.f1).isEqualTo(arrivals(model));
        sort.close();
        assertThat(pages.used()).isZero();
        assertThat(context.spillFiles).isEmpty();
    }

    private static List<Integer> arrivals(List<? extends Tuple2<?, Integer>> records) {
        return records.stream().<Integer>map(t -> t.f1).toList();
    }

    private static <T> List<T> all(SortedRecords<T> sorted) {
        List<T> records = new ArrayList<>();
        while (!sorted.isEmpty()) {
            T peeked = sorted.peek();
            records.add(sorted.take());
            assertThat(records.get(records.size() - 1)).isSameAs(peeked);
        }
        return records;
    }

    @Test
    void mergesInSeveralPassesWhatItCannotReadAtOnce() throws IOException {
        TestPages pages = new TestPages(256, 4);
        ExternalSort<Tuple2<Integer, Integer>> sort =
                sort(pages, context.spillFiles(), NUMBERS, FieldOrder.by(NUMBERS, 0, Order.ASCENDING));
        for (int i = 0; i < 2_000; i++) {
            sort.add(Tuple2.of((i * 7919) % 2_000, i));
        }
        assertThat(sort.runsSpilled()).isGreaterThan(20);

        assertThat(all(sort.sorted())).extracting(t -> t.f0).isSorted().hasSize(2_000);
        sort.close();
    }

    @Test
    void sortsManyRecordsOfOneKeyByTheRecordsThemselves() throws IOException {
        String start = "a beginning that is longer than any prefix ";
        ExternalSort<Tuple2<String, Integer>> sort = sort(
                new TestPages(32 * 1024, 100), context.spillFiles(), TEXTS, FieldOrder.by(TEXTS, 0, Order.ASCENDING));
        int records = 80_000;
        for (int i = 0; i < records; i++) {
            sort.add(Tuple2.of(start + (100_000 + (i * 7919L) % records), i));
        }

        assertThat(all(sort.sorted())).extracting(t -> t.f0).isSorted().hasSize(records);
        sort.close();
    }

    @Test
    void deletesItsFilesAlsoIfItIsNotReadToTheEnd() throws IOException {
        TestPages pages = new TestPages(256, 4);
        ExternalSort<Tuple2<Integer, Integer>> sort =
                sort(pages, context.spillFiles(), NUMBERS, FieldOrder.by(NUMBERS, 0, Order.ASCENDING));
        for (int i = 0; i < 300; i++) {
            sort.add(Tuple2.of(i, i));
        }
        sort.sorted().take();
        assertThat(context.spillFiles).isNotEmpty();

        sort.close();

        assertThat(context.spillFiles).isEmpty();
        assertThat(pages.used()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesFileOperatorAndSettingWhenTheDiskIsFull() {
        TestPages pages = new TestPages(256, 4);
        ExternalSort<Tuple2<Integer, Integer>> sort =
                sort(pages, new FullDisk(), NUMBERS, FieldOrder.by(NUMBERS, 0, Order.ASCENDING));

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 300; i++) {
                        sort.add(Tuple2.of(i, i));
                    }
                })
                .isInstanceOf(SpillFailedException.class)
                .hasMessageContaining("operator 'op': the sort of a test cannot write its spill file " + FullDisk.FILE)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("'io.tmp.dirs'");
        assertThatCode(sort::close).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @Seeds(20)
    void findsEveryByteThatWasChangedInAFile(long seed) throws IOException {
        Random random = new Random(seed);
        ExternalSort<Tuple2<Integer, Integer>> sort =
                sort(new TestPages(256, 4), context.spillFiles(), NUMBERS, FieldOrder.by(NUMBERS, 0, Order.ASCENDING));
        for (int i = 0; i < 300; i++) {
            sort.add(Tuple2.of(i, i));
        }
        Path file = context.spillFiles.get(random.nextInt(context.spillFiles.size()));
        byte[] bytes = Files.readAllBytes(file);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);

        assertThatThrownBy(() -> {
                    try {
                        all(sort.sorted());
                    } catch (UncheckedIOException e) {
                        throw e.getCause();
                    }
                })
                .isInstanceOf(SpillFailedException.class)
                .hasMessageContaining(file.toString());
        sort.close();
    }

    private static <T> ExternalSort<T> sort(
            TestPages pages, SpillFiles files, TypeInformation<T> type, Comparator<T> order) {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        return new ExternalSort<>(new SpillSpace("op", "the sort of a test", pages, files), order, serializer);
    }
}
