package io.millrace.dataflow.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.types.GenericTypeInfo;
import io.millrace.dataflow.types.TypeInfoFactory;
import io.millrace.dataflow.types.TypeInformation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SerializerConfigTest {
    public static class Plain {
        public int number;
    }

    public static class Made {
        private final int hidden = 1;

        @Override
        public String toString() {
            return "Made " + hidden;
        }
    }

    /** Named by settings only. */
    public static class MadeFactory extends TypeInfoFactory<Made> {
        @Override
        public TypeInformation<Made> createTypeInfo(Type t, Map<String, TypeInformation<?>> genericParameters) {
            return new GenericTypeInfo<>(Made.class) {
                private static final long serialVersionUID = 1L;

                @Override
                public String toString() {
                    return "made by its factory";
                }
            };
        }
    }

    private static ExecutionConfig configured(String setting) {
        return new ExecutionConfig(Configuration.fromMap(Map.of("pipeline.serialization-config", setting)));
    }

    @Test
    void aListOfClassesIsTaken() {
        SerializerConfig config = configured(
                        "[" + Plain.class.getName() + ": {type: pojo}, " + Made.class.getName() + ": {type: kryo}]")
                .getSerializerConfig();

        assertThat(config.getRegisteredPojoTypes()).containsExactly(Plain.class);
        assertThat(config.getRegisteredKryoTypes()).containsExactly(Made.class);
    }

    @Test
    void aFactoryThatSettingsNameTellsTheType() {
        assertThat(TypeInformation.of(Made.class)).hasToString("GenericType<" + Made.class.getName() + ">");

        ExecutionConfig config =
                configured(Made.class.getName() + ": {type: typeinfo, class: " + MadeFactory.class.getName() + "}");

        assertThat(TypeInformation.of(Made.class)).hasToString("made by its factory");
        assertThat(config.getSerializerConfig().getRegisteredTypeInfoFactories())
                .containsEntry(Made.class, MadeFactory.class);
        assertThat(config.getSerializerConfig().copy().getRegisteredTypeInfoFactories())
                .containsEntry(Made.class, MadeFactory.class);
    }

    @Test
    void aSerialiserOfKryoIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> configured(
                        Plain.class.getName() + ": {type: kryo, kryo-type: registered, class: org.x.PlainKryo}"))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("pipeline.serialization-config")
                .hasMessageContaining("org.x.PlainKryo")
                .hasMessageContaining("@TypeInfo");
        assertThatThrownBy(() -> new ExecutionConfig().registerTypeWithKryoSerializer(Plain.class, String.class))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Fory");
    }

    @Test
    void whatIsNoSettingIsRefused() {
        for (String wrong : List.of("x", "job.X: {type: tuple}", "job.X: {type: typeinfo}", "job.X: {}", "[{: }")) {
            assertThatThrownBy(() -> configured(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContaining("pipeline.serialization-config");
        }
        assertThatThrownBy(() -> configured("job.Absent: {type: pojo}")).hasMessageContaining("job.Absent");
        assertThatThrownBy(() -> configured(Plain.class.getName() + ": {type: typeinfo, class: java.lang.String}"))
                .hasMessageContaining("expected=a TypeInfoFactory");
    }

    @Test
    void poJosAreForcedBySettingsOrCalls() {
        ExecutionConfig config = new ExecutionConfig();
        config.enableForceAvro();
        config.enableForceKryo();
        assertThat(config.getSerializerConfig().isForceAvroEnabled()).isTrue();
        assertThat(config.getSerializerConfig().isForceKryoEnabled()).isTrue();
        config.disableForceAvro();
        config.disableForceKryo();
        assertThat(config.isForceAvroEnabled()).isFalse();
        assertThat(config.isForceKryoEnabled()).isFalse();
        config.configure(
                Configuration.fromMap(Map.of("pipeline.force-avro", "true")),
                getClass().getClassLoader());
        assertThat(config.isForceAvroEnabled()).isTrue();
    }
}
