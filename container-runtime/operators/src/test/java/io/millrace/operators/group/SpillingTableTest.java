package io.millrace.operators.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.SpillFailedException;
import io.millrace.dataflow.contract.SpillFiles;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.types.Types;
import io.millrace.operators.harness.FullDisk;
import io.millrace.operators.harness.TestContext;
import io.millrace.operators.harness.TestPages;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;

class SpillingTableTest {
    private final TestContext context = new TestContext();

    /** How often each record was dealt with. Records are keys. */
    private final Map<String, Integer> counts = new TreeMap<>();

    @ParameterizedTest
    @Seeds(30)
    void countsLikeATreeMapHoweverFewItsPages(long seed, int size) throws IOException {
        Random random = new Random(seed);
        TestPages pages = new TestPages(64 << random.nextInt(5), SpillingTable.PAGES_MIN + random.nextInt(1 + size));
        SpillingTable<String, String, Integer> table = table(pages, context.spillFiles());
        int keys = 1 + random.nextInt(1 + size * 20);
        // Hashes of few values: many keys stay together through all levels.
        int hashes = random.nextBoolean() ? 3 : Integer.MAX_VALUE;
        Map<String, Integer> model = new TreeMap<>();
        for (int i = random.nextInt(1 + size * 40); i > 0; i--) {
            int number = random.nextInt(100) < 30 ? 1 : random.nextInt(keys);
            String key = "k" + number + (number % 40 == 0 ? "x".repeat(1_500) : "");
            model.merge(key, 1, Integer::sum);
            add(table, key, hashes);
        }
        long all = 0;
        boolean more = true;
        while (more) {
            for (int place = table.nextPlace(0); place >= 0; place = table.nextPlace(place + 1)) {
                all += table.value(place);
            }
            more = table.nextPart();
            while (more && table.read()) {
                add(table, table.record(), hashes);
            }
        }
        table.close();

        assertThat(all).isEqualTo(model.values().stream().mapToInt(Integer::intValue).sum());
        assertThat(counts).isEqualTo(model);
        assertThat(context.spillFiles).isEmpty();
        assertThat(pages.used()).isZero();
    }

    private void add(SpillingTable<String, String, Integer> table, String key, int hashes) throws IOException {
        int hash = key.hashCode() % hashes;
        int place = table.find(key, hash);
        if (place >= 0) {
            table.set(place, table.value(place) + 1);
            counts.merge(key, 1, Integer::sum);
        } else if (table.admits(key)) {
            assertThat(counts).as("a key comes into the table once").doesNotContainKey(key);
            table.insert(~place, key, hash, 1);
            counts.put(key, 1);
        } else {
            table.setAside(hash, key);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesFileOperatorAndSettingWhenTheDiskIsFull() {
        SpillingTable<String, String, Integer> table =
                table(new TestPages(256, SpillingTable.PAGES_MIN), new FullDisk());

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        add(table, "k" + i, Integer.MAX_VALUE);
                    }
                })
                .isInstanceOf(SpillFailedException.class)
                .hasMessageContaining("operator 'op': the table of a test cannot write its spill file " + FullDisk.FILE)
                .hasMessageContaining("'io.tmp.dirs'");
        assertThatCode(table::close).doesNotThrowAnyException();
    }

    private static SpillingTable<String, String, Integer> table(TestPages pages, SpillFiles files) {
        return new SpillingTable<>(
                "the table of a test",
                new SpillSpace("op", "the table of a test", pages, files),
                Types.STRING.createSerializer(new SerializerConfigImpl()));
    }
}
