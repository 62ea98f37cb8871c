package io.millrace.testing.programs;

import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.util.CloseableIterator;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.StreamExecutionEnvironment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the tests of whole programs share: where they run, and how results are compared with a model's. */
final class Results {
    private Results() {}

    /** Their printed forms in order: for results that come in no order. */
    static List<String> sorted(Collection<?> results) {
        return results.stream().map(String::valueOf).sorted().toList();
    }

    static List<String> sorted(DataStream<?> stream) throws Exception {
        List<Object> results = new ArrayList<>();
        try (CloseableIterator<?> collected = stream.executeAndCollect()) {
            collected.forEachRemaining(results::add);
        }
        return sorted(results);
    }

    static StreamExecutionEnvironment stream(RuntimeExecutionMode mode, int parallelism) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism);
        env.setRuntimeMode(mode);
        return env;
    }

    /** Both modes at each parallelism. */
    static Stream<Arguments> modes() {
        return Stream.of(RuntimeExecutionMode.STREAMING, RuntimeExecutionMode.BATCH)
                .flatMap(mode -> Stream.of(1, 2, 3, 7).map(parallelism -> Arguments.of(mode, parallelism)));
    }
}
