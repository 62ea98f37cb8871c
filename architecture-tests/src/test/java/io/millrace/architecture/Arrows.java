package io.millrace.architecture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The drawing of the house: which module may use which, and where each outside library lives.
 *
 * <p>A module is named by what follows {@code io.millrace.} in its root package. To add an arrow or a library, change
 * this table in a commit that says why; a new arrow is a decision ({@code docs/decisions}).
 */
final class Arrows {

    /** An outside library (packages that begin so) and the packages of ours that may see it, with what lies below. */
    record Library(String name, List<String> packages, List<String> homes) {
        boolean holds(String className) {
            return packages.stream().anyMatch(prefix -> isAtOrBelow(className, prefix));
        }

        boolean mayBeSeenBy(String packageName) {
            return homes.stream().anyMatch(home -> isAtOrBelow(packageName, "io.millrace." + home));
        }
    }

    static final Map<String, Set<String>> MAY_USE = new TreeMap<>();
    private static final Set<String> ANYTHING = Set.of("anything");

    static {
        // The words, and the two programming interfaces.
        module("dataflow");
        module("types", "dataflow");
        module("operators", "dataflow", "types");
        module("iterations", "operators", "dataflow", "types");
        module("dataset", "iterations", "operators", "dataflow", "types");
        module("datastream", "iterations", "operators", "dataflow", "types");

        // The machine.
        module("control", "dataflow");
        module("protocol", "control", "dataflow");
        module("network", "protocol", "control", "dataflow");
        module("taskmanager", "protocol", "control", "network", "dataflow", "types");
        module("jobmanager", "protocol", "control", "dataflow");
        // It speaks the words of what it publishes, too.
        module("rest", "jobmanager", "protocol", "control", "dataflow");

        // What knows one outside system each.
        module("state", "control", "dataflow", "types");
        module("ha", "control", "dataflow");
        // yarn and local put the machine together: they speak the words of what they wire, too.
        module(
                "yarn",
                "jobmanager",
                "rest",
                "taskmanager",
                "network",
                "state",
                "ha",
                "protocol",
                "control",
                "dataflow");
        module("local", "jobmanager", "rest", "taskmanager", "network", "state", "protocol", "control", "dataflow");
        module("client", "dataset", "datastream", "protocol", "dataflow");

        // Not shipped with the machine.
        MAY_USE.put("simulation", ANYTHING);
        MAY_USE.put("testing", ANYTHING);
        MAY_USE.put("examples", ANYTHING);
        MAY_USE.put("benchmarks", ANYTHING);
        module("testing.seeds"); // used by the tests of every module, so it knows none
    }

    static final List<Library> LIBRARIES = List.of(
            new Library("Janino", List.of("org.codehaus.janino", "org.codehaus.commons"), List.of("types")),
            new Library("Fory", List.of("org.apache.fory"), List.of("types")),
            new Library("Netty", List.of("io.netty"), List.of("network")),
            new Library(
                    "Curator and ZooKeeper",
                    List.of("org.apache.curator", "org.apache.zookeeper"),
                    List.of("ha", "testing")),
            new Library("Hadoop's YARN", List.of("org.apache.hadoop.yarn"), List.of("yarn", "testing")),
            new Library(
                    "Hadoop's file systems",
                    List.of("org.apache.hadoop.fs", "org.apache.hadoop.hdfs"),
                    List.of("operators.file", "state", "yarn", "testing")),
            new Library(
                    "Hadoop's Writables and MapReduce",
                    List.of("org.apache.hadoop.io", "org.apache.hadoop.mapred", "org.apache.hadoop.mapreduce"),
                    List.of("dataflow.types", "types", "dataset.hadoop", "operators.file", "state", "yarn", "testing")),
            new Library(
                    "Hadoop",
                    List.of("org.apache.hadoop"),
                    List.of("dataflow.types", "types", "dataset.hadoop", "operators.file", "state", "yarn", "testing")),
            new Library("RocksDB", List.of("org.rocksdb"), List.of("state")),
            new Library("Javalin", List.of("io.javalin"), List.of("rest")),
            new Library("picocli", List.of("picocli"), List.of("client")),
            new Library("JCTools", List.of("org.jctools"), List.of("taskmanager", "network")),
            new Library(
                    "JUnit and AssertJ",
                    List.of("org.junit", "org.assertj", "org.opentest4j", "org.awaitility"),
                    List.of("testing")));

    private Arrows() {}

    private static void module(String name, String... mayUse) {
        MAY_USE.put(name, Set.of(mayUse));
    }

    /** The module whose root package holds this package; empty if the table has none. */
    static Optional<String> moduleOf(String packageName) {
        Predicate<String> holds = module -> isAtOrBelow(packageName, "io.millrace." + module);
        return MAY_USE.keySet().stream()
                .filter(holds)
                .max((one, other) -> Integer.compare(one.length(), other.length()));
    }

    static boolean mayUse(String module, String other) {
        Set<String> arrows = MAY_USE.get(module);
        return module.equals(other) || arrows == ANYTHING || arrows.contains(other);
    }

    /** The library of a class; the first in the list that holds it counts. */
    static Optional<Library> libraryOf(String className) {
        return LIBRARIES.stream().filter(library -> library.holds(className)).findFirst();
    }

    static boolean isAtOrBelow(String name, String prefix) {
        return name.equals(prefix) || name.startsWith(prefix + ".");
    }
}
