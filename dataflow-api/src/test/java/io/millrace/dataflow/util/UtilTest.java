package io.millrace.dataflow.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.functions.InvalidTypesException;
import io.millrace.dataflow.types.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtilTest {
    @ParameterizedTest
    @CsvSource({
        "10 s, PT10S",
        "1min, PT1M",
        "250, PT0.25S",
        "5 m, PT5M",
        "2h, PT2H",
        "1 d, PT24H",
        "3 µs, PT0.000003S",
        "7 ns, PT0.000000007S",
        "PT1H30M, PT1H30M",
        "100 MS, PT0.1S",
        "12 hours, PT12H",
        "0 s, PT0S"
    })
    void readsDurations(String text, Duration expected) {
        assertThat(TimeUtils.parseDuration(text)).isEqualTo(expected);
        assertThat(TimeUtils.parseDuration(TimeUtils.formatWithHighestUnit(expected)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1 s", "10 parsecs", "1.5 s", "P", "99999999999999999999999 d"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> TimeUtils.parseDuration(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void aSequenceEndsWhereItShouldAlsoAtTheLargestLong() {
        NumberSequenceIterator numbers = new NumberSequenceIterator(Long.MAX_VALUE - 2, Long.MAX_VALUE);
        List<Long> read = new ArrayList<>();
        numbers.forEachRemaining(read::add);
        assertThat(read).containsExactly(Long.MAX_VALUE - 2, Long.MAX_VALUE - 1, Long.MAX_VALUE);
    }

    @Test
    void theSplitsOfASequenceAreTheSequence() {
        for (int size = 1; size <= 20; size++) {
            for (int parts = 1; parts <= 25; parts++) {
                List<Long> read = new ArrayList<>();
                for (NumberSequenceIterator part : new NumberSequenceIterator(-5, -5 + size - 1).split(parts)) {
                    part.forEachRemaining(read::add);
                }
                List<Long> expected = new ArrayList<>();
                new NumberSequenceIterator(-5, -5 + size - 1).forEachRemaining(expected::add);
                assertThat(read).isEqualTo(expected);
            }
        }
    }

    @Test
    void splitsAllLongsEvenly() {
        NumberSequenceIterator[] halves = new NumberSequenceIterator(Long.MIN_VALUE, Long.MAX_VALUE).split(2);
        assertThat(halves[0].getCurrent()).isEqualTo(Long.MIN_VALUE);
        assertThat(halves[0].getTo()).isEqualTo(-1);
        assertThat(halves[1].getCurrent()).isZero();
        assertThat(halves[1].getTo()).isEqualTo(Long.MAX_VALUE);
        NumberSequenceIterator whole = new NumberSequenceIterator(Long.MIN_VALUE, Long.MAX_VALUE).split(1)[0];
        assertThat(whole.hasNext()).isTrue();
        assertThat(whole.getTo()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anOutputTagTakesItsTypeFromItsSubclass() throws Exception {
        OutputTag<String> tag = new OutputTag<String>("late") {};
        assertThat(tag.getTypeInfo()).isEqualTo(Types.STRING);
        assertThat(tag).isEqualTo(new OutputTag<>("late", Types.STRING)).hasToString("OutputTag(String, late)");
        assertThatThrownBy(() -> new OutputTag<String>("late"))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining("'late'")
                .hasMessageContaining("anonymous subclass");
        assertThatThrownBy(() -> new OutputTag<>("", Types.STRING)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void jobIdsArePrintedAsThirtyTwoDigitsAndReadBack() {
        JobID id = new JobID(1, 2);
        assertThat(id).hasToString("00000000000000010000000000000002");
        assertThat(JobID.fromHexString(id.toString())).isEqualTo(id);
        assertThat(JobID.fromByteArray(id.getBytes())).isEqualTo(id);
        assertThat(JobID.generate()).isNotEqualTo(JobID.generate());
        assertThatThrownBy(() -> JobID.fromHexString("xyz")).hasMessageContaining("32 hexadecimal digits");
    }

    @Test
    void preconditionsFillTheirTemplates() {
        assertThatThrownBy(() -> Preconditions.checkArgument(false, "a %s b %s", 1, "two"))
                .hasMessage("a 1 b two");
        assertThatThrownBy(() -> Preconditions.checkState(false, "only", 3, 4)).hasMessage("only [3, 4]");
        assertThat(Preconditions.checkNotNull("x", "never")).isEqualTo("x");
    }

    @Test
    void serializedValuesComeBackWithTheClassLoader() throws Exception {
        SerializedValue<List<String>> value = new SerializedValue<>(new ArrayList<>(List.of("a")));
        assertThat(value.deserializeValue(getClass().getClassLoader())).containsExactly("a");
        Class<?> primitive = InstantiationUtil.deserializeObject(
                InstantiationUtil.serializeObject(int.class), getClass().getClassLoader());
        assertThat(primitive).isEqualTo(int.class);
    }

    @Test
    void findsAndStripsCauses() {
        Exception failure = new RuntimeException("outer", new FlinkException("inner", new IllegalStateException("x")));
        assertThat(ExceptionUtils.findThrowable(failure, FlinkException.class)).isPresent();
        assertThat(ExceptionUtils.findThrowableWithMessage(failure, "x"))
                .containsInstanceOf(IllegalStateException.class);
        assertThat(ExceptionUtils.stripException(failure, RuntimeException.class))
                .isInstanceOf(FlinkException.class);
    }
}
