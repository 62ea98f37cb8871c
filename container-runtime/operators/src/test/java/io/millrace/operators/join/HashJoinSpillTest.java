package io.millrace.operators.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.SpillFailedException;
import io.millrace.dataflow.contract.SpillFiles;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.operators.harness.FullDisk;
import io.millrace.operators.harness.TestContext;
import io.millrace.operators.harness.TestPages;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;

/** The core alone, with more records than pages. */
class HashJoinSpillTest {
    private static final TypeInformation<Tuple2<Integer, String>> TYPE = Types.TUPLE(Types.INT, Types.STRING);
    private static final KeySelector<Tuple2<Integer, String>, Integer> KEY = record -> record.f0;

    private final TestContext context = new TestContext();
    private final Map<String, Integer> pairs = new HashMap<>();

    @ParameterizedTest
    @Seeds(30)
    void joinsLikeNestedLoopsWhateverTheKeys(long seed, int size) throws Exception {
        Random random = new Random(seed);
        boolean keepsBuild = random.nextBoolean();
        boolean keepsProbe = random.nextBoolean();
        List<Tuple2<Integer, String>> build = records(random, size, "b");
        List<Tuple2<Integer, String>> probe = records(random, size, "p");
        TestPages pages = new TestPages(128 << random.nextInt(4), HashJoin.PAGES_MIN + random.nextInt(1 + size * 4));
        HashJoin<Integer, Tuple2<Integer, String>, Tuple2<Integer, String>> join =
                join(pages, context.spillFiles(), keepsBuild, keepsProbe);

        run(join, build, probe);

        assertThat(pairs).isEqualTo(nestedLoops(build, probe, keepsBuild, keepsProbe));
        assertThat(context.spillFiles).isEmpty();
        assertThat(pages.used()).isZero();
    }

    /** Some keys are frequent, sometimes one has nearly all records; some records are larger than a page. */
    private static List<Tuple2<Integer, String>> records(Random random, int size, String side) {
        int keys = 1 + random.nextInt(1 + size * 10);
        int frequent = random.nextInt(100);
        List<Tuple2<Integer, String>> records = new ArrayList<>();
        for (int i = random.nextInt(1 + size * 12); i > 0; i--) {
            int key = random.nextInt(100) < frequent ? 7 : random.nextInt(keys);
            records.add(Tuple2.of(key, side + i + (random.nextInt(50) == 0 ? "x".repeat(1_500) : "")));
        }
        return records;
    }

    private static Map<String, Integer> nestedLoops(
            List<Tuple2<Integer, String>> build,
            List<Tuple2<Integer, String>> probe,
            boolean keepsBuild,
            boolean keepsProbe) {
        Map<String, Integer> pairs = new HashMap<>();
        for (Tuple2<Integer, String> b : build) {
            boolean alone = true;
            for (Tuple2<Integer, String> p : probe) {
                if (b.f0.equals(p.f0)) {
                    pairs.merge(b.f1 + "|" + p.f1, 1, Integer::sum);
                    alone = false;
                }
            }
            if (alone && keepsBuild) {
                pairs.merge(b.f1 + "|-", 1, Integer::sum);
            }
        }
        for (Tuple2<Integer, String> p : probe) {
            if (keepsProbe && build.stream().noneMatch(b -> b.f0.equals(p.f0))) {
                pairs.merge("-|" + p.f1, 1, Integer::sum);
            }
        }
        return pairs;
    }

    @Test
    void joinsByBlocksWhenAllRecordsHaveOneKey() throws Exception {
        TestPages pages = new TestPages(256, HashJoin.PAGES_MIN);
        List<Tuple2<Integer, String>> build = new ArrayList<>();
        List<Tuple2<Integer, String>> probe = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            build.add(Tuple2.of(1, "b" + i));
            probe.add(Tuple2.of(1, "p" + i));
        }

        run(join(pages, context.spillFiles(), true, true), build, probe);

        assertThat(pairs).hasSize(10_000).containsEntry("b99|p0", 1);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesFileOperatorAndSettingWhenTheDiskIsFull() {
        HashJoin<Integer, Tuple2<Integer, String>, Tuple2<Integer, String>> join =
                join(new TestPages(256, HashJoin.PAGES_MIN), new FullDisk(), false, false);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        join.build(Tuple2.of(i, "b"));
                    }
                })
                .isInstanceOf(SpillFailedException.class)
                .hasMessageContaining("operator 'op': the join of a test cannot write its spill file " + FullDisk.FILE)
                .hasMessageContaining("'io.tmp.dirs'");
        assertThatCode(join::close).doesNotThrowAnyException();
    }

    private static void run(
            HashJoin<Integer, Tuple2<Integer, String>, Tuple2<Integer, String>> join,
            List<Tuple2<Integer, String>> build,
            List<Tuple2<Integer, String>> probe)
            throws Exception {
        for (Tuple2<Integer, String> record : build) {
            join.build(record);
        }
        join.endBuild();
        for (Tuple2<Integer, String> record : probe) {
            join.probe(record);
        }
        boolean more = true;
        while (more) {
            more = join.finish();
        }
        join.close();
    }

    private HashJoin<Integer, Tuple2<Integer, String>, Tuple2<Integer, String>> join(
            TestPages pages, SpillFiles files, boolean keepsBuild, boolean keepsProbe) {
        return new HashJoin<>(
                new SpillSpace("op", "the join of a test", pages, files),
                KEY,
                KEY,
                TYPE.createSerializer(new SerializerConfigImpl()),
                TYPE.createSerializer(new SerializerConfigImpl()),
                keepsBuild,
                keepsProbe,
                (build, probe, unusedLast) -> pairs.merge(
                        (build == null ? "-" : build.f1) + "|" + (probe == null ? "-" : probe.f1), 1, Integer::sum));
    }
}
