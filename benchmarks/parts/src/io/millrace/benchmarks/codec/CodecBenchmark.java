package io.millrace.benchmarks.codec;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time to serialise and deserialise, and to copy, one record. Each engine and kind in a JVM of its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
public class CodecBenchmark {
    @Param({"pojo", "record", "tuple2", "tuple3"})
    public String kind;

    @Param({"millrace", "flink", "fory"})
    public String engine;

    private Engine measured;

    @Setup
    public void make() {
        measured = Engine.of(engine, kind);
    }

    @Benchmark
    @OperationsPerInvocation(Records.COUNT)
    public Object roundTrip() throws Exception {
        return measured.roundTrip();
    }

    @Benchmark
    @OperationsPerInvocation(Records.COUNT)
    public Object copy() {
        return measured.copy();
    }
}
