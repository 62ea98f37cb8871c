package io.millrace.testing.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The file that {@link com.example.yarn.Programs.Sums} waits for, and what is seen of those who wait. */
record Gate(Path file) {
    void open() throws IOException {
        Files.createFile(file);
    }

    /** A name for each attempt at a subtask that has begun to wait. */
    Set<String> waiting() throws IOException {
        return attempts("waits");
    }

    /** A name for each attempt at a subtask of a part of the program. */
    Set<String> attempts(String part) throws IOException {
        try (Stream<Path> beside = Files.list(file.getParent())) {
            return beside.map(found -> found.getFileName().toString())
                    .filter(name -> name.startsWith(file.getFileName() + "." + part + "-"))
                    .collect(Collectors.toSet());
        }
    }

    /** Until so many attempts have begun to wait, those that were lost included. */
    void awaitWaiting(int attempts) {
        await().atMost(Command.PATIENCE).until(() -> waiting().size() >= attempts);
    }

    /** What the program writes, sorted. */
    static List<String> expectedSums() {
        return LongStream.range(0, 10)
                .mapToObj(digit -> "(" + digit + ","
                        + LongStream.rangeClosed(1, 1000)
                                .filter(number -> number % 10 == digit)
                                .sum()
                        + ")")
                .toList();
    }
}
