package io.millrace.benchmarks.peers.flink;

import io.millrace.benchmarks.peers.Work;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Records exchanged by the hash of their key between two TaskManagers in processes of their own, over loopback. */
final class Exchange {
    private static final List<String> MEMORY = List.of(
            "taskmanager.cpu.cores=1",
            "taskmanager.memory.task.heap.size=1g",
            "taskmanager.memory.task.off-heap.size=0",
            "taskmanager.memory.network.min=256m",
            "taskmanager.memory.network.max=256m",
            "taskmanager.memory.managed.size=128m",
            "taskmanager.memory.framework.heap.size=128m",
            "taskmanager.memory.framework.off-heap.size=128m",
            "taskmanager.memory.jvm-metaspace.size=256m",
            "taskmanager.memory.jvm-overhead.min=192m",
            "taskmanager.memory.jvm-overhead.max=192m");

    private Exchange() {}

    static void measure(String engine, Work work) throws Exception {
        long records = work.number("records", 20_000_000);
        int parallelism = work.parallelism();
        boolean pojo = work.text("type").equals("pojo");
        String params = "type=" + (pojo ? "pojo" : "tuple") + " records=" + records + " p=" + parallelism;
        int rpc = freePort();
        int rest = freePort();
        List<String> settings = new ArrayList<>(MEMORY);
        settings.addAll(List.of(
                "jobmanager.rpc.address=127.0.0.1",
                "jobmanager.rpc.port=" + rpc,
                "rest.address=127.0.0.1",
                "rest.port=" + rest,
                "taskmanager.host=127.0.0.1",
                "taskmanager.numberOfTaskSlots=" + Math.max(1, parallelism / 2)));
        List<Process> processes = new ArrayList<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> processes.forEach(Process::destroyForcibly)));
        try {
            processes.add(start("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", settings));
            for (int i = 0; i < 2; i++) {
                processes.add(start("org.apache.flink.runtime.taskexecutor.TaskManagerRunner", settings));
            }
            awaitPort(rest);
            work.measure("exchange", engine, params, records, () -> run(rest, records, parallelism, pojo));
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) throws Exception {
        for (int i = 0; i < 600; i++) {
            try {
                new java.net.Socket("127.0.0.1", port).close();
                return;
            } catch (java.io.IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("Flink's JobManager does not answer at port " + port);
    }

    private static Process start(String main, List<String> settings) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        String folder = java.nio.file.Files.createTempDirectory("flink-conf").toString();
        java.nio.file.Files.createFile(java.nio.file.Path.of(folder, "config.yaml"));
        command.addAll(List.of("--configDir", folder));
        settings.forEach(setting -> command.addAll(List.of("-D", setting)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static long run(int rest, long records, int parallelism, boolean pojo) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createRemoteEnvironment("127.0.0.1", rest, new Configuration());
        env.setParallelism(parallelism);
        env.getConfig().enableObjectReuse();
        DataStream<Long> sums;
        if (pojo) {
            sums = env.fromSequence(0, records - 1)
                    .map(Reading::new)
                    .returns(Reading.class)
                    .keyBy(reading -> reading.sensor)
                    .map(Reading::checksum)
                    .returns(Types.LONG);
        } else {
            sums = env.fromSequence(0, records - 1)
                    .map(number -> Tuple2.of(number * 0x9E3779B97F4A7C15L, number))
                    .returns(Types.TUPLE(Types.LONG, Types.LONG))
                    .keyBy(pair -> pair.f0)
                    .map(pair -> pair.f0 ^ pair.f1)
                    .returns(Types.LONG);
        }
        return Environments.sum(env, sums, "exchange");
    }

    /** A POJO of six fields. */
    public static final class Reading {
        public long sensor;
        public long time;
        public int kind;
        public double value;
        public String unit = "";
        public boolean valid;

        public Reading() {}

        Reading(long number) {
            sensor = number * 0x9E3779B97F4A7C15L;
            time = number;
            kind = (int) (number & 7);
            value = number * 0.5;
            unit = "celsius";
            valid = (number & 1) == 0;
        }

        long checksum() {
            return (sensor ^ time) + kind + (long) value + unit.length() + (valid ? 1 : 0);
        }
    }
}
