package io.millrace.dataflow.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads settings from YAML, each with its line: nested keys are joined by dots, lists by semicolons. */
final class YamlSettings {
    private final String fileName;
    private final List<Setting> settings = new ArrayList<>();

    private YamlSettings(String fileName) {
        this.fileName = fileName;
    }

    /** A key with its value, and the line (from 1) in which the key is written. */
    record Setting(String key, String value, int line) {}

    static List<Setting> read(String yaml, String fileName) {
        YamlSettings reader = new YamlSettings(fileName);
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(fileName).build()).composeString(yaml);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw reader.failure(line, "This is not YAML: " + e.getProblem() + ".", e);
        } catch (YamlEngineException e) {
            throw new IllegalConfigurationException(fileName + ": This is not YAML: " + e.getMessage(), e);
        }
        root.ifPresent(node -> reader.readRoot(node));
        return reader.settings;
    }

    private void readRoot(Node node) {
        if (node instanceof MappingNode mapping) {
            readMapping(mapping, "");
        } else if (!isNull(node)) {
            throw failure(lineOf(node), "expected=settings such as 'parallelism.default: 4', one a line.", null);
        }
    }

    private void readMapping(MappingNode mapping, String prefix) {
        for (NodeTuple entry : mapping.getValue()) {
            Node keyNode = entry.getKeyNode();
            if (!(keyNode instanceof ScalarNode keyScalar)) {
                throw failure(lineOf(keyNode), "A key must be a word.", null);
            }
            String key = prefix + keyScalar.getValue();
            Node valueNode = entry.getValueNode();
            if (valueNode instanceof MappingNode nested && !nested.getValue().isEmpty() && !isMapOption(key)) {
                readMapping(nested, key + ".");
            } else if (!isNull(valueNode)) {
                settings.add(new Setting(key, textOf(valueNode), lineOf(keyNode)));
            }
        }
    }

    // The value of an option that is a map is one setting, not one for each of its keys.
    private static boolean isMapOption(String key) {
        ConfigOption<?> option = KnownOptions.all().byKey().get(key);
        return option != null && option.type() == OptionType.MAP;
    }

    private String textOf(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(this::textOf).collect(Collectors.joining(";"));
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .map(entry -> entry.getValueNode() instanceof MappingNode inner
                            ? textOf(entry.getKeyNode()) + ": " + flowOf(inner)
                            : textOf(entry.getKeyNode()) + ":" + textOf(entry.getValueNode()))
                    .collect(Collectors.joining(","));
        }
        throw failure(lineOf(node), "A value must be text, a number, a list or a map.", null);
    }

    /** A map within a map, as YAML writes it in one line. */
    private String flowOf(MappingNode mapping) {
        return mapping.getValue().stream()
                .map(entry -> textOf(entry.getKeyNode()) + ": " + textOf(entry.getValueNode()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode && Tag.NULL.equals(node.getTag());
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private IllegalConfigurationException failure(
            int line, String problem, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalConfigurationException(fileName + ", line " + line + ": " + problem, cause);
    }
}
