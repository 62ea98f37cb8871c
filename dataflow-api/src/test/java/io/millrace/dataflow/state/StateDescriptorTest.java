package io.millrace.dataflow.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.functions.RichReduceFunction;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.InstantiationUtil;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StateDescriptorTest {
    @Test
    void descriptorsAreEqualByKindAndName() {
        assertThat(new ValueStateDescriptor<>("a", Types.STRING))
                .isEqualTo(new ValueStateDescriptor<>("a", String.class))
                .hasSameHashCodeAs(new ValueStateDescriptor<>("a", Types.STRING))
                .isNotEqualTo(new ValueStateDescriptor<>("b", Types.STRING))
                .isNotEqualTo(new ListStateDescriptor<>("a", Types.STRING));
    }

    @Test
    void travelsWithItsTypeDefaultAndTimeToLive() throws Exception {
        ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("sum", Types.LONG, 7L);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofMinutes(5))
                .updateTtlOnReadAndWrite()
                .returnExpiredIfNotCleanedUp()
                .build());
        ValueStateDescriptor<Long> copy = InstantiationUtil.clone(descriptor);
        assertThat(copy.getTypeInformation()).isEqualTo(Types.LONG);
        assertThat(copy.getDefaultValue()).isEqualTo(7L);
        assertThat(copy.getTtlConfig().getTimeToLive()).isEqualTo(Duration.ofMinutes(5));
        assertThat(copy.getTtlConfig().getUpdateType()).isEqualTo(StateTtlConfig.UpdateType.OnReadAndWrite);
        assertThat(copy.getTtlConfig().isEnabled()).isTrue();
        assertThat(new ValueStateDescriptor<>("x", Types.LONG).getTtlConfig().isEnabled())
                .isFalse();
    }

    @Test
    void collectionsKnowTheTypesOfTheirElements() {
        assertThat(new ListStateDescriptor<>("l", Integer.class).getElementTypeInformation())
                .isEqualTo(Types.INT);
        MapStateDescriptor<String, Long> map = new MapStateDescriptor<>("m", String.class, Long.class);
        assertThat(map.getKeyTypeInformation()).isEqualTo(Types.STRING);
        assertThat(map.getValueTypeInformation()).isEqualTo(Types.LONG);
        assertThat(map.getType()).isEqualTo(StateDescriptor.Type.MAP);
    }

    @Test
    void refusesARichFunctionThatNobodyWouldOpen() {
        RichReduceFunction<Long> rich = new RichReduceFunction<>() {
            @Override
            public Long reduce(Long a, Long b) {
                return a + b;
            }
        };
        assertThatThrownBy(() -> new ReducingStateDescriptor<>("sum", rich, Long.class))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("'sum'");
    }

    @Test
    void refusesATimeToLiveOfZero() {
        assertThatThrownBy(() -> StateTtlConfig.newBuilder(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
