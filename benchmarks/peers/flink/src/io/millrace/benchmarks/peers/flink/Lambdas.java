package io.millrace.benchmarks.peers.flink;

import io.millrace.benchmarks.peers.Work;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A chain of six lambdas. */
final class Lambdas {
    private Lambdas() {}

    static void measure(String engine, Work work) throws Exception {
        long records = work.number("records", 100_000_000);
        int parallelism = work.parallelism();
        work.measure("lambdas", engine, "records=" + records + " p=" + parallelism, records, () -> {
            StreamExecutionEnvironment env = Environments.stream(parallelism);
            return Environments.sum(
                    env,
                    env.fromSequence(0, records - 1)
                            .map(x -> x * 31 + 7)
                            .filter(x -> (x & 15) != 0)
                            .map(x -> x ^ x >>> 7)
                            .filter(x -> x % 3 != 0)
                            .map(x -> x + 11)
                            .filter(x -> (x & 1) == 0),
                    "lambdas");
        });
    }
}
