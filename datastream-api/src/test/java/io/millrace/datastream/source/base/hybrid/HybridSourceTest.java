package io.millrace.datastream.source.base.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.types.Types;
import io.millrace.datastream.source.Boundedness;
import io.millrace.datastream.source.SplitEnumerator;
import io.millrace.datastream.source.base.hybrid.HybridSource.HybridSourceBuilder;
import io.millrace.datastream.source.lib.NumberSequenceSource;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HybridSourceTest {
    private static final NumberSequenceSource NUMBERS = new NumberSequenceSource(1, 5);

    @Test
    void isBoundedIfItsLastSourceIs() {
        HybridSourceBuilder<Long, SplitEnumerator<?, ?>> builder = HybridSource.builder(NUMBERS);
        assertThat(builder.build().getBoundedness()).isEqualTo(Boundedness.BOUNDED);
        HybridSource<Long> endless = builder.<SplitEnumerator<?, ?>, NumberSequenceSource>addSource(
                        context -> NUMBERS, Boundedness.CONTINUOUS_UNBOUNDED)
                .build();
        assertThat(endless.getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
        assertThat(endless.getProducedType()).isEqualTo(Types.LONG);
    }

    @Test
    void refusesASourceBehindOneThatNeverEnds() {
        HybridSourceBuilder<Long, SplitEnumerator<?, ?>> endless = HybridSource.<Long, SplitEnumerator<?, ?>>builder(
                        NUMBERS)
                .<SplitEnumerator<?, ?>, NumberSequenceSource>addSource(
                        context -> NUMBERS, Boundedness.CONTINUOUS_UNBOUNDED);
        assertThatThrownBy(() -> endless.addSource(NUMBERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("need to be bounded: source 1");
    }

    @Test
    void splitsAndStateAreReadAsTheyWereWritten() throws IOException {
        HybridSourceSplit split = new HybridSourceSplit(2, "a split", new byte[] {1, 2, 3});
        HybridSourceSplit.Serializer splits = new HybridSourceSplit.Serializer();
        assertThat(splits.deserialize(splits.getVersion(), splits.serialize(split)))
                .usingRecursiveComparison()
                .isEqualTo(split);
        assertThatThrownBy(() -> splits.deserialize(7, splits.serialize(split)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 7");

        HybridSourceEnumeratorState state = new HybridSourceEnumeratorState(1, new byte[] {4}, new byte[] {5, 6});
        HybridSourceEnumeratorState.Serializer states = new HybridSourceEnumeratorState.Serializer();
        assertThat(states.deserialize(states.getVersion(), states.serialize(state)))
                .usingRecursiveComparison()
                .isEqualTo(state);
    }
}
