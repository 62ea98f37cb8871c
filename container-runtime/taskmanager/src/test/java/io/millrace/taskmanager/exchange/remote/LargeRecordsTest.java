package io.millrace.taskmanager.exchange.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.util.SerializedValue;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.worker.TaskManagerSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A record of a hundred megabytes, between small ones, on every kind of exchange. */
class LargeRecordsTest {
    private static final int LARGE_BYTES = 100_000_000;

    /** The only large object that all these tests make on purpose. */
    private static final byte[] LARGE = large();

    private static final int RECORDS = 6;
    private static final int LARGE_ONE = 3;

    private enum Kind {
        FORWARD,
        HASH,
        REBALANCE,
        RESCALE,
        BROADCAST,
        GLOBAL,
        CUSTOM;

        ExchangePattern pattern() throws IOException {
            return switch (this) {
                case FORWARD -> new ExchangePattern.Forward();
                case HASH -> Program.hash((byte[] record) -> record.length);
                case REBALANCE -> new ExchangePattern.Rebalance();
                case RESCALE -> new ExchangePattern.Rescale();
                case BROADCAST -> new ExchangePattern.Broadcast();
                case GLOBAL -> new ExchangePattern.Global();
                case CUSTOM ->
                    new ExchangePattern.Custom(
                            new SerializedValue<Partitioner<?>>((Partitioner<Integer>) (key, count) -> key % count),
                            new SerializedValue<KeySelector<?, ?>>((KeySelector<byte[], Integer>) r -> r.length));
            };
        }

        int consumers() {
            return this == FORWARD ? 1 : 2;
        }
    }

    private static byte[] large() {
        byte[] bytes = new byte[LARGE_BYTES];
        for (int i = 0; i < bytes.length; i += 4096) {
            bytes[i] = (byte) (i >>> 12);
        }
        return bytes;
    }

    private static byte[] record(long number) {
        return number == LARGE_ONE ? LARGE : new byte[] {(byte) number, 1, 2};
    }

    private static String described(byte[] record) {
        CRC32C checksum = new CRC32C();
        checksum.update(record);
        return record.length + " bytes " + Long.toHexString(checksum.getValue());
    }

    @BeforeEach
    void start() {
        Ops.reset();
    }

    /** @param apart whether producer and consumers run at different TaskManagers */
    private static void exchange(Kind kind, ExchangeMode mode, boolean apart, TaskManagerSettings settings)
            throws IOException {
        Program program = new Program();
        Handle source = program.source("numbers", 1, Ops.numbers(0, RECORDS));
        Handle maker = program.then(
                source, "make", 1, Ops.<Long, byte[]>each((number, time, out) -> out.collect(record(number), time)));
        program.type(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
        Handle sink = program.operator(
                "describe",
                kind.consumers(),
                Ops.<byte[], Object>each(
                        (record, time, out) -> Ops.sinkOf("found").add(described(record))),
                1);
        program.unchained().connect(maker, sink, 0, kind.pattern(), mode);
        int consumers = 2;
        try (TwoTaskManagers cluster =
                new TwoTaskManagers(settings, (vertex, subtask) -> apart && vertex == consumers ? 1 : 0)) {
            cluster.run(program.build());
        }
        List<String> expected = new ArrayList<>();
        for (int copy = 0; copy < (kind == Kind.BROADCAST ? 2 : 1); copy++) {
            Stream.iterate(0L, n -> n + 1).limit(RECORDS).forEach(n -> expected.add(described(record(n))));
        }
        String[] found = Ops.collected("found").toArray(String[]::new);
        Arrays.sort(found);
        assertThat(found).containsExactly(expected.stream().sorted().toArray(String[]::new));
    }

    private static TaskManagerSettings settings() {
        return TaskManagerSettings.defaults(2).withManagedMemoryBytes(1 << 20);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void passesInOneTaskManager(Kind kind) throws IOException {
        exchange(kind, ExchangeMode.PIPELINED, false, settings());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void passesBetweenTaskManagers(Kind kind) throws IOException {
        exchange(kind, ExchangeMode.PIPELINED, true, settings());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isKeptInMemoryOfABlockingExchange(boolean apart) throws IOException {
        exchange(Kind.HASH, ExchangeMode.BLOCKING, apart, settings().withBlockingExchangeBytesMax(1L << 30));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"HASH", "BROADCAST"})
    void goesToDiskAndToAnotherTaskManager(Kind kind) throws IOException {
        exchange(kind, ExchangeMode.BLOCKING, true, settings().withBlockingExchangeBytesMax(1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"FORWARD", "REBALANCE"})
    void goesToDiskAndComesBack(Kind kind) throws IOException {
        exchange(kind, ExchangeMode.BLOCKING, false, settings().withBlockingExchangeBytesMax(1));
    }
}
