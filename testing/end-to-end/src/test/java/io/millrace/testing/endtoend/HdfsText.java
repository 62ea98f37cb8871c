package io.millrace.testing.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What outputs in HDFS hold, as their readers see it. */
final class HdfsText {
    private HdfsText() {}

    /** The lines of a file, or of all files of a directory whose names do not begin with {@code _}; sorted. */
    static List<String> sortedLines(FileSystem files, Path output) throws IOException {
        List<String> lines = new ArrayList<>();
        for (FileStatus file : files.listStatus(output)) {
            boolean part = !file.getPath().getName().startsWith("_");
            if (part && file.isFile()) {
                try (var in = files.open(file.getPath())) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(lines::add);
                }
            }
        }
        lines.sort(null);
        return lines;
    }

    static void write(FileSystem files, Path file, String text) throws IOException {
        try (var out = files.create(file, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
