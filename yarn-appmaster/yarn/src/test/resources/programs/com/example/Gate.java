package com.example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Where tasks say that they run, and wait until the test lets them go on: a folder that all processes see. */
final class Gate {
    private Gate() {}

    static void pass(String folder) throws Exception {
        Files.createFile(Path.of(folder, "waits-" + UUID.randomUUID()));
        while (!Files.exists(Path.of(folder, "open"))) {
            Thread.sleep(20);
        }
    }
}
