package io.millrace.benchmarks.peers;

/**
 * The graph of a work: {@code --graph} is {@code rmat} (with {@code --scale} and {@code --edges}), {@code chain} (with {@code
 * --vertices}), or a text file of lines {@code id<TAB>id}, whose ids count from 1 to {@code --vertices}. Here ids count from 0.
 */
public final class Graph {
    private static final long SEED = 42;

    public final String name;
    public final long vertices;
    public final long edges;
    private final int scale;

    private Graph(String name, long vertices, long edges, int scale) {
        this.name = name;
        this.vertices = vertices;
        this.edges = edges;
        this.scale = scale;
    }

    public static Graph of(Work work) {
        String name = work.text("graph");
        switch (name) {
            case "rmat":
                int scale = (int) work.number("scale", 20);
                return new Graph(name, 1L << scale, work.number("edges", 16_000_000), scale);
            case "chain":
                long length = work.number("vertices", 100_000);
                return new Graph(name, length, length - 1, 0);
            default:
                return new Graph(name, work.number("vertices", 0), -1, 0);
        }
    }

    /** Whether its edges are lines of the file that it is named after. */
    public boolean isFile() {
        return edges < 0;
    }

    public String params() {
        return isFile()
                ? "graph=packages vertices=" + vertices
                : "graph=" + name + " vertices=" + vertices + " edges=" + edges;
    }

    /** Both ends of an edge by its number. */
    public long[] edge(long number) {
        return name.equals("chain") ? new long[] {number, number + 1} : rmat(number, scale);
    }

    /** Both ends of the edge that a line of the file tells. */
    public static long[] edge(String line) {
        int tab = line.indexOf('\t');
        return new long[] {Long.parseLong(line, 0, tab, 10) - 1, Long.parseLong(line, tab + 1, line.length(), 10) - 1};
    }

    /** R-MAT (Chakrabarti and others, 2004) with a = 0.57, b = c = 0.19, d = 0.05: 16 bits of SplitMix64 choose each quarter. */
    public static long[] rmat(long number, int scale) {
        long state = SEED + number * 0x9E3779B97F4A7C15L * 31;
        long word = 0;
        long from = 0;
        long to = 0;
        for (int level = 0; level < scale; level++) {
            if (level % 4 == 0) {
                state += 0x9E3779B97F4A7C15L;
                word = mixed(state);
            }
            long dice = word & 0xFFFF;
            word >>>= 16;
            from = from << 1 | (dice >= 49807 ? 1 : 0);
            to = to << 1 | ((dice >= 37356 && dice < 49807) || dice >= 62259 ? 1 : 0);
        }
        return new long[] {from, to};
    }

    private static long mixed(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** What a vertex adds to the checksum of ranks, before it is rounded. */
    public static double weighed(long vertex, double rank) {
        return rank * (vertex % 1000 + 1);
    }

    public static long rounded(double sum) {
        return Math.round(sum * 1e6);
    }

    /** What a vertex adds to the checksum of components. */
    public static long weighed(long vertex, long component) {
        return (vertex + 1) * (component + 7);
    }
}
