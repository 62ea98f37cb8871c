package io.millrace.state.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSchemaCompatibility;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import io.millrace.dataflow.typeutils.base.ListSerializer;
import io.millrace.dataflow.util.StateMigrationException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** State that a serialiser of the program's own wrote, and what its snapshot says of the next one. */
class OwnSerializerStateTest {

    /** Texts with a sign before each; what one with another sign reads depends on {@link #answer}. */
    public static final class Signed extends TypeSerializer<String> {
        private static final long serialVersionUID = 1L;

        private final char sign;
        private final String answer;

        Signed(char sign, String answer) {
            this.sign = sign;
            this.answer = answer;
        }

        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public TypeSerializer<String> duplicate() {
            return this;
        }

        @Override
        public String createInstance() {
            return "";
        }

        @Override
        public String copy(String from) {
            return from;
        }

        @Override
        public String copy(String from, String reuse) {
            return from;
        }

        @Override
        public int getLength() {
            return -1;
        }

        @Override
        public void serialize(String record, DataOutputView target) throws IOException {
            target.writeChar(sign);
            target.writeUTF(record);
        }

        @Override
        public String deserialize(DataInputView source) throws IOException {
            char found = source.readChar();
            if (found != sign) {
                throw new IOException("expected=" + sign + ", actual=" + found);
            }
            return source.readUTF();
        }

        @Override
        public String deserialize(String reuse, DataInputView source) throws IOException {
            return deserialize(source);
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) throws IOException {
            serialize(deserialize(source), target);
        }

        @Override
        public TypeSerializerSnapshot<String> snapshotConfiguration() {
            return new SignedSnapshot(sign, answer);
        }
    }

    /** Keeps the sign. */
    public static final class SignedSnapshot implements TypeSerializerSnapshot<String> {
        private char sign;
        private String answer = "";

        public SignedSnapshot() {}

        SignedSnapshot(char sign, String answer) {
            this.sign = sign;
            this.answer = answer;
        }

        @Override
        public int getCurrentVersion() {
            return 4;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            out.writeChar(sign);
        }

        @Override
        public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
                throws IOException {
            assertThat(readVersion).isEqualTo(4);
            sign = in.readChar();
        }

        @Override
        public TypeSerializer<String> restoreSerializer() {
            return new Signed(sign, answer);
        }

        @Override
        public TypeSerializerSchemaCompatibility<String> resolveSchemaCompatibility(
                TypeSerializerSnapshot<String> oldSerializerSnapshot) {
            SignedSnapshot old = (SignedSnapshot) oldSerializerSnapshot;
            if (old.sign == sign) {
                return TypeSerializerSchemaCompatibility.compatibleAsIs();
            }
            return switch (answer) {
                case "migrate" -> TypeSerializerSchemaCompatibility.compatibleAfterMigration();
                case "reconfigure" ->
                    TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(
                            new Signed(old.sign, answer));
                default -> TypeSerializerSchemaCompatibility.incompatible();
            };
        }
    }

    private static Map<Integer, byte[]> blocksOf(KeyedStateBackend<?> state) throws Exception {
        Map<Integer, byte[]> blocks = new TreeMap<>();
        state.capture(1).writeTo(blocks::put);
        return blocks;
    }

    private static KeyedStateBackend<String> backend(Map<Integer, byte[]> blocks) {
        KeyedStateInput input = (first, last, target) -> {
            for (Map.Entry<Integer, byte[]> block : blocks.entrySet()) {
                target.keyGroup(block.getKey(), block.getValue());
            }
        };
        return Backends.keyed("op", Types.STRING, 128, 0, 127, () -> 0, input);
    }

    private static Map<Integer, byte[]> written(Signed serializer) throws Exception {
        KeyedStateBackend<String> state = backend(Map.of());
        ValueState<String> value = state.state(new ValueStateDescriptor<>("v", serializer));
        state.setCurrentKey("k");
        value.update("text");
        return blocksOf(state);
    }

    private static String bytesOf(Map<Integer, byte[]> blocks) throws IOException {
        Section section = KeyedFormat.read(blocks.values().iterator().next()).get(0);
        return new String(section.body(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static KeyedStateBackend<String> restored(Map<Integer, byte[]> blocks, Signed serializer) throws Exception {
        KeyedStateBackend<String> state = backend(blocks);
        ValueState<String> value = state.state(new ValueStateDescriptor<>("v", serializer));
        state.setCurrentKey("k");
        assertThat(value.value()).isEqualTo("text");
        return state;
    }

    @Test
    void theSameIsTakenAsItIs() throws Exception {
        assertThat(bytesOf(blocksOf(restored(written(new Signed('+', "")), new Signed('+', "")))))
                .contains("+");
    }

    @Test
    void aMigrationReadsWithTheOldAndWritesWithTheNew() throws Exception {
        KeyedStateBackend<String> state = restored(written(new Signed('+', "")), new Signed('-', "migrate"));

        assertThat(bytesOf(blocksOf(state))).contains("-").doesNotContain("+");
        restored(blocksOf(state), new Signed('-', ""));
    }

    @Test
    void theReconfiguredOneReadsAndWrites() throws Exception {
        KeyedStateBackend<String> state = restored(written(new Signed('+', "")), new Signed('-', "reconfigure"));

        assertThat(bytesOf(blocksOf(state))).contains("+").doesNotContain("-");
    }

    @Test
    void anIncompatibleOneIsRefusedByOperatorAndState() throws Exception {
        Map<Integer, byte[]> blocks = written(new Signed('+', ""));

        assertThatThrownBy(() -> restored(blocks, new Signed('-', "")))
                .hasMessageContaining("'op'")
                .hasMessageContaining("'v'")
                .hasMessageContaining("another uid")
                .hasCauseInstanceOf(StateMigrationException.class);
    }

    @Test
    void withinAListTheElementsSerialiserIsAsked() throws Exception {
        KeyedStateBackend<String> state = backend(Map.of());
        ValueState<List<String>> value =
                state.state(new ValueStateDescriptor<>("v", new ListSerializer<>(new Signed('+', ""))));
        state.setCurrentKey("k");
        value.update(List.of("a", "b"));

        KeyedStateBackend<String> again = backend(blocksOf(state));
        ValueState<List<String>> taken =
                again.state(new ValueStateDescriptor<>("v", new ListSerializer<>(new Signed('-', "migrate"))));
        again.setCurrentKey("k");
        assertThat(taken.value()).containsExactly("a", "b");
        assertThat(bytesOf(blocksOf(again))).doesNotContain("+");
    }
}
