package io.millrace.yarn.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.yarn.launch.LaunchSpec.Mode;
import io.millrace.yarn.launch.LaunchSpec.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;

/** {@link LaunchSpec} as JSON. Client and container are of one version, as the client brings the libraries. */
public final class LaunchSpecFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LaunchSpecFile() {}

    public static byte[] toBytes(LaunchSpec spec) {
        ObjectNode root = JSON.createObjectNode();
        root.put("mode", spec.mode().name());
        root.put("applicationId", spec.applicationId());
        root.put("name", spec.name());
        root.put("stagingDirectory", spec.stagingDirectory());
        ObjectNode configuration = root.putObject("configuration");
        spec.configuration().forEach(configuration::put);
        spec.program().ifPresent(program -> write(program, root.putObject("program")));
        write(spec.containerFiles(), root.putArray("containerFiles"));
        root.put("clientJavaHome", spec.clientJavaHome());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        } catch (IOException e) {
            throw new IllegalStateException("A tree of JSON can always be written.", e);
        }
    }

    private static void write(Program program, ObjectNode node) {
        write(program.jar(), node.putObject("jar"));
        program.mainClass().ifPresent(name -> node.put("mainClass", name));
        write(program.classpath(), node.putArray("classpath"));
        ArrayNode arguments = node.putArray("arguments");
        program.arguments().forEach(arguments::add);
    }

    private static void write(List<LocalisedFile> files, ArrayNode array) {
        files.forEach(file -> write(file, array.addObject()));
    }

    private static void write(LocalisedFile file, ObjectNode node) {
        node.put("link", file.link())
                .put("uri", file.uri())
                .put("size", file.size())
                .put("modifiedAtMs", file.modifiedAtMs())
                .put("visibility", file.visibility().name())
                .put("archive", file.archive());
    }

    /** @throws IOException if these are no launch spec; names what is missing */
    public static LaunchSpec fromBytes(byte[] bytes) throws IOException {
        JsonNode root = JSON.readTree(bytes);
        Map<String, String> configuration = new TreeMap<>();
        field(root, "configuration")
                .properties()
                .forEach(e -> configuration.put(e.getKey(), e.getValue().asText()));
        Optional<Program> program = root.has("program") ? Optional.of(program(root.get("program"))) : Optional.empty();
        try {
            return new LaunchSpec(
                    Mode.valueOf(text(root, "mode")),
                    text(root, "applicationId"),
                    text(root, "name"),
                    text(root, "stagingDirectory"),
                    configuration,
                    program,
                    files(field(root, "containerFiles")),
                    text(root, "clientJavaHome"));
        } catch (IllegalArgumentException e) {
            throw new IOException(ContainerFiles.LAUNCH_SPEC + " has an impossible value: " + e.getMessage(), e);
        }
    }

    private static Program program(JsonNode node) throws IOException {
        Optional<String> mainClass = node.has("mainClass") ? Optional.of(text(node, "mainClass")) : Optional.empty();
        List<String> arguments = new ArrayList<>();
        field(node, "arguments").forEach(argument -> arguments.add(argument.asText()));
        return new Program(file(field(node, "jar")), mainClass, files(field(node, "classpath")), arguments);
    }

    private static List<LocalisedFile> files(JsonNode array) throws IOException {
        List<LocalisedFile> files = new ArrayList<>();
        for (JsonNode node : array) {
            files.add(file(node));
        }
        return files;
    }

    private static LocalisedFile file(JsonNode node) throws IOException {
        return new LocalisedFile(
                text(node, "link"),
                text(node, "uri"),
                field(node, "size").asLong(),
                field(node, "modifiedAtMs").asLong(),
                LocalResourceVisibility.valueOf(text(node, "visibility")),
                field(node, "archive").asBoolean());
    }

    private static String text(JsonNode node, String name) throws IOException {
        return field(node, name).asText();
    }

    private static JsonNode field(JsonNode node, String name) throws IOException {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new IOException(ContainerFiles.LAUNCH_SPEC + " has no field '" + name
                    + "': it is cut off, or of another version of Millrace.");
        }
        return value;
    }
}
