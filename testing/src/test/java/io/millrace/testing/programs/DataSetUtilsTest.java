package io.millrace.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
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
}
