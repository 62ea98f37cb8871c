package io.millrace.taskmanager.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.state.KeyGroupRangeAssignment;
import io.millrace.dataflow.util.SerializedValue;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each pattern, between all parallelisms from 1 to 7. */
class ExchangePatternsTest {
    private static final int RECORDS = 700;

    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = new Cluster(3);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @FunctionalInterface
    private interface Check {
        void check(int producers, int consumers, List<List<Long>> perConsumer);
    }

    private void forAllParallelisms(ExchangePattern pattern, Check check) {
        for (int producers = 1; producers <= 7; producers++) {
            for (int consumers = 1; consumers <= 7; consumers++) {
                Ops.reset();
                Program program = new Program();
                Handle source = program.source("numbers", producers, Ops.numbers(0, RECORDS));
                program.then(source, "sink", consumers, Ops.sink("all"), pattern);
                cluster.run(program.unchained().build());
                List<List<Long>> perConsumer = new ArrayList<>();
                for (int c = 0; c < consumers; c++) {
                    perConsumer.add(Ops.collected("all/" + c).stream()
                            .map(Long.class::cast)
                            .toList());
                }
                check.check(producers, consumers, perConsumer);
            }
        }
    }

    private static void eachRecordOnce(List<List<Long>> perConsumer) {
        assertThat(perConsumer.stream()
                        .flatMap(List::stream)
                        .mapToLong(n -> n)
                        .sorted()
                        .toArray())
                .isEqualTo(LongStream.range(0, RECORDS).toArray());
    }

    @Test
    void rebalanceDealsEvenly() {
        forAllParallelisms(new ExchangePattern.Rebalance(), (producers, consumers, got) -> {
            eachRecordOnce(got);
            assertThat(got).allMatch(records -> Math.abs(records.size() - RECORDS / consumers) <= producers + 1);
        });
    }

    @Test
    void rescaleDealsEachRecordOnce() {
        forAllParallelisms(new ExchangePattern.Rescale(), (producers, consumers, got) -> {
            eachRecordOnce(got);
            assertThat(got).noneMatch(List::isEmpty);
        });
    }

    @Test
    void shuffleDealsEachRecordOnce() {
        forAllParallelisms(new ExchangePattern.Shuffle(), (producers, consumers, got) -> {
            eachRecordOnce(got);
            assertThat(got).noneMatch(List::isEmpty);
        });
    }

    @Test
    void hashSendsAKeyToTheOwnerOfItsKeyGroup() {
        KeySelector<Long, Integer> key = n -> (int) (n % 50);
        forAllParallelisms(Program.hash(key), (producers, consumers, got) -> {
            eachRecordOnce(got);
            for (int c = 0; c < consumers; c++) {
                for (Long record : got.get(c)) {
                    assertThat(KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                    (int) (record % 50), Program.KEY_GROUPS, consumers))
                            .isEqualTo(c);
                }
            }
        });
    }

    @Test
    void broadcastSendsAllToAllAndKeepsTheOrderOfAProducer() {
        forAllParallelisms(new ExchangePattern.Broadcast(), (producers, consumers, got) -> {
            for (List<Long> records : got) {
                eachRecordOnce(List.of(records));
                for (int p = 0; p < producers; p++) {
                    int producer = p;
                    assertThat(records.stream()
                                    .filter(n -> n % producers == producer)
                                    .toList())
                            .isSorted();
                }
            }
        });
    }

    @Test
    void globalSendsAllToTheFirst() {
        forAllParallelisms(new ExchangePattern.Global(), (producers, consumers, got) -> {
            eachRecordOnce(List.of(got.get(0)));
            assertThat(got.subList(1, consumers)).allMatch(List::isEmpty);
        });
    }

    @Test
    void customAsksThePartitionerAboutTheKey() throws IOException {
        Partitioner<Long> lastFirst = (key, partitions) -> partitions - 1 - (int) (key % partitions);
        KeySelector<Long, Long> key = n -> n / 10;
        ExchangePattern custom =
                new ExchangePattern.Custom(new SerializedValue<>(lastFirst), new SerializedValue<>(key));
        forAllParallelisms(custom, (producers, consumers, got) -> {
            eachRecordOnce(got);
            for (int c = 0; c < consumers; c++) {
                int consumer = c;
                assertThat(got.get(c)).allMatch(n -> consumers - 1 - (n / 10) % consumers == consumer);
            }
        });
    }

    @Test
    void forwardKeepsPlaces() {
        for (int parallelism = 1; parallelism <= 7; parallelism++) {
            Ops.reset();
            Program program = new Program();
            Handle source = program.source("numbers", parallelism, Ops.numbers(0, RECORDS));
            program.then(source, "sink", parallelism, Ops.sink("all"));
            cluster.run(program.unchained().build());
            for (int i = 0; i < parallelism; i++) {
                long place = i;
                long step = parallelism;
                assertThat(Ops.collected("all/" + i))
                        .isNotEmpty()
                        .allMatch(n -> (Long) n % step == place)
                        .isSorted();
            }
        }
    }
}
