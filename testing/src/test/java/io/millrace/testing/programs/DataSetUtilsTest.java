package io.millrace.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.dataflow.distributions.DataDistribution;
import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple4;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.Utils;
import io.millrace.dataset.summarize.BooleanColumnSummary;
import io.millrace.dataset.summarize.NumericColumnSummary;
import io.millrace.dataset.summarize.StringColumnSummary;
import io.millrace.dataset.utils.DataSetUtils;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbering, counting and sampling whole data sets. */
class DataSetUtilsTest {
    private static final int RECORDS = 1000;

    private static DataSet<Long> sequence(int parallelism) {
        return ExecutionEnvironment.createLocalEnvironment(parallelism).generateSequence(1, RECORDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void numbersEachRecordOnce(int parallelism) throws Exception {
        DataSet<Long> fixed = sequence(parallelism).partitionByHash(x -> x);
        List<Tuple2<Long, Long>> numbered = DataSetUtils.zipWithIndex(fixed).collect();
        assertThat(numbered.stream().map(t -> t.f0).sorted())
                .containsExactlyElementsOf(LongStream.range(0, RECORDS).boxed().toList());
        assertThat(numbered.stream().map(t -> t.f1).distinct()).hasSize(RECORDS);
        List<Tuple2<Long, Long>> unique =
                DataSetUtils.zipWithUniqueId(sequence(parallelism)).collect();
        assertThat(unique.stream().map(t -> t.f0).distinct()).hasSize(RECORDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void countsEachPartition(int parallelism) throws Exception {
        List<Tuple2<Integer, Long>> counts =
                DataSetUtils.countElementsPerPartition(sequence(parallelism)).collect();
        assertThat(counts.stream().map(t -> t.f0).distinct()).hasSize(parallelism);
        assertThat(counts.stream().mapToLong(t -> t.f1).sum()).isEqualTo(RECORDS);
    }

    @Test
    void samplesAboutTheFractionAskedFor() throws Exception {
        assertThat(DataSetUtils.sample(sequence(1), false, 0.3, 7).count()).isBetween(220L, 380L);
        assertThat(DataSetUtils.sample(sequence(2), true, 2.5, 7).count()).isBetween(2300L, 2700L);
        assertThat(DataSetUtils.sample(sequence(2), false, 1.0).count()).isEqualTo(RECORDS);
        assertThat(DataSetUtils.sample(sequence(2), true, 0).count()).isZero();
        assertThatThrownBy(() -> DataSetUtils.sample(sequence(1), false, 1.5)).hasMessageContaining("0 to 1");
    }

    @Test
    void samplesSoManyRecords() throws Exception {
        assertThat(DataSetUtils.sampleWithSize(sequence(3), false, 100, 7).collect())
                .hasSize(100)
                .doesNotHaveDuplicates()
                .allMatch(x -> x >= 1 && x <= RECORDS);
        assertThat(DataSetUtils.sampleWithSize(sequence(3), false, 2 * RECORDS).collect())
                .hasSize(RECORDS)
                .doesNotHaveDuplicates();
        assertThat(DataSetUtils.sampleWithSize(sequence(3), true, 50, 7).collect())
                .hasSize(50);
        assertThat(DataSetUtils.sampleWithSize(sequence(2), true, 0).collect()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void addsUpHashCodes(int parallelism) throws Exception {
        Utils.ChecksumHashCode checksum = DataSetUtils.checksumHashCode(sequence(parallelism));
        assertThat(checksum).isEqualTo(new Utils.ChecksumHashCode(RECORDS, RECORDS * (RECORDS + 1) / 2));
        assertThat(checksum).hasToString("ChecksumHashCode 0x000000000007a314, count 1000");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void summarizesEachField(int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(parallelism);
        DataSet<Tuple4<Integer, Double, String, Boolean>> records = env.fromElements(
                Tuple4.of(1, 1.5, "one", true),
                Tuple4.of(2, Double.NaN, "", false),
                Tuple4.of(3, 4.5, "three", true),
                Tuple4.of(6, Double.POSITIVE_INFINITY, "sixsix", true));
        Tuple4<NumericColumnSummary<Integer>, NumericColumnSummary<Double>, StringColumnSummary, BooleanColumnSummary>
                summary = DataSetUtils.summarize(records.rebalance());
        assertThat(summary.f0.getMin()).isEqualTo(1);
        assertThat(summary.f0.getMax()).isEqualTo(6);
        assertThat(summary.f0.getSum()).isEqualTo(12);
        assertThat(summary.f0.getMean()).isCloseTo(3.0, within(1e-12));
        assertThat(summary.f0.getVariance()).isCloseTo(14.0 / 3, within(1e-12));
        assertThat(summary.f0.getStandardDeviation()).isCloseTo(Math.sqrt(14.0 / 3), within(1e-12));
        assertThat(summary.f1.getNanCount()).isEqualTo(1);
        assertThat(summary.f1.getInfinityCount()).isEqualTo(1);
        assertThat(summary.f1.getNonMissingCount()).isEqualTo(2);
        assertThat(summary.f1.getSum()).isEqualTo(6.0);
        assertThat(summary.f2.getEmptyCount()).isEqualTo(1);
        assertThat(summary.f2.getMinLength()).isZero();
        assertThat(summary.f2.getMaxLength()).isEqualTo(6);
        assertThat(summary.f2.getMeanLength()).isCloseTo(3.5, within(1e-12));
        assertThat(summary.f3.getTrueCount()).isEqualTo(3);
        assertThat(summary.f3.getTotalCount()).isEqualTo(4);
    }

    /** Hundreds. */
    private static final class Hundreds implements DataDistribution {
        private static final long serialVersionUID = 1L;

        @Override
        public Object[] getBucketBoundary(int bucketNum, int totalNumBuckets) {
            return new Object[] {(bucketNum + 1) * 100L};
        }

        @Override
        public int getNumberOfFields() {
            return 1;
        }

        @Override
        public TypeInformation<?>[] getKeyTypes() {
            return new TypeInformation<?>[] {Types.LONG};
        }

        @Override
        public void write(DataOutputView out) {}

        @Override
        public void read(DataInputView in) {}
    }

    @Test
    void partitionsByAKnownDistribution() throws Exception {
        DataSet<Long> data = sequence(3);
        List<Tuple2<Integer, Long>> counts = DataSetUtils.countElementsPerPartition(
                        DataSetUtils.partitionByRange(data, new Hundreds(), x -> x))
                .collect();
        assertThat(counts).containsExactlyInAnyOrder(Tuple2.of(0, 100L), Tuple2.of(1, 100L), Tuple2.of(2, 800L));
    }
}
