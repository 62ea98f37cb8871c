package io.millrace.benchmarks.peers.flink;

import io.millrace.benchmarks.peers.Work;

/** Flink: {@code ENGINE NAME --option value …}, where ENGINE is what to call it in the results. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        String engine = args[0];
        String[] rest = java.util.Arrays.copyOfRange(args, 1, args.length);
        Work work = Work.of(rest);
        switch (rest[0]) {
            case "window" -> Window.measure(engine, work);
            case "lambdas" -> Lambdas.measure(engine, work);
            case "exchange" -> Exchange.measure(engine, work);
            case "latency" -> latency(engine, work);
            case "wordcount" -> byDataSet("DataSetWordCount", "StreamWordCount", engine, work);
            case "pagerank", "components", "chain" -> byDataSet("DataSetGraphs", "", engine, work);
            case "sort" -> byDataSet("DataSetSort", "", engine, work);
            default -> throw new IllegalArgumentException("Flink has no benchmark " + rest[0]);
        }
    }

    /** Its source is made of classes that only the second line has. */
    private static void latency(String engine, Work work) throws Exception {
        Class<?> program = Class.forName("io.millrace.benchmarks.peers.flink.Latency");
        program.getMethod("measure", String.class, Work.class).invoke(null, engine, work);
    }

    /** By the DataSet API where there is one, else by another program, if there is one. */
    private static void byDataSet(String dataSetProgram, String otherwise, String engine, Work work) throws Exception {
        String here = Main.class.getPackageName() + ".";
        Class<?> program;
        try {
            program = Class.forName(here + dataSetProgram);
        } catch (ClassNotFoundException e) {
            program = Class.forName(here + otherwise);
        }
        program.getMethod("measure", String.class, Work.class).invoke(null, engine, work);
    }
}
