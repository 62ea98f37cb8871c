package io.millrace.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.KnownOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code millrace.yaml}. Keys may be written flat ({@code a.b: 1}) or nested; lists become values with {@code ;}
 * between the elements. A key that is unknown or comes twice, and an impossible value, are errors that name the line.
 */
final class ConfigurationFile {
    static final String NAME = "millrace.yaml";

    private final Path path;
    private final Configuration read = new Configuration();

    private ConfigurationFile(Path path) {
        this.path = path;
    }

    /** @return the settings of {@code millrace.yaml} in the folder; none if there is no such file */
    static Configuration in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalConfigurationException("The configuration folder '" + folder
                    + "' does not exist. Set MILLRACE_CONF_DIR to the folder with " + NAME + ", or unset it.");
        }
        Path path = folder.resolve(NAME);
        return Files.exists(path) ? new ConfigurationFile(path).read() : new Configuration();
    }

    private Configuration read() {
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (IOException e) {
            throw new IllegalConfigurationException("'" + path + "' cannot be read as UTF-8 text: " + e, e);
        }
        // The file as it is delivered holds comments only: starting a YAML reader for it would cost every program 0.1
        // s.
        if (lines.stream()
                .anyMatch(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))) {
            try (JsonParser parser = new YAMLFactory().createParser(String.join("\n", lines))) {
                document(parser);
            } catch (JsonProcessingException e) {
                throw new IllegalConfigurationException(
                        where(e.getLocation().getLineNr()) + ": not YAML: " + firstLine(e.getOriginalMessage()), e);
            } catch (IOException e) {
                throw new IllegalConfigurationException("'" + path + "' cannot be read: " + e, e);
            }
        }
        return read;
    }

    private void document(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw new IllegalConfigurationException(where(line(parser))
                    + ": expected=lines of the form 'key: value', actual='" + parser.getText() + "'");
        }
        object(parser, "");
    }

    private void object(JsonParser parser, String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            int line = line(parser);
            switch (parser.nextToken()) {
                case START_OBJECT -> object(parser, key + ".");
                case START_ARRAY -> set(key, list(parser, key), line);
                case VALUE_NULL ->
                    throw new IllegalConfigurationException(
                            where(line) + ": '" + key + "' has no value. Give it one, or take the line away.");
                default -> set(key, parser.getText(), line);
            }
        }
    }

    private String list(JsonParser parser, String key) throws IOException {
        List<String> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.currentToken().isScalarValue()) {
                throw new IllegalConfigurationException(
                        where(line(parser)) + ": the elements of the list '" + key + "' must be single values");
            }
            elements.add(parser.getText());
        }
        return String.join(";", elements);
    }

    private void set(String key, String value, int line) {
        KnownOptions.all().check(key, value, where(line));
        if (read.containsKey(key)) {
            throw new IllegalConfigurationException(where(line) + ": '" + key + "' is set twice; which one is meant?");
        }
        read.setString(key, value);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private String where(int line) {
        return path + ", line " + line;
    }
}
