package io.millrace.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.operators.ResourceSpec;
import io.millrace.dataflow.resources.CPUResource;
import io.millrace.dataflow.resources.ExternalResource;
import io.millrace.dataflow.types.StringValue;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.CollectionUtil;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.dataflow.util.FileUtils;
import io.millrace.dataflow.util.MdcUtils;
import io.millrace.dataflow.util.PropertiesUtil;
import io.millrace.dataflow.util.StringValueUtils;
import io.millrace.dataflow.util.TernaryBoolean;
import io.millrace.dataflow.util.WrappingProxy;
import io.millrace.dataflow.util.WrappingProxyUtil;
import io.millrace.dataflow.util.function.FunctionWithException;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.windowing.assigners.GlobalWindows;
import io.millrace.datastream.windowing.assigners.WindowAssigner;
import io.millrace.datastream.windowing.triggers.CountTrigger;
import io.millrace.datastream.windowing.triggers.PurgingTrigger;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.GlobalWindow;
import io.millrace.testing.SuccessException;
import io.millrace.testing.TestUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** Small classes that programs and their tests use. */
class ValueWordsTest {
    @TempDir
    Path folder;

    @Test
    void addsAndTakesAwayResources() {
        ResourceSpec one = ResourceSpec.newBuilder(1.5, 100)
                .setManagedMemoryMB(10)
                .setExtendedResource(new ExternalResource("gpu", 1.1))
                .build();
        ResourceSpec two = ResourceSpec.newBuilder(2.5, 200)
                .setManagedMemory(MemorySize.ofMebiBytes(10))
                .setExtendedResource(new ExternalResource("gpu", 1.1))
                .build();
        assertThat(one.lessThanOrEqual(two)).isTrue();
        assertThat(two.lessThanOrEqual(one)).isFalse();
        assertThat(one.merge(two).getCpuCores()).isEqualTo(new CPUResource(4));
        assertThat(one.merge(two).getExtendedResource("gpu")).isEqualTo(Optional.of(new ExternalResource("gpu", 2.2)));
        assertThat(two.subtract(one).getExtendedResource("gpu")).isEmpty();
        assertThat(two.subtract(one).getTaskHeapMemory()).isEqualTo(MemorySize.ofMebiBytes(100));
        assertThat(one.merge(ResourceSpec.UNKNOWN)).isEqualTo(ResourceSpec.UNKNOWN);
        assertThatThrownBy(() -> one.subtract(two)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(ResourceSpec.UNKNOWN::getCpuCores).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> new CPUResource(-0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new CPUResource(1).divide(2)).isEqualTo(new CPUResource(0.50));
        assertThat(new CPUResource(0.7).compareTo(new CPUResource(0.71))).isNegative();
    }

    private record Behind(Object next) implements WrappingProxy<Object> {
        @Override
        public Object getWrappedDelegate() {
            return next;
        }
    }

    @Test
    void findsTheObjectBehindItsProxies() {
        Object innermost = "innermost";
        for (int i = 0; i < 128; i++) {
            innermost = new Behind(innermost);
        }
        Object all = innermost;
        assertThat(WrappingProxyUtil.stripProxy(all)).isEqualTo("innermost");
        assertThatThrownBy(() -> WrappingProxyUtil.stripProxy(new Behind(all)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changesTextsInPlace() {
        StringValue text = new StringValue("TEST, Words!");
        StringValueUtils.toLowerCase(text);
        StringValueUtils.replaceNonWordChars(text, ' ');
        StringValueUtils.WhitespaceTokenizer words = new StringValueUtils.WhitespaceTokenizer();
        words.setStringToTokenize(text);
        StringValue word = new StringValue();
        List<String> found = new ArrayList<>();
        while (words.next(word)) {
            found.add(word.getValue());
        }
        assertThat(found).containsExactly("test", "words");
    }

    @Test
    void readsPropertiesWithTheirDefaults() {
        Properties below = new Properties();
        below.setProperty("a", "1");
        Properties properties = new Properties(below);
        properties.setProperty("b", "x");
        assertThat(PropertiesUtil.flatten(properties)).containsEntry("a", "1").containsEntry("b", "x");
        assertThat(PropertiesUtil.getInt(properties, "a", 7)).isEqualTo(1);
        assertThat(PropertiesUtil.getLong(properties, "c", 7)).isEqualTo(7);
        assertThatThrownBy(() -> PropertiesUtil.getInt(properties, "b", 7))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(TernaryBoolean.fromBoxedBoolean(null).getOrDefault(true)).isTrue();
    }

    @Test
    void cutsCollectionsAndCountsRoomInMaps() {
        assertThat(CollectionUtil.partition(List.of(1, 2, 3, 4, 5, 6), 4))
                .containsExactly(List.of(1, 2), List.of(3, 4), List.of(5, 6));
        assertThat(CollectionUtil.isNullOrEmpty(List.of())).isTrue();
        assertThat(CollectionUtil.mapWithIndex(List.of("a", "b"), (text, i) -> text + i))
                .containsExactly("a0", "b1");
        assertThat(CollectionUtil.newHashMapWithExpectedSize(100)).isEmpty();
    }

    @Test
    void copiesAndDeletesDirectories() throws IOException {
        Path from = Files.createDirectories(folder.resolve("from/below"));
        FileUtils.writeFileUtf8(from.resolve("file").toFile(), "text");
        io.millrace.dataflow.fs.Path to =
                new io.millrace.dataflow.fs.Path(folder.resolve("to").toUri());
        FileUtils.copy(new io.millrace.dataflow.fs.Path(folder.resolve("from").toUri()), to, false);
        assertThat(FileUtils.readFileUtf8(folder.resolve("to/below/file").toFile()))
                .isEqualTo("text");
        assertThat(FileUtils.deletePathIfEmpty(to.getFileSystem(), to)).isFalse();
        FileUtils.deleteDirectory(folder.resolve("to").toFile());
        assertThat(folder.resolve("to")).doesNotExist();
        assertThatThrownBy(() -> FileUtils.cleanDirectory(folder.resolve("to").toFile()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void putsTheJobIntoTheContextOfLogLines() {
        JobID job = new JobID();
        MDC.put("own", "1");
        try (MdcUtils.MdcCloseable ignored = MdcUtils.withContext(MdcUtils.asContextData(job))) {
            assertThat(MDC.get(MdcUtils.JOB_ID)).isEqualTo(job.toHexString());
            assertThat(MDC.get("own")).isEqualTo("1");
        }
        assertThat(MDC.get(MdcUtils.JOB_ID)).isNull();
        MDC.remove("own");
    }

    @Test
    void letsCheckedExceptionsThroughUnchecked() {
        FunctionWithException<Integer, Integer, IOException> fails = value -> {
            throw new IOException("no " + value);
        };
        assertThatThrownBy(() -> FunctionWithException.unchecked(fails).apply(3))
                .hasRootCauseMessage("no 3");
        assertThatThrownBy(() -> ExceptionUtils.rethrowIOException(new IOException("io")))
                .hasMessage("io");
        ExceptionUtils.suppressExceptions(() -> {
            throw new IOException("not seen");
        });
    }

    /** As programs for 1.x write it. */
    @SuppressWarnings("deprecation")
    private static final class ThreeEach extends WindowAssigner<Object, GlobalWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public Collection<GlobalWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
            return List.of(GlobalWindow.get());
        }

        @Override
        public Trigger<Object, GlobalWindow> getDefaultTrigger(StreamExecutionEnvironment env) {
            return PurgingTrigger.of(CountTrigger.of(3));
        }

        @Override
        public TypeSerializer<GlobalWindow> getWindowSerializer(ExecutionConfig executionConfig) {
            return GlobalWindows.create().getWindowSerializer(executionConfig);
        }

        @Override
        public boolean isEventTime() {
            return false;
        }
    }

    @Test
    void takesWindowAssignersOfTheOlderForm() throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        DataStream<Long> sums =
                env.fromSequence(1, 7).windowAll(new ThreeEach()).reduce(Long::sum);
        assertThat(Results.sorted(sums)).containsExactly("15", "6");
    }

    @Test
    void takesASuccessThatIsThrownForTheEndOfAProgram() throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        env.fromSequence(1, 10).addSink(new io.millrace.datastream.functions.sink.SinkFunction<Long>() {
            private static final long serialVersionUID = 1L;

            @Override
            public void invoke(Long value, Context context) {
                if (value == 5) {
                    throw new SuccessException();
                }
            }
        });
        assertThat(TestUtils.tryExecute(env, "until five")).isNull();
    }
}
