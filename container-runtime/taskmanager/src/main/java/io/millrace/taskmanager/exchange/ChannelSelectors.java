package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.state.KeyGroupRangeAssignment;
import io.millrace.types.key.KeyHash;
import java.io.IOException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The selector of each exchange pattern. */
final class ChannelSelectors {
    private ChannelSelectors() {}

    /** @return null if every record takes channel 0, or all channels (broadcast) */
    @SuppressWarnings("unchecked")
    static @Nullable ChannelSelector of(Route route, ClassLoader loader) throws IOException, ClassNotFoundException {
        ExchangePattern pattern = route.pattern();
        int channels = route.channels();
        if (pattern instanceof ExchangePattern.Custom custom) {
            Partitioner<Object> partitioner =
                    (Partitioner<Object>) custom.partitioner().deserializeValue(loader);
            KeySelector<Object, Object> key =
                    (KeySelector<Object, Object>) custom.key().deserializeValue(loader);
            return new ByPartitioner(partitioner, key, channels);
        }
        if (channels == 1 || pattern instanceof ExchangePattern.Broadcast) {
            return null;
        }
        if (pattern instanceof ExchangePattern.Hash hash) {
            KeySelector<Object, Object> key =
                    (KeySelector<Object, Object>) hash.key().deserializeValue(loader);
            return new ByKey(key, channels, route.keyGroups());
        }
        if (pattern instanceof ExchangePattern.Shuffle) {
            // Seeded by the place: the same job spreads its records the same way each time.
            return new AtRandom(new SplittableRandom(route.producer()), channels);
        }
        if (pattern instanceof ExchangePattern.FeedBack) {
            return new ToOne(route.producer());
        }
        return new InTurn(route.producer() % channels, channels);
    }

    /** The key group of the key says the consumer. */
    static final class ByKey implements ChannelSelector {
        private final KeySelector<Object, Object> key;
        private final int keyGroups;
        private final int[] channelOfKeyGroup;

        ByKey(KeySelector<Object, Object> key, int channels, int keyGroups) {
            this.key = key;
            this.keyGroups = keyGroups;
            this.channelOfKeyGroup = new int[keyGroups];
            for (int group = 0; group < keyGroups; group++) {
                channelOfKeyGroup[group] =
                        KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(keyGroups, channels, group);
            }
        }

        @Override
        public int select(Object record) throws Exception {
            Object value = key.getKey(record);
            if (value == null) {
                throw new NullPointerException("the key of a record is null; keys must not be null");
            }
            return channelOfKeyGroup[KeyGroupRangeAssignment.computeKeyGroupForKeyHash(KeyHash.of(value), keyGroups)];
        }
    }

    /** One after another. */
    static final class InTurn implements ChannelSelector {
        private final int channels;
        private int next;

        InTurn(int first, int channels) {
            this.next = first;
            this.channels = channels;
        }

        @Override
        public int select(Object record) {
            int selected = next;
            next = selected + 1 == channels ? 0 : selected + 1;
            return selected;
        }
    }

    /** Always the same one. */
    static final class ToOne implements ChannelSelector {
        private final int channel;

        ToOne(int channel) {
            this.channel = channel;
        }

        @Override
        public int select(Object record) {
            return channel;
        }
    }

    static final class AtRandom implements ChannelSelector {
        private final SplittableRandom random;
        private final int channels;

        AtRandom(SplittableRandom random, int channels) {
            this.random = random;
            this.channels = channels;
        }

        @Override
        public int select(Object record) {
            return random.nextInt(channels);
        }
    }

    /** The user's partitioner. */
    static final class ByPartitioner implements ChannelSelector {
        private final Partitioner<Object> partitioner;
        private final KeySelector<Object, Object> key;
        private final int channels;

        ByPartitioner(Partitioner<Object> partitioner, KeySelector<Object, Object> key, int channels) {
            this.partitioner = partitioner;
            this.key = key;
            this.channels = channels;
        }

        @Override
        public int select(Object record) throws Exception {
            Object value = key.getKey(record);
            int selected = partitioner.partition(value, channels);
            if (selected < 0 || selected >= channels) {
                throw new IllegalStateException(
                        "the partitioner " + partitioner.getClass().getName() + " chose partition " + selected
                                + " for the key " + value + ": expected=0 to " + (channels - 1));
            }
            return selected;
        }
    }
}
