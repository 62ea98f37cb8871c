package io.millrace.dataflow.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.config.StateBackendOptions;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.FileSystemKind;
import io.millrace.dataflow.io.GenericInputFormat;
import io.millrace.dataflow.io.GenericInputSplit;
import io.millrace.dataflow.io.InputSplitAssigner;
import io.millrace.dataflow.io.ReplicatingInputFormat;
import io.millrace.dataflow.metrics.Counter;
import io.millrace.dataflow.metrics.MetricType;
import io.millrace.dataflow.metrics.SimpleCounter;
import io.millrace.dataflow.operators.SlotSharingGroup;
import io.millrace.dataflow.restart.RestartStrategies;
import io.millrace.dataflow.time.Time;
import io.millrace.dataflow.types.BooleanValue;
import io.millrace.dataflow.types.IntValue;
import io.millrace.dataflow.types.StringValue;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Small things that programs of other engines name. */
class PortedNamesTest {
    /** Closes in the order of registration. */
    private static final class Registry
            extends AbstractAutoCloseableRegistry<AutoCloseable, AutoCloseable, String, RuntimeException> {
        Registry() {
            super(new LinkedHashMap<>());
        }

        @Override
        protected void doClose(List<AutoCloseable> toClose) {
            toClose.forEach(IOUtils::closeQuietly);
        }

        @Override
        protected void doRegister(AutoCloseable closeable, Map<AutoCloseable, String> closeableMap) {
            closeableMap.put(closeable, "");
        }

        @Override
        protected boolean doUnRegister(AutoCloseable closeable, Map<AutoCloseable, String> closeableMap) {
            return closeableMap.remove(closeable) != null;
        }
    }

    private static final class Ones extends GenericInputFormat<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean reachedEnd() {
            return false;
        }

        @Override
        public Integer nextRecord(Integer reuse) {
            return 1;
        }
    }

    @Test
    void aTextCanBeChangedInPlace() {
        StringValue text = new StringValue("millrace");
        assertThat(text.find("l")).isEqualTo(2);
        assertThat(text.find("l", 3)).isEqualTo(3);
        assertThat(text.find("x")).isEqualTo(-1);
        assertThat(text.startsWith("race", 4)).isTrue();
        assertThat(text.substring(4).getValue()).isEqualTo("race");
        assertThat(text.append('s').append(new StringValue(" run"), 1, 3).getValue())
                .isEqualTo("millracesrun");
        text.setLength(4);
        assertThat(text.getValue()).isEqualTo("mill");
        assertThatThrownBy(() -> text.setLength(5)).isInstanceOf(IllegalArgumentException.class);
        text.setValue(new char[] {'a', 'b', 'c'}, 1, 2);
        assertThat(text.getValue()).isEqualTo("bc");
        text.setValueAscii(new byte[] {'x', 'y', 'z'}, 0, 2);
        assertThat(text.getValue()).isEqualTo("xy");
        assertThat(BooleanValue.TRUE.getValue()).isTrue();
    }

    @Test
    void namesWithoutKeysOrValuesAreKeptInOrder() {
        LinkedOptionalMap<String, Integer> left = new LinkedOptionalMap<>();
        left.put("a", "A", 1);
        left.put("b", null, null);
        LinkedOptionalMap<String, Integer> right = LinkedOptionalMap.optionalMapOf(Map.of("B", 2), key -> "b");
        assertThat(left.absentKeysOrValues()).containsExactly("b");
        assertThatThrownBy(left::unwrapOptionals).isInstanceOf(IllegalStateException.class);
        LinkedOptionalMap.MergeResult<String, Integer> merged = LinkedOptionalMap.mergeRightIntoLeft(left, right);
        assertThat(merged.hasMissingKeys()).isFalse();
        assertThat(merged.getMerged()).containsExactly(Map.entry("A", 1), Map.entry("B", 2));
        assertThat(merged.isOrderedSubset()).isFalse();
        assertThat(LinkedOptionalMap.mergeRightIntoLeft(left, left).isOrderedSubset())
                .isTrue();
    }

    @Test
    void aRegistryClosesWhatItHoldsAndWhatComesLater() throws Exception {
        List<String> closed = new ArrayList<>();
        Registry registry = new Registry();
        AutoCloseable first = () -> closed.add("first");
        AutoCloseable second = () -> closed.add("second");
        registry.registerCloseable(first);
        registry.registerCloseable(second);
        assertThat(registry.unregisterCloseable(second)).isTrue();
        assertThat(registry.getNumberOfRegisteredCloseables()).isOne();
        registry.close();
        assertThat(closed).containsExactly("first");
        assertThatThrownBy(() -> registry.registerCloseable(second)).isInstanceOf(IOException.class);
        assertThat(closed).containsExactly("first", "second");
    }

    @Test
    void aClassLoaderTellsWhatItCannotFind() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (FlinkUserCodeClassLoader loader =
                new FlinkUserCodeClassLoader(new URL[0], getClass().getClassLoader(), failures::add) {}) {
            assertThat(loader.loadClass(PortedNamesTest.class.getName())).isSameAs(PortedNamesTest.class);
            assertThatThrownBy(() -> loader.loadClass("no.such.Class")).isInstanceOf(ClassNotFoundException.class);
        }
        assertThat(failures).singleElement().isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void aGroupSaysAllOfItsResourcesOrNone() {
        SlotSharingGroup group = SlotSharingGroup.newBuilder("g")
                .setCpuCores(1.5)
                .setTaskHeapMemoryMB(10)
                .setExternalResource("gpu", 2)
                .build();
        assertThat(group.getCpuCores()).contains(1.5);
        assertThat(group.getTaskHeapMemory()).contains(MemorySize.ofMebiBytes(10));
        assertThat(group.getExternalResources()).containsExactly(Map.entry("gpu", 2.0));
        assertThat(SlotSharingGroup.newBuilder("g").build().getCpuCores()).isEmpty();
        assertThatThrownBy(() -> SlotSharingGroup.newBuilder("g").setCpuCores(1).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SlotSharingGroup.newBuilder("g").setCpuCores(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyInstanceReadsAllSplitsOfAReplicatedInput() throws Exception {
        ReplicatingInputFormat<Integer, GenericInputSplit> format = new ReplicatingInputFormat<>(new Ones());
        GenericInputSplit[] splits = format.createInputSplits(2);
        InputSplitAssigner assigner = format.getInputSplitAssigner(splits);
        for (int task = 0; task < 3; task++) {
            assertThat(assigner.getNextInputSplit("host", task)).isSameAs(splits[0]);
            assertThat(assigner.getNextInputSplit("host", task)).isSameAs(splits[1]);
            assertThat(assigner.getNextInputSplit("host", task)).isNull();
        }
    }

    @Test
    void stateBackendsAreKnownByName() {
        Configuration settings = new Configuration();
        StateBackendOptions.check(settings);
        settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        StateBackendOptions.check(settings);
        settings.set(StateBackendOptions.STATE_BACKEND, "paper");
        assertThatThrownBy(() -> StateBackendOptions.check(settings))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("paper");
    }

    @Test
    void metricsSayTheirKind() {
        Counter counter = new SimpleCounter();
        assertThat(counter.getMetricType()).isEqualTo(MetricType.COUNTER);
        assertThat(FileSystem.getLocalFileSystem().getKind()).isEqualTo(FileSystemKind.FILE_SYSTEM);
    }

    @Test
    void restartsCanBeAskedInTheOlderTime() {
        assertThat(RestartStrategies.exponentialDelayRestart(Time.seconds(1), Time.seconds(9), 2.0, Time.hours(1), 0.1)
                        .getMaxBackoff())
                .isEqualTo(Time.seconds(9));
        assertThat(RestartStrategies.failureRateRestart(3, Time.minutes(5), Time.seconds(2))
                        .getDelayBetweenAttemptsInterval())
                .isEqualTo(Time.seconds(2));
    }

    @Test
    void objectsTravelInConfigurationsAndPacked() throws Exception {
        Configuration settings = new Configuration();
        InstantiationUtil.writeObjectToConfig(List.of(1, 2), settings, "k");
        List<Integer> read =
                InstantiationUtil.readObjectFromConfig(settings, "k", getClass().getClassLoader());
        assertThat(read).containsExactly(1, 2);
        @Nullable
        Object none = InstantiationUtil.readObjectFromConfig(
                settings, "other", getClass().getClassLoader());
        assertThat(none).isNull();
        byte[] packed = InstantiationUtil.serializeObjectAndCompress("x".repeat(1000));
        assertThat(packed).hasSizeLessThan(100);
        String unpacked = InstantiationUtil.decompressAndDeserializeObject(
                packed, getClass().getClassLoader());
        assertThat(unpacked).hasSize(1000);
        assertThat(InstantiationUtil.createCopyWritable(new IntValue(7))).isEqualTo(new IntValue(7));
        assertThat(InstantiationUtil.checkForInstantiationError(Runnable.class)).isNotNull();
        assertThat(InstantiationUtil.checkForInstantiationError(IntValue.class)).isNull();
    }

    @Test
    void textsAndCollectionsHaveTheirTools() throws Exception {
        assertThat(StringUtils.showControlCharacters("a\tb\n")).isEqualTo("a\\tb\\n");
        assertThat(StringUtils.concatenateWithAnd("a", "b")).isEqualTo("a and b");
        assertThat(StringUtils.concatenateWithAnd(null, "b")).isEqualTo("b");
        assertThat(StringUtils.generateRandomAlphanumericString(new Random(1), 12))
                .matches("[a-zA-Z0-9]{12}");
        assertThat(StringUtils.getRandomString(new Random(1), 3, 5, 'a', 'c')).matches("[a-c]{3,5}");
        assertThat(CollectionUtil.isEmptyOrAllElementsNull(Arrays.asList(null, null)))
                .isTrue();
        assertThat(CollectionUtil.iterableToList(List.of(1))).containsExactly(1);
        List<String> closed = new ArrayList<>();
        CloseableIterator<Integer> both = CloseableIterator.flatten(
                CloseableIterator.adapterForIterator(List.of(1, 2).iterator(), () -> closed.add("a")),
                CloseableIterator.adapterForIterator(List.of(3).iterator(), () -> closed.add("b")));
        assertThat(both).toIterable().containsExactly(1, 2, 3);
        both.close();
        assertThat(closed).containsExactly("a", "b");
    }

    @Test
    void ofJoinedIteratorsNoMoreIsTakenThanIsAskedFor() {
        List<Integer> taken = new ArrayList<>();
        CloseableIterator<Integer> endless = CloseableIterator.adapterForIterator(
                Stream.iterate(1, i -> i + 1).peek(taken::add).iterator());
        CloseableIterator<Integer> both = CloseableIterator.flatten(endless, CloseableIterator.ofElement(0, any -> {}));
        assertThat(both.next()).isEqualTo(1);
        assertThat(both.next()).isEqualTo(2);
        assertThat(taken).hasSizeLessThan(4);
    }

    @Test
    void anExecutorOfAJobWorksAndEndsWithItsOwn() throws Exception {
        ExecutorService own = Executors.newSingleThreadExecutor();
        ExecutorService ofJob = MdcUtils.scopeToJob(new JobID(), own);
        assertThat(ofJob.submit(() -> 7).get()).isEqualTo(7);
        ofJob.shutdown();
        assertThat(own.isShutdown()).isTrue();
    }
}
