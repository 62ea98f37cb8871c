package io.millrace.dataflow.serialization;

import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.types.TypeInfoFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What {@code pipeline.serialization-config} says of one class.
 *
 * @param factory the {@link TypeInfoFactory} of {@code typeinfo}; else null
 */
record SerializationSetting(
        String className, Type type, @Nullable String factory) {

    /** How objects of the class are written. */
    enum Type {
        POJO,
        KRYO,
        TYPEINFO
    }

    /**
     * @param texts each a YAML map of classes to settings, or a list of such
     * @throws IllegalConfigurationException if they are something else, or ask for a serialiser of Kryo
     */
    static List<SerializationSetting> parse(List<String> texts) {
        List<SerializationSetting> settings = new ArrayList<>();
        for (String text : texts) {
            try {
                add(new Load(LoadSettings.builder().build()).loadFromString(text), text, settings);
            } catch (YamlEngineException e) {
                throw wrong(text, "it is not YAML: " + e.getMessage());
            }
        }
        return settings;
    }

    private static void add(@Nullable Object found, String text, List<SerializationSetting> settings) {
        if (found instanceof List<?> list) {
            list.forEach(each -> add(each, text, settings));
        } else if (found instanceof Map<?, ?> map) {
            map.forEach((name, setting) -> settings.add(of(String.valueOf(name), setting, text)));
        } else {
            throw wrong(text, "a class and its settings are missing");
        }
    }

    private static SerializationSetting of(String className, @Nullable Object found, String text) {
        if (!(found instanceof Map<?, ?> setting) || setting.get("type") == null) {
            throw wrong(text, "the class " + className + " has no type");
        }
        Object wanted = setting.get("class");
        switch (String.valueOf(setting.get("type")).toLowerCase(Locale.ROOT)) {
            case "pojo":
                return new SerializationSetting(className, Type.POJO, null);
            case "kryo":
                if (wanted != null) {
                    throw new IllegalConfigurationException(
                            PipelineOptions.SERIALIZATION_CONFIG.key() + ": " + noKryo(className, wanted.toString()));
                }
                return new SerializationSetting(className, Type.KRYO, null);
            case "typeinfo":
                if (wanted == null) {
                    throw wrong(text, "'class' of " + className + ", the TypeInfoFactory, is missing");
                }
                return new SerializationSetting(className, Type.TYPEINFO, wanted.toString());
            default:
                throw wrong(
                        text,
                        "type of " + className + ": expected=pojo, kryo or typeinfo, actual=" + setting.get("type"));
        }
    }

    static String noKryo(String className, String serializer) {
        return "The serialiser of Kryo " + serializer + " cannot write " + className
                + ": there is no Kryo here, and classes that nothing describes are written by Apache Fory. Leave the"
                + " registration out, or give the class a TypeInformation with a serialiser of its own (@TypeInfo, or"
                + " {type: typeinfo, class: FACTORY}).";
    }

    private static IllegalConfigurationException wrong(String text, String problem) {
        return new IllegalConfigurationException(PipelineOptions.SERIALIZATION_CONFIG.key()
                + ": expected=[CLASS: {type: pojo|kryo|typeinfo, class: FACTORY}, ...], actual=" + text + ": " + problem
                + ".");
    }

    Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalConfigurationException(
                    PipelineOptions.SERIALIZATION_CONFIG.key() + ": the class " + name
                            + " is not there. Add it to the job's jar, or take the entry out.",
                    e);
        }
    }

    @SuppressWarnings("unchecked")
    Class<? extends TypeInfoFactory<?>> loadFactory(ClassLoader loader) {
        Class<?> found = load(String.valueOf(factory), loader);
        if (!TypeInfoFactory.class.isAssignableFrom(found)) {
            throw new IllegalConfigurationException(PipelineOptions.SERIALIZATION_CONFIG.key() + ": 'class' of "
                    + className + ": expected=a TypeInfoFactory, actual=" + factory);
        }
        return (Class<? extends TypeInfoFactory<?>>) found;
    }
}
