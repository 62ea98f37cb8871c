package io.millrace.datastream.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.functions.sink.TwoPhaseCommitSinkFunction;
import io.millrace.testing.seeds.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** A sink function with transactions whose process dies between any two steps, beside a naive model. */
class TransactionSinkTest {
    @ParameterizedTest
    @Seeds(60)
    void commitsEachRecordOnceWheneverTheProcessDies(long seed, int size) throws Exception {
        Run run = new Run(new Random(seed));
        for (int step = 0; step < 10 + size * 3; step++) {
            run.step();
            run.look();
        }
        run.finish();
    }

    @Test
    void refusesAJobThatTakesNoCheckpoints() {
        Bank bank = new Bank();
        assertThatThrownBy(() -> open(bank, false, new Configuration(), RestoreReader.nothing()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("execution.checkpointing.interval");
        assertThatThrownBy(() -> open(bank, true, withCheckpoints(), RestoreReader.nothing()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("streaming mode");
    }

    private static SinkTask<Integer> open(Bank bank, boolean batch, Configuration configuration, RestoreReader restored)
            throws Exception {
        return new SinkTask<>(new SinkFunctionOperator<>(new BankSink(bank), batch), configuration, restored, 0);
    }

    private static Configuration withCheckpoints() {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        return configuration;
    }

    /** A job of one task: the numbers below what its newest complete checkpoint counts. */
    private static final class Run {
        private final Random random;
        private final Bank bank = new Bank();
        private int next;
        private int counted;
        private long checkpoint;
        private RestoreReader complete = RestoreReader.nothing();
        private SinkTask<Integer> task;

        Run(Random random) throws Exception {
            this.random = random;
            begin();
        }

        private void begin() throws Exception {
            task = open(bank, false, withCheckpoints(), complete);
            next = counted;
        }

        void step() throws Exception {
            switch (random.nextInt(5)) {
                case 0, 1 -> write(random.nextInt(10));
                case 2, 3 -> checkpoint();
                default -> die();
            }
        }

        private void write(int numbers) throws Exception {
            for (int i = 0; i < numbers; i++) {
                task.process(next++);
            }
        }

        private void checkpoint() throws Exception {
            SinkTask.Snapshot taken = task.snapshot(++checkpoint);
            int fate = random.nextInt(6);
            if (fate == 0) {
                die();
            } else if (fate > 1) { // else it was given up
                complete = taken;
                counted = next;
                if (fate == 2) {
                    die(); // before it heard that it is complete
                } else if (fate > 3) { // else the word is lost
                    task.completed(checkpoint);
                }
            }
        }

        private void die() throws Exception {
            if (random.nextBoolean()) {
                task.close();
            }
            begin();
        }

        void look() {
            assertThat(bank.visible()).doesNotHaveDuplicates().allMatch(number -> number < counted);
        }

        void finish() throws Exception {
            write(4);
            task.endInput();
            task.snapshot(++checkpoint);
            counted = next;
            task.completed(checkpoint);
            task.close();
            assertThat(bank.visible())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, next).boxed().toList());
        }
    }

    /** Transactions by name; what is committed is visible. */
    private static final class Bank {
        private final Map<String, List<Integer>> written = new TreeMap<>();
        private final Set<String> preCommitted = new HashSet<>();
        private final Set<String> committed = new HashSet<>();
        private final Set<String> aborted = new HashSet<>();

        List<Integer> visible() {
            return committed.stream()
                    .flatMap(transaction -> written.get(transaction).stream())
                    .toList();
        }
    }

    private static final class BankSink extends TwoPhaseCommitSinkFunction<Integer, String, String> {
        private static final long serialVersionUID = 1L;

        private final transient Bank bank;

        BankSink(Bank bank) {
            super(
                    Types.STRING.createSerializer(new SerializerConfigImpl()),
                    Types.STRING.createSerializer(new SerializerConfigImpl()));
            this.bank = bank;
        }

        @Override
        protected void invoke(String transaction, Integer value, Context context) {
            bank.written.get(transaction).add(value);
        }

        @Override
        protected String beginTransaction() {
            String name = "transaction-" + bank.written.size();
            bank.written.put(name, new ArrayList<>());
            return name;
        }

        @Override
        protected void preCommit(String transaction) {
            bank.preCommitted.add(transaction);
        }

        @Override
        protected void commit(String transaction) {
            assertThat(bank.preCommitted).contains(transaction);
            assertThat(bank.aborted).doesNotContain(transaction);
            bank.committed.add(transaction);
        }

        @Override
        protected void abort(String transaction) {
            assertThat(bank.committed).doesNotContain(transaction);
            bank.aborted.add(transaction);
        }
    }
}
