package io.millrace.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** What the examples should write, worked out by loops over maps; shares nothing with the examples but their definition. */
final class NaiveModel {

    private NaiveModel() {}

    static List<String> wordCounts(List<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        lines.forEach(line -> words(line).forEach(word -> counts.merge(word, 1L, Long::sum)));
        return joined(counts);
    }

    static List<String> windowWordCounts(List<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : lines) {
            long second = Long.parseLong(line.split("\t")[0]);
            long start = second - second % 60;
            words(line).forEach(word -> counts.merge(start + " " + word, 1L, Long::sum));
        }
        return joined(counts);
    }

    static List<String> degrees(List<String> nodes, List<String> edges) {
        Map<String, long[]> degrees = new TreeMap<>();
        nodes.forEach(node -> degrees.put(node.split("\t")[0], new long[2]));
        for (String edge : edges) {
            String[] ends = edge.split("\t");
            degrees.get(ends[0])[0]++;
            degrees.get(ends[1])[1]++;
        }
        return nodes.stream()
                .map(node -> node.split("\t"))
                .map(node -> node[1] + "\t" + degrees.get(node[0])[0] + "\t" + degrees.get(node[0])[1])
                .sorted()
                .toList();
    }

    /** Runs of ASCII letters, digits and underscores, in lower case. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (char c : (line + " ").toCharArray()) {
            if (c >= 'A' && c <= 'Z') {
                word.append((char) (c + ('a' - 'A')));
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_') {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }

    /** The lines of a file, or of all files of an output folder but its marks ({@code _SUCCESS}). */
    static List<String> lines(Path path) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.isDirectory(path)) {
            try (var files = Files.newDirectoryStream(
                    path, file -> !file.getFileName().toString().matches("[._].*"))) {
                for (Path file : files) {
                    lines.addAll(lines(file));
                }
            }
            return lines;
        }
        boolean zipped = path.toString().endsWith(".gz");
        try (InputStream file = Files.newInputStream(path);
                InputStream bytes = zipped ? new GZIPInputStream(file) : file;
                var reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        }
        return lines;
    }

    private static List<String> joined(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .sorted()
                .toList();
    }
}
