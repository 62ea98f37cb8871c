package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.examples.dataset.ConnectedComponents;
import io.millrace.examples.dataset.SingleSourceShortestPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples with delta loops by {@code main} and compares what they write with a search, vertex after vertex. */
class DeltaLoopExamplesTest {
    private static final Path EDGES = Path.of("data", "package-edges.tsv.gz");
    private static final List<String> FEW = List.of("1\t2", "3\t2", "5\t4", "6\t6", "7\t5", "2\t8", "8\t9", "1\t9");

    @TempDir
    Path folder;

    private Map<Long, Long> run(ExamplesTest.Program program, String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of(args));
        Path output = folder.resolve("output");
        all.addAll(List.of("--output", output.toString()));
        program.run(all.toArray(String[]::new));
        Map<Long, Long> numbers = new TreeMap<>();
        for (String line : NaiveModel.lines(output)) {
            String[] columns = line.split("\t");
            assertThat(numbers.put(Long.valueOf(columns[0]), Long.valueOf(columns[1])))
                    .isNull();
        }
        return numbers;
    }

    private String few() throws Exception {
        return Files.write(folder.resolve("edges"), FEW).toString();
    }

    @Test
    void findsTheComponentsOfAFewVertices() throws Exception {
        assertThat(run(ConnectedComponents::main, "--input", few()))
                .isEqualTo(GraphModel.components(GraphModel.edges(FEW)));
    }

    @Test
    void findsTheComponentsOfThePackagesOfDebian() throws Exception {
        assertThat(run(ConnectedComponents::main, "--input", EDGES.toString()))
                .isEqualTo(GraphModel.components(GraphModel.edges(NaiveModel.lines(EDGES))));
    }

    @Test
    void findsTheDistancesOfAFewVertices() throws Exception {
        assertThat(run(SingleSourceShortestPaths::main, "--input", few(), "--source", "1"))
                .isEqualTo(GraphModel.distances(GraphModel.edges(FEW), 1));
    }

    @Test
    void findsTheDistancesOfThePackagesOfDebian() throws Exception {
        assertThat(run(SingleSourceShortestPaths::main, "--input", EDGES.toString(), "--source", "1"))
                .isEqualTo(GraphModel.distances(GraphModel.edges(NaiveModel.lines(EDGES)), 1));
    }
}
