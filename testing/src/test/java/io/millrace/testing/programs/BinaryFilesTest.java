package io.millrace.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.io.SerializedInputFormat;
import io.millrace.dataflow.io.SerializedOutputFormat;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.NumberSequenceIterator;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.io.CollectionInputFormat;
import io.millrace.dataset.io.IteratorInputFormat;
import io.millrace.dataset.io.TypeSerializerInputFormat;
import io.millrace.dataset.io.TypeSerializerOutputFormat;
import io.millrace.datastream.StreamExecutionEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Binary files, and formats that read what the program holds. */
class BinaryFilesTest {
    private static final TypeInformation<Tuple2<String, Integer>> PAIR = Types.TUPLE(Types.STRING, Types.INT);
    private static final List<Tuple2<String, Integer>> PAIRS =
            IntStream.range(0, 1000).mapToObj(i -> Tuple2.of("pair " + i, i)).toList();

    @TempDir
    Path folder;

    @Test
    void whatTheSerialiserWroteIsReadAtAnotherParallelism() throws Exception {
        String path = folder.resolve("pairs").toString();
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(3);
        TypeSerializerOutputFormat<Tuple2<String, Integer>> output = new TypeSerializerOutputFormat<>();
        output.setBlockSize(512);
        env.fromCollection(PAIRS, PAIR).rebalance().write(output, path);
        env.execute();

        TypeSerializerInputFormat<Tuple2<String, Integer>> input = new TypeSerializerInputFormat<>(PAIR);
        input.setFilePath(path);
        input.setBlockSize(512);
        assertThat(env.createInput(input).setParallelism(2).collect()).containsExactlyInAnyOrderElementsOf(PAIRS);
    }

    @Test
    void recordsWriteThemselves() throws Exception {
        String path = folder.resolve("numbers").toString();
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(1);
        env.generateSequence(1, 100)
                .map(LongValue::new)
                .returns(LongValue.class)
                .write(new SerializedOutputFormat<>(), path, WriteMode.OVERWRITE);
        env.execute();

        SerializedInputFormat<LongValue> input = new SerializedInputFormat<>();
        input.setFilePath(path);
        assertThat(env.createInput(input, TypeInformation.of(LongValue.class))
                        .map(LongValue::getValue)
                        .returns(Types.LONG)
                        .reduce(Long::sum)
                        .collect())
                .containsExactly(5050L);
    }

    @Test
    void aStreamTellsItsFormatTheTypeOfItsRecords() throws Exception {
        Path file = folder.resolve("stream");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        TypeSerializerOutputFormat<Tuple2<String, Integer>> output = new TypeSerializerOutputFormat<>();
        output.setOutputFilePath(new io.millrace.dataflow.fs.Path(file.toUri()));
        env.fromData(PAIR, PAIRS.toArray(new Tuple2[0])).writeUsingOutputFormat(output);
        env.execute();

        TypeSerializerInputFormat<Tuple2<String, Integer>> input = new TypeSerializerInputFormat<>(PAIR);
        input.setFilePath(file.toString());
        assertThat(ExecutionEnvironment.createLocalEnvironment(1)
                        .createInput(input)
                        .collect())
                .isEqualTo(PAIRS);
    }

    @Test
    void formatsReadWhatTheProgramHolds() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(2);
        CollectionInputFormat<Tuple2<String, Integer>> pairs = new CollectionInputFormat<>(
                PAIRS, PAIR.createSerializer(env.getConfig().getSerializerConfig()));
        assertThat(env.createInput(pairs, PAIR).collect()).isEqualTo(PAIRS);
        assertThat(env.createInput(new IteratorInputFormat<>(new NumberSequenceIterator(1, 5)), Types.LONG)
                        .collect())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }
}
