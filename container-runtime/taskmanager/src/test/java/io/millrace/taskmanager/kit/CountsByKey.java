package io.millrace.taskmanager.kit;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.contract.StateBackend;
import io.millrace.dataflow.state.KeyGroupRangeAssignment;
import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.types.key.KeyHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keyed state of these tests: a number for each key, which is a number too. */
public final class CountsByKey implements KeyedStateBackend<Long> {
    private final int keyGroups;
    private final Map<Long, Long> counts = new TreeMap<>();
    private Long key = -1L;

    /** Makes them, for keys that are numbers. */
    public static final class Backend implements StateBackend {
        @Override
        @SuppressWarnings("unchecked") // the keys of these tests are numbers
        public <K> KeyedStateBackend<K> keyed(
                String operatorName,
                TypeInformation<K> keyType,
                ExecutionConfig config,
                int maxParallelism,
                int firstKeyGroup,
                int lastKeyGroup,
                ProcessingClock clock,
                KeyedStateInput restored) {
            CountsByKey state = new CountsByKey(maxParallelism);
            try {
                restored.read(firstKeyGroup, lastKeyGroup, (group, block) -> state.counts.putAll(read(group, block)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (Long known : state.counts.keySet()) {
                int group = state.groupOf(known);
                if (group < firstKeyGroup || group > lastKeyGroup) {
                    throw new AssertionError("key " + known + " of group " + group + " came to another subtask");
                }
            }
            return (KeyedStateBackend<K>) state;
        }
    }

    private CountsByKey(int keyGroups) {
        this.keyGroups = keyGroups;
    }

    private int groupOf(Long of) {
        return KeyGroupRangeAssignment.computeKeyGroupForKeyHash(KeyHash.of(of), keyGroups);
    }

    /** One more for this key. */
    public void count(Long counted) {
        counts.merge(counted, 1L, Long::sum);
    }

    /** What {@link #capture} wrote. */
    public static Map<Long, Long> read(int keyGroup, byte[] block) {
        Map<Long, Long> read = new TreeMap<>();
        ByteBuffer in = ByteBuffer.wrap(block);
        while (in.hasRemaining()) {
            read.put(in.getLong(), in.getLong());
        }
        return read;
    }

    @Override
    public Snapshot capture(long checkpointId) {
        Map<Integer, Map<Long, Long>> groups = new TreeMap<>();
        counts.forEach((k, n) ->
                groups.computeIfAbsent(groupOf(k), group -> new TreeMap<>()).put(k, n));
        return output -> {
            for (Map.Entry<Integer, Map<Long, Long>> group : groups.entrySet()) {
                ByteBuffer block = ByteBuffer.allocate(group.getValue().size() * 16);
                group.getValue().forEach((k, n) -> block.putLong(k).putLong(n));
                output.keyGroup(group.getKey(), block.array());
            }
        };
    }

    @Override
    public void setCurrentKey(Long current) {
        key = current;
    }

    @Override
    public Long currentKey() {
        return key;
    }

    @Override
    public <S extends State> S state(StateDescriptor<S, ?> descriptor) {
        throw new AssertionError("only counts here");
    }

    @Override
    public <N, S extends State> NamespacedState<N, S> state(
            TypeInformation<N> namespaceType, StateDescriptor<S, ?> descriptor) {
        throw new AssertionError("only counts here");
    }

    @Override
    public <N> KeyedTimers<Long, N> timers(String name, TypeInformation<N> namespaceType) {
        throw new AssertionError("no timers here");
    }

    @Override
    public List<Long> keys(StateDescriptor<?, ?> descriptor) {
        return List.copyOf(counts.keySet());
    }

    @Override
    public void dropCurrentKey() {
        counts.remove(key);
    }
}
