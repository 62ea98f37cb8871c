package io.millrace.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.SourceOperator.Progress;
import io.millrace.dataflow.io.DefaultInputSplitAssigner;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.io.InputSplitAssigner;
import io.millrace.dataflow.io.LocatableInputSplit;
import io.millrace.dataflow.io.LocatableInputSplitAssigner;
import io.millrace.dataflow.io.statistics.BaseStatistics;
import io.millrace.dataflow.types.Types;
import io.millrace.operators.harness.TestContext;
import io.millrace.operators.harness.TestCoordinatorContext;
import io.millrace.operators.harness.TestOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Splits on two hosts that do not exist: who reads which, and what the job's result says of it. */
class LocalityTest {
    /** Every split has one record: the hosts where it lies. */
    private static final class Hosts implements InputFormat<String, LocatableInputSplit> {
        private static final long serialVersionUID = 1L;

        private final String[][] hostsOfSplits;
        private final boolean local;
        private @Nullable String next;

        Hosts(boolean local, String... hostsOfSplits) {
            this.local = local;
            this.hostsOfSplits = new String[hostsOfSplits.length][];
            for (int i = 0; i < hostsOfSplits.length; i++) {
                this.hostsOfSplits[i] = hostsOfSplits[i].isEmpty() ? new String[0] : hostsOfSplits[i].split(",");
            }
        }

        @Override
        public void configure(Configuration parameters) {}

        @Override
        public @Nullable BaseStatistics getStatistics(@Nullable BaseStatistics cached) {
            return cached;
        }

        @Override
        public LocatableInputSplit[] createInputSplits(int minNumSplits) {
            LocatableInputSplit[] splits = new LocatableInputSplit[hostsOfSplits.length];
            for (int i = 0; i < splits.length; i++) {
                splits[i] = new LocatableInputSplit(i, hostsOfSplits[i]);
            }
            return splits;
        }

        @Override
        public InputSplitAssigner getInputSplitAssigner(LocatableInputSplit[] splits) {
            return local ? new LocatableInputSplitAssigner(splits) : new DefaultInputSplitAssigner(splits);
        }

        @Override
        public void open(LocatableInputSplit split) {
            next = String.join(",", split.getHostnames());
        }

        @Override
        public boolean reachedEnd() {
            return next == null;
        }

        @Override
        public String nextRecord(String reuse) {
            String record = String.valueOf(next);
            next = null;
            return record;
        }

        @Override
        public void close() {}
    }

    private record Read(List<String> splits, Map<String, Object> counters) {}

    /** One subtask on each host; they ask in turns until there is nothing left. */
    private static Map<String, Read> read(Hosts format, String... hosts) throws Exception {
        TestCoordinatorContext world = new TestCoordinatorContext(new JobID(), hosts.length);
        InputFormatCoordinator<LocatableInputSplit> coordinator =
                new InputFormatCoordinator<>(format, new Configuration());
        coordinator.start(world);
        Map<String, InputFormatSource<String, LocatableInputSplit>> sources = new LinkedHashMap<>();
        Map<String, TestContext> contexts = new LinkedHashMap<>();
        Map<String, TestOutput<String>> outputs = new LinkedHashMap<>();
        for (int i = 0; i < hosts.length; i++) {
            contexts.put(hosts[i], new TestContext(i, hosts.length, 0));
            outputs.put(hosts[i], new TestOutput<>());
            sources.put(hosts[i], new InputFormatSource<>(format, new Configuration(), Types.STRING));
            sources.get(hosts[i]).open(contexts.get(hosts[i]), outputs.get(hosts[i]));
        }
        while (world.ended.size() < hosts.length) {
            for (int i = 0; i < hosts.length; i++) {
                int before = world.splits.get(i).size();
                coordinator.splitRequested(i, hosts[i]);
                List<byte[]> all = world.splits.get(i);
                InputFormatSource<String, LocatableInputSplit> source = sources.get(hosts[i]);
                source.addSplits(all.subList(before, all.size()));
                while (source.next(outputs.get(hosts[i])) == Progress.MORE) {
                    assertThat(outputs.get(hosts[i]).records).hasSizeLessThanOrEqualTo(format.hostsOfSplits.length);
                }
            }
        }
        Map<String, Read> reads = new LinkedHashMap<>();
        for (String host : hosts) {
            Map<String, Object> counters = new LinkedHashMap<>();
            contexts.get(host).accumulators.forEach((name, counter) -> counters.put(name, counter.getLocalValue()));
            reads.put(host, new Read(outputs.get(host).records, counters));
        }
        return reads;
    }

    @Test
    void givesEachHostItsOwnSplitsAndCountsThemAsLocal() throws Exception {
        Map<String, Read> reads = read(new Hosts(true, "b", "a", "b", "a,b"), "a.example.com", "b");

        assertThat(reads.get("a.example.com").splits).containsExactly("a", "a,b");
        assertThat(reads.get("b").splits).containsExactly("b", "b");
        assertThat(reads.values())
                .allSatisfy(read -> assertThat(read.counters)
                        .containsOnly(Map.entry(SplitCounters.TOTAL, 2L), Map.entry(SplitCounters.LOCAL, 2L)));
    }

    @Test
    void countsSplitsThatAreReadElsewhereAsNotLocal() throws Exception {
        Map<String, Read> reads = read(new Hosts(true, "c", "a", "c"), "a", "b");

        assertThat(reads.get("a").counters)
                .containsOnly(Map.entry(SplitCounters.TOTAL, 2L), Map.entry(SplitCounters.LOCAL, 1L));
        assertThat(reads.get("b").counters)
                .containsOnly(Map.entry(SplitCounters.TOTAL, 1L), Map.entry(SplitCounters.LOCAL, 0L));
    }

    @Test
    void countsWhatHappenedAndNotWhatTheAssignerMeant() throws Exception {
        Map<String, Read> reads = read(new Hosts(false, "a", "a"), "b", "a");

        assertThat(reads.get("b").counters)
                .containsOnly(Map.entry(SplitCounters.TOTAL, 1L), Map.entry(SplitCounters.LOCAL, 0L));
        assertThat(reads.get("a").counters)
                .containsOnly(Map.entry(SplitCounters.TOTAL, 1L), Map.entry(SplitCounters.LOCAL, 1L));
    }

    @Test
    void countsNothingWhereSplitsLieNowhere() throws Exception {
        assertThat(read(new Hosts(true, "", ""), "a").get("a").counters).isEmpty();
    }
}
