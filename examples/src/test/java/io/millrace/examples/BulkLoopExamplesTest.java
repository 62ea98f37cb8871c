package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.examples.dataset.KMeans;
import io.millrace.examples.dataset.PageRank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples with bulk loops by {@code main} and compares what they write with loops over maps. */
class BulkLoopExamplesTest {
    private static final Path NODES = Path.of("data", "package-nodes.tsv.gz");
    private static final Path EDGES = Path.of("data", "package-edges.tsv.gz");

    @TempDir
    Path folder;

    private Map<Long, Double> ranks(String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of(args));
        Path output = folder.resolve("ranks" + all.size());
        all.addAll(List.of("--output", output.toString()));
        PageRank.main(all.toArray(String[]::new));
        Map<Long, Double> ranks = new TreeMap<>();
        for (String line : NaiveModel.lines(output)) {
            String[] columns = line.split("\t");
            ranks.put(Long.valueOf(columns[0]), Double.valueOf(columns[1]));
        }
        return ranks;
    }

    private static void assertClose(Map<Long, Double> ranks, Map<Long, Double> expected) {
        assertThat(ranks.keySet()).isEqualTo(expected.keySet());
        // Sums of doubles depend on the order a little.
        expected.forEach((vertex, rank) -> assertThat(ranks.get(vertex)).isCloseTo(rank, within(1e-9 * (1 + rank))));
    }

    @Test
    void ranksAFewVerticesUntilNothingChanges() throws Exception {
        List<String> lines = List.of("1\t2", "2\t3", "3\t1", "4\t1", "4\t3", "5\t5", "1\t6");
        Path input = Files.write(folder.resolve("edges"), lines);
        assertClose(
                ranks("--input", input.toString(), "--epsilon", "0.01"),
                GraphModel.ranks(GraphModel.edges(lines), 100, 0.01));
    }

    @Test
    void ranksThePackagesOfDebian() throws Exception {
        List<long[]> edges = GraphModel.edges(NaiveModel.lines(EDGES));
        assertClose(ranks("--input", EDGES.toString(), "--supersteps", "4"), GraphModel.ranks(edges, 4, 0.0001));
    }

    @Test
    void ranksAGraphThatItMakesTheSameAtEachTime() throws Exception {
        Map<Long, Double> ranks = ranks("--rmat", "8,2000", "--supersteps", "5");
        assertClose(ranks("--rmat", "8,2000", "--supersteps", "5", "--seed", "42"), ranks);
        assertThat(ranks).hasSizeBetween(100, 256);
        // Its degrees are uneven, as those of real graphs are.
        double most =
                ranks.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        assertThat(most).isGreaterThan(5);
        assertThat(ranks("--rmat", "8,2000", "--supersteps", "6", "--seed", "1", "--epsilon", "0"))
                .isNotEqualTo(ranks);
    }

    @Test
    void refusesASizeThatIsNone() {
        assertThatThrownBy(() -> PageRank.main(new String[] {"--rmat", "8"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--rmat SCALE,EDGES");
    }

    /** Numbers that are whole have sums that do not depend on the order: the centres are equal, bit for bit. */
    @Test
    void findsTheCentresOfThePackagesByTheirDegrees() throws Exception {
        List<String> degrees = NaiveModel.degrees(NaiveModel.lines(NODES), NaiveModel.lines(EDGES));
        Path input = Files.write(folder.resolve("degrees"), degrees);
        List<double[]> points = degrees.stream()
                .map(line -> line.split("\t"))
                .map(columns -> new double[] {Double.parseDouble(columns[1]), Double.parseDouble(columns[2])})
                .toList();
        Map<Integer, List<Double>> first = new TreeMap<>(
                Map.of(1, List.of(0.0, 0.0), 2, List.of(50.0, 10.0), 3, List.of(3.0, 9_000.0), 4, List.of(-9e5, -9e5)));
        assertThat(centres(input, first, 12)).isEqualTo(GraphModel.centres(points, first, 12));
    }

    @Test
    void findsTheCentresOfRandomPoints() throws Exception {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int x = random.nextInt(1_000);
            int y = random.nextInt(1_000);
            lines.add(x + "\t" + y);
            points.add(new double[] {x, y});
        }
        Path input = Files.write(folder.resolve("points"), lines);
        Map<Integer, List<Double>> first = new TreeMap<>();
        for (int centre = 0; centre < 8; centre++) {
            first.put(centre, List.of(random.nextInt(1_000) + 0.0, random.nextInt(1_000) + 0.0));
        }
        assertThat(centres(input, first, 20)).isEqualTo(GraphModel.centres(points, first, 20));
    }

    private Map<Integer, List<Double>> centres(Path input, Map<Integer, List<Double>> first, int supersteps)
            throws Exception {
        List<String> lines = new ArrayList<>();
        first.forEach((number, at) -> lines.add(number + "\t" + at.get(0) + "\t" + at.get(1)));
        Path output = folder.resolve("centres");
        KMeans.main(new String[] {
            "--input",
            input.toString(),
            "--centres",
            Files.write(folder.resolve("first"), lines).toString(),
            "--supersteps",
            String.valueOf(supersteps),
            "--output",
            output.toString()
        });
        return read(output);
    }

    private static Map<Integer, List<Double>> read(Path output) throws IOException {
        Map<Integer, List<Double>> centres = new TreeMap<>();
        for (String line : NaiveModel.lines(output)) {
            String[] columns = line.split("\t");
            centres.put(Integer.valueOf(columns[0]), List.of(Double.valueOf(columns[1]), Double.valueOf(columns[2])));
        }
        return centres;
    }
}
