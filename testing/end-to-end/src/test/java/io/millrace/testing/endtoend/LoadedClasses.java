package io.millrace.testing.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How many classes a JVM has loaded, as its performance counters say it.
 *
 * @param all classes, however they came
 * @param fromArchive those of them that were mapped from an archive
 */
record LoadedClasses(long all, long fromArchive) {
    static LoadedClasses of(ProcessHandle jvm) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asked = new ProcessBuilder(jcmd, Long.toString(jvm.pid()), "PerfCounter.print")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            long shared = counter(answer, "java.cls.sharedLoadedClasses");
            return new LoadedClasses(counter(answer, "java.cls.loadedClasses") + shared, shared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long counter(String answer, String name) {
        return answer.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no counter " + name + " in: " + answer));
    }
}
