package io.millrace.architecture;

import io.millrace.architecture.House.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A source file has at most {@value #LINES_MAX} lines; older ones that are longer are listed and may only shrink.
 *
 * <p>The list is a resource of this module: {@code path lines}, one a line. A file that has shrunk must be listed with
 * its new length, so that it cannot grow back.
 */
final class LengthRule {

    static final int LINES_MAX = 500;
    static final String RATCHET = "architecture-tests/src/test/resources/io/millrace/architecture/long-files.txt";

    /** Generated in shape: what is there for each of Tuple1 to Tuple25 repeats itself, and nobody reads it in order. */
    private static final Pattern TUPLES = Pattern.compile(
            "dataflow-api/src/main/java/io/millrace/dataflow/tuple/(builder/)?Tuple\\d+(Builder)?\\.java"
                    + "|dataset-api/src/main/java/io/millrace/dataset/io/CsvTuples\\.java");

    private static final String RULE = "A source file has at most " + LINES_MAX + " lines; longer ones only shrink.";

    List<Offence> check(House house, List<String> ratchet) {
        Map<String, Integer> allowed = parse(ratchet);
        List<Offence> offences = new ArrayList<>();
        for (TextFile file : house.files()) {
            if (file.isMainJava() && !TUPLES.matcher(file.path()).matches()) {
                check(file, allowed.remove(file.path()), offences);
            }
        }
        allowed.keySet()
                .forEach(path -> offences.add(ratchetOffence(path, "is listed and is no source file any more")));
        return offences;
    }

    private static void check(TextFile file, Integer listed, List<Offence> offences) {
        int lines = file.lines().size();
        if (lines > LINES_MAX && (listed == null || lines > listed)) {
            offences.add(new Offence(
                    file.path() + ":" + (listed == null ? LINES_MAX + 1 : listed + 1),
                    RULE,
                    "it has " + lines + " lines" + (listed == null ? "" : ", and had " + listed),
                    "Find the idea in it that wants to be a class of its own, and move that out."));
        } else if (listed != null && lines <= LINES_MAX) {
            offences.add(ratchetOffence(file.path(), "is listed and short enough now (" + lines + " lines)"));
        } else if (listed != null && lines < listed) {
            offences.add(new Offence(
                    RATCHET + ":1",
                    RULE,
                    file.path() + " has shrunk to " + lines,
                    "Write the new length in the list."));
        }
    }

    private static Offence ratchetOffence(String path, String found) {
        return new Offence(RATCHET + ":1", RULE, path + " " + found, "Take its line out of the list.");
    }

    private static Map<String, Integer> parse(List<String> ratchet) {
        Map<String, Integer> allowed = new TreeMap<>();
        for (String line : ratchet) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int space = line.trim().lastIndexOf(' ');
                allowed.put(
                        line.trim().substring(0, space),
                        Integer.valueOf(line.trim().substring(space + 1)));
            }
        }
        return allowed;
    }
}
