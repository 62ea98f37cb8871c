package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.io.CsvReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV files as programs read them. */
class CsvFilesTest {
    @TempDir
    Path folder;

    /** A city of the user's, with public fields and others behind getters. */
    public static class City {
        public String name = "";
        private int people;

        public int getPeople() {
            return people;
        }

        public void setPeople(int people) {
            this.people = people;
        }

        @Override
        public String toString() {
            return name + "=" + people;
        }
    }

    /** A tuple with a name. */
    public static class Edge extends Tuple2<Long, Double> {
        private static final long serialVersionUID = 1L;
    }

    private CsvReader csv(int parallelism, String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("in.csv"), String.join("\n", lines), StandardCharsets.UTF_8);
        return ExecutionEnvironment.createLocalEnvironment(parallelism).readCsvFile(file.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void readsTuplesOfAllSplits(int parallelism) throws Exception {
        String[] lines = IntStream.range(0, 500)
                .mapToObj(i -> String.format(Locale.ROOT, "%d,w%d,%.1f", i, i % 7, i / 2.0))
                .toArray(String[]::new);
        DataSet<Tuple3<Integer, String, Double>> read =
                csv(parallelism, lines).types(Integer.class, String.class, Double.class);
        List<Tuple3<Integer, String, Double>> records = read.collect();
        assertThat(sorted(records))
                .isEqualTo(sorted(IntStream.range(0, 500)
                        .mapToObj(i -> Tuple3.of(i, "w" + i % 7, i / 2.0))
                        .toList()));
        assertThat(read.groupBy(1).sum(0).count()).isEqualTo(7);
    }

    @Test
    void readsWhatIsAskedForAndLeavesOutTheRest() throws Exception {
        CsvReader reader = csv(
                        2, "name|n|x|y", "# nothing", "a|1|2|0.5", "'b|c'|x|3|1.5|more", "'d''e'|4|5|", "f|1", "g||7|8")
                .fieldDelimiter("|")
                .ignoreFirstLine()
                .ignoreComments("#")
                .parseQuotedStrings('\'')
                .ignoreInvalidLines()
                .includeFields("101");
        assertThat(sorted(reader.types(String.class, Integer.class).collect()))
                .containsExactly("(a,2)", "(b|c,3)", "(d'e,5)", "(g,7)");
        assertThat(csv(1, "1,2,3,4")
                        .includeFields(0b1010L)
                        .types(Integer.class, Integer.class)
                        .collect())
                .containsExactly(Tuple2.of(2, 4));
    }

    @Test
    void readsPojosAndNamedTuples() throws Exception {
        assertThat(sorted(csv(2, "7,Ur\r", "8,Uruk\r")
                        .pojoType(City.class, "people", "name")
                        .collect()))
                .containsExactly("Ur=7", "Uruk=8");
        List<Edge> edges = csv(1, "1,0.5", "2,0.25").tupleType(Edge.class).collect();
        assertThat(edges).hasSize(2).hasOnlyElementsOfType(Edge.class);
        assertThat(edges.get(1).f1).isEqualTo(0.25);
    }

    @Test
    void readsWhatCsvSinksWrite() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(3);
        List<Tuple2<String, Long>> records = List.of(Tuple2.of("a", 1L), Tuple2.of("", -2L), Tuple2.of("ü", 3L));
        Path out = folder.resolve("out");
        env.fromCollection(records).rebalance().writeAsCsv(out.toString());
        env.execute();
        assertThat(sorted(env.readCsvFile(out.toString())
                        .types(String.class, Long.class)
                        .collect()))
                .isEqualTo(sorted(records));
    }

    @Test
    void saysWhichLineIsNotAsExpected() throws Exception {
        DataSet<Tuple2<Integer, Boolean>> read = csv(1, "1,true", "x,false").types(Integer.class, Boolean.class);
        assertThatThrownBy(read::collect)
                .hasStackTraceContaining("'x,false'")
                .hasStackTraceContaining("field 0 is 'x'");
        DataSet<Tuple2<Integer, Integer>> tooShort = csv(1, "1").types(Integer.class, Integer.class);
        assertThatThrownBy(tooShort::collect).hasStackTraceContaining("it has 1 fields, expected=at least 2");
        CsvReader quoted = csv(1, "\"a,1").parseQuotedStrings('"');
        assertThatThrownBy(() -> quoted.types(String.class, Integer.class).collect())
                .hasStackTraceContaining("no closing quote");
    }

    @Test
    void refusesWhatCannotBeRead() throws IOException {
        CsvReader reader = csv(1, "1");
        assertThatThrownBy(() -> reader.types(List.class)).hasMessageContaining("cannot be read from text");
        assertThatThrownBy(() -> reader.pojoType(City.class, "river")).hasMessageContaining("\"river\"");
        assertThatThrownBy(() -> reader.pojoType(City.class)).hasMessageContaining("POJO fields must be specified");
        assertThatThrownBy(() -> reader.pojoType(City.class, (String[]) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("POJO fields must be specified");
        assertThatThrownBy(() -> reader.includeFields("01x")).hasMessageContaining("'x'");
        assertThatThrownBy(() -> reader.includeFields("000")).hasMessageContaining("excluded all fields");
        assertThatThrownBy(() -> reader.includeFields("0101").types(Integer.class))
                .hasMessageContaining("expected=as many as types, 1, actual=2");
    }
}
