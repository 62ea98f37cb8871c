package io.millrace.state.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.StateMigrationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** State that one version of a program wrote and the next restores. */
class StateEvolutionTest {
    private static final String VISIT =
            "public class Visit { public int count; public String page; public long gone; }";
    private static final String VISIT_LATER =
            "public class Visit { public int count; public String page; public String added = \"new\"; }";

    private static Map<Integer, byte[]> blocksOf(KeyedStateBackend<?> state) throws Exception {
        Map<Integer, byte[]> blocks = new TreeMap<>();
        state.capture(1).writeTo(blocks::put);
        return blocks;
    }

    private static <K> KeyedStateBackend<K> backend(TypeInformation<K> keyType, Map<Integer, byte[]> blocks) {
        KeyedStateInput input = (first, last, target) -> {
            for (Map.Entry<Integer, byte[]> block : blocks.entrySet()) {
                target.keyGroup(block.getKey(), block.getValue());
            }
        };
        return Backends.keyed("op", keyType, 128, 0, 127, () -> 0, input);
    }

    @SuppressWarnings("unchecked")
    private static TypeInformation<Object> type(ClassVersion version, String name) throws Exception {
        return (TypeInformation<Object>) TypeInformation.of(version.loadClass("job." + name));
    }

    private static Object set(Object pojo, String field, Object value) throws Exception {
        pojo.getClass().getField(field).set(pojo, value);
        return pojo;
    }

    private static Object get(Object pojo, String field) throws Exception {
        return pojo.getClass().getField(field).get(pojo);
    }

    private static Object make(ClassVersion version, String name) throws Exception {
        return version.loadClass("job." + name).getConstructor().newInstance();
    }

    /** The blocks of one value by the key "k". */
    private static Map<Integer, byte[]> written(ClassVersion version, TypeInformation<Object> type, Object value)
            throws Exception {
        return version.run(() -> {
            KeyedStateBackend<String> state = backend(Types.STRING, Map.of());
            ValueState<Object> values = state.state(new ValueStateDescriptor<>("v", type));
            state.setCurrentKey("k");
            values.update(value);
            return blocksOf(state);
        });
    }

    private static Object read(ClassVersion version, TypeInformation<Object> type, Map<Integer, byte[]> blocks)
            throws Exception {
        return version.run(() -> {
            KeyedStateBackend<String> state = backend(Types.STRING, blocks);
            ValueState<Object> values = state.state(new ValueStateDescriptor<>("v", type));
            state.setCurrentKey("k");
            return values.value();
        });
    }

    private static Object visit(ClassVersion version, int count) throws Exception {
        return set(set(make(version, "Visit"), "count", count), "page", "/" + count);
    }

    @Test
    void aPojoLosesAndGainsFields() throws Exception {
        ClassVersion first = new ClassVersion("Visit", VISIT);
        ClassVersion later = new ClassVersion("Visit", VISIT_LATER);
        Map<Integer, byte[]> blocks = written(first, type(first, "Visit"), visit(first, 7));

        Object restored = read(later, type(later, "Visit"), blocks);

        assertThat(get(restored, "count")).isEqualTo(7);
        assertThat(get(restored, "page")).isEqualTo("/7");
        assertThat(get(restored, "added")).isEqualTo("new");
    }

    @Test
    void whatWasTakenOverIsWrittenAsTheNewClassAndReadAgain() throws Exception {
        ClassVersion first = new ClassVersion("Visit", VISIT);
        ClassVersion later = new ClassVersion("Visit", VISIT_LATER);
        Map<Integer, byte[]> blocks = written(first, type(first, "Visit"), visit(first, 7));
        TypeInformation<Object> type = type(later, "Visit");

        Map<Integer, byte[]> again = later.run(() -> {
            KeyedStateBackend<String> state = backend(Types.STRING, blocks);
            ValueState<Object> values = state.state(new ValueStateDescriptor<>("v", type));
            state.setCurrentKey("k");
            values.update(set(values.value(), "added", "set"));
            return blocksOf(state);
        });

        assertThat(get(read(later, type, again), "added")).isEqualTo("set");
    }

    @Test
    void theFieldsOfPojosInListsAndMapsChangeToo() throws Exception {
        ClassVersion first = new ClassVersion("Visit", VISIT);
        ClassVersion later = new ClassVersion("Visit", VISIT_LATER);
        Map<Integer, byte[]> blocks = first.run(() -> {
            KeyedStateBackend<String> state = backend(Types.STRING, Map.of());
            ListState<Object> list = state.state(new ListStateDescriptor<>("list", type(first, "Visit")));
            state.setCurrentKey("k");
            list.add(visit(first, 1));
            list.add(visit(first, 2));
            state.state(new MapStateDescriptor<>("map", Types.INT, type(first, "Visit")))
                    .put(3, visit(first, 3));
            state.state(new ValueStateDescriptor<>("nested", Types.TUPLE(Types.INT, Types.LIST(type(first, "Visit")))))
                    .update(io.millrace.dataflow.tuple.Tuple2.of(4, List.of(visit(first, 4))));
            return blocksOf(state);
        });

        later.run(() -> {
            KeyedStateBackend<String> state = backend(Types.STRING, blocks);
            ListState<Object> list = state.state(new ListStateDescriptor<>("list", type(later, "Visit")));
            state.setCurrentKey("k");
            assertThat(list.get()).extracting(each -> get(each, "count")).containsExactly(1, 2);
            Object inMap = state.state(new MapStateDescriptor<>("map", Types.INT, type(later, "Visit")))
                    .get(3);
            assertThat(get(inMap, "page")).isEqualTo("/3");
            io.millrace.dataflow.tuple.Tuple2<Integer, List<Object>> nested = state.state(new ValueStateDescriptor<>(
                            "nested",
                            Types.<io.millrace.dataflow.tuple.Tuple2<Integer, List<Object>>>TUPLE(
                                    Types.INT, Types.LIST(type(later, "Visit")))))
                    .value();
            assertThat(get(nested.f1.get(0), "added")).isEqualTo("new");
            return null;
        });
    }

    @Test
    void aJavaRecordLosesAndGainsComponents() throws Exception {
        ClassVersion first = new ClassVersion("Point", "public record Point(int x, String gone, long y) { }");
        ClassVersion later =
                new ClassVersion("Point", "public record Point(long y, int added, int x, String more) { }");
        Object point = first.loadClass("job.Point")
                .getConstructor(int.class, String.class, long.class)
                .newInstance(1, "g", 2L);

        Object restored = read(later, type(later, "Point"), written(first, type(first, "Point"), point));

        assertThat(restored).hasToString("Point[y=2, added=0, x=1, more=null]");
    }

    @Test
    void aFieldOfAnotherTypeIsRefusedByName() throws Exception {
        ClassVersion first = new ClassVersion("Visit", VISIT);
        ClassVersion later =
                new ClassVersion("Visit", "public class Visit { public String count; public String page; }");
        Map<Integer, byte[]> blocks = written(first, type(first, "Visit"), visit(first, 7));
        TypeInformation<Object> type = type(later, "Visit");

        assertThatThrownBy(() -> read(later, type, blocks))
                .hasMessageContaining("'op'")
                .hasMessageContaining("'v'")
                .hasMessageContaining("value")
                .hasCauseInstanceOf(StateMigrationException.class);
    }

    @Test
    void aKeyMustStayAsItIs() throws Exception {
        String key = "public class Place { public int x; %s public int hashCode() { return x; }"
                + " public boolean equals(Object o) { return o instanceof Place p && p.x == x; } }";
        ClassVersion first = new ClassVersion("Place", key.formatted(""));
        ClassVersion later = new ClassVersion("Place", key.formatted("public int y;"));
        Map<Integer, byte[]> blocks = first.run(() -> {
            KeyedStateBackend<Object> state = backend(type(first, "Place"), Map.of());
            StateDescriptor<ValueState<Long>, Long> one = new ValueStateDescriptor<>("v", Types.LONG);
            state.setCurrentKey(make(first, "Place"));
            state.state(one).update(1L);
            return blocksOf(state);
        });

        assertThatThrownBy(() -> later.run(
                        () -> backend(type(later, "Place"), blocks).state(new ValueStateDescriptor<>("v", Types.LONG))))
                .hasMessageContaining("key")
                .hasCauseInstanceOf(StateMigrationException.class);
    }

    @Test
    void aClassThatIsGoneIsNamed() throws Exception {
        ClassVersion first = new ClassVersion("Visit", VISIT);
        ClassVersion later = new ClassVersion("Other", "public class Other { public int count; }");
        Map<Integer, byte[]> blocks = written(first, type(first, "Visit"), visit(first, 7));
        TypeInformation<Object> type = type(later, "Other");

        assertThatThrownBy(() -> read(later, type, blocks))
                .hasMessageContaining("job.Visit")
                .hasCauseInstanceOf(StateMigrationException.class);
    }

    @Test
    void blocksWithoutSchemaAreReadByEqualTypes() throws Exception {
        SectionHeader header = new SectionHeader(SectionHeader.Kind.VALUE, "v", "String", "Long", "", false);
        Map<Integer, byte[]> now = writtenLong();
        int group = now.keySet().iterator().next();
        Section section = KeyedFormat.read(now.get(group)).get(0);
        byte[] before = FirstFormat.write(header, section.rows(), section.body());

        KeyedStateBackend<String> state = backend(Types.STRING, Map.of(group, before));
        ValueState<Long> value = state.state(new ValueStateDescriptor<>("v", Types.LONG));
        state.setCurrentKey("k");
        assertThat(value.value()).isEqualTo(5L);
        assertThatThrownBy(() -> backend(Types.STRING, Map.of(group, before))
                        .state(new ValueStateDescriptor<>("v", Types.STRING)))
                .hasMessageContaining("expected=VALUE of Long")
                .hasCauseInstanceOf(StateMigrationException.class);
        assertThat(blocksOf(backend(Types.STRING, Map.of(group, before)))).containsOnlyKeys(group);
    }

    private static Map<Integer, byte[]> writtenLong() throws Exception {
        KeyedStateBackend<String> state = backend(Types.STRING, Map.of());
        ValueState<Long> value = state.state(new ValueStateDescriptor<>("v", Types.LONG));
        state.setCurrentKey("k");
        value.update(5L);
        return blocksOf(state);
    }
}
