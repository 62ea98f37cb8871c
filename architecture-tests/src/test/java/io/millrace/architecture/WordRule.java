package io.millrace.architecture;

import io.millrace.architecture.House.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no line of the repository may say. The patterns are written so that they do not find themselves. */
enum WordRule {
    MACHINE_PATH(
            "(?<![\\w.:/<-])/(wor[k]|far[m]|roo[t]|home/\\w+|Users/\\w+)/",
            file -> true,
            "No file names a path of somebody's machine.",
            "Use a path relative to the checkout, a temporary directory or a variable."),
    REGISTRY_HOST(
            "https?://(?:repo|registry|central|oss|proxy|static|files|deb|security)[0-9]*\\.[a-z]"
                    + "|\\b(?:repo1|registry)\\.[a-z]+\\.(?:org|com|net|io)\\b",
            file -> true,
            "No file names the host of a package registry: the build takes what the user's Maven is set up for.",
            "Name the artifact, not where it is fetched from."),
    PROMISE(
            "\\b(TOD[O]|FIXM[E]|XX[X])\\b|[Nn]ot (yet )?implemente[d]",
            file -> file.path().contains("/src/") || file.path().startsWith("scripts/"),
            "The code does what it says: nothing is promised for later.",
            "Do it now, or do not declare it; an open question is an issue."),
    SLEEPING_TEST(
            "\\bThread\\.slee[p]\\(|TimeUnit\\.\\w+\\.slee[p]\\(",
            file -> file.isTestJava(),
            "A test waits for a condition, never for a time.",
            "Use Awaitility, a latch or a message; a test of user code that blocks waits on a latch.");

    private final Pattern pattern;
    private final Predicate<TextFile> where;
    private final String rule;
    private final String remedy;

    WordRule(String pattern, Predicate<TextFile> where, String rule, String remedy) {
        this.pattern = Pattern.compile(pattern);
        this.where = where;
        this.rule = rule;
        this.remedy = remedy;
    }

    List<Offence> check(House house) {
        List<Offence> offences = new ArrayList<>();
        for (TextFile file : house.files()) {
            for (int i = 0; where.test(file) && i < file.lines().size(); i++) {
                Matcher matcher = pattern.matcher(file.lines().get(i));
                if (matcher.find()) {
                    offences.add(new Offence(file.path() + ":" + (i + 1), rule, "'" + matcher.group() + "'", remedy));
                }
            }
        }
        return offences;
    }
}
