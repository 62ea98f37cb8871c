package io.millrace.architecture;

import io.millrace.architecture.House.TextFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A package says what it is for, is null-marked, and belongs to one module alone.
 *
 * <p>"Says" means a Javadoc of at least {@value #WORDS_MIN} words in its {@code package-info.java}: what lives here, the
 * one class to read first, what it never does.
 */
final class PackageRule {

    static final int WORDS_MIN = 15;

    List<Offence> check(House house) {
        List<Offence> offences = new ArrayList<>();
        Map<String, Set<String>> directoriesOf = new LinkedHashMap<>();
        Map<String, TextFile> infos = new LinkedHashMap<>();
        for (TextFile file : house.files()) {
            if (!file.isMainJava()) {
                continue;
            }
            if (file.name().equals("package-info.java")) {
                infos.put(file.directory(), file);
            }
            directoriesOf
                    .computeIfAbsent(file.packageName(), name -> new LinkedHashSet<>())
                    .add(file.directory());
        }
        directoriesOf.forEach((name, directories) -> {
            for (String directory : directories) {
                checkInfo(directory, infos.get(directory), offences);
            }
            checkNotSplit(name, directories, offences);
        });
        return offences;
    }

    private static void checkInfo(String directory, TextFile info, List<Offence> offences) {
        String rule = "Every package says what lives there, the one class to read first, and what it never does.";
        if (info == null) {
            offences.add(new Offence(
                    directory + "/package-info.java:1",
                    rule,
                    "there is no package-info.java",
                    "Write one: a few lines of Javadoc, @NullMarked, the package."));
            return;
        }
        int words = words(info);
        if (words < WORDS_MIN) {
            offences.add(new Offence(
                    info.path() + ":1",
                    rule,
                    "its Javadoc has " + words + " words",
                    "Say it in at least " + WORDS_MIN + " words."));
        }
        if (info.lines().stream().noneMatch(line -> line.startsWith("@NullMarked"))) {
            offences.add(new Offence(
                    info.path() + ":1",
                    "Every package is @NullMarked: what may be null says so.",
                    "the annotation is missing",
                    "Annotate the package with org.jspecify.annotations.NullMarked."));
        }
    }

    private static void checkNotSplit(String name, Set<String> directories, List<Offence> offences) {
        if (directories.size() > 1) {
            offences.add(new Offence(
                    directories.iterator().next() + ":1",
                    "A package lies in one module.",
                    name + " lies in " + directories,
                    "Give one of them another name, under its module's root package."));
        }
    }

    /** The words of the Javadoc: what stands before the annotation and the package line. */
    private static int words(TextFile info) {
        String text = info.lines().stream()
                .takeWhile(line -> !line.startsWith("@") && !line.startsWith("package "))
                .collect(Collectors.joining(" "));
        return (int) Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 1)
                .count();
    }
}
