package io.millrace.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Once a later leader has sealed what an earlier one wrote, nothing is added to it, and no directory of its epoch appears. */
final class SealRule {
    private static final Pattern OPEN = Pattern.compile("(.*/log)/(\\d+)(/.*)?");
    private static final Pattern SEALED = Pattern.compile("(.*/log)/(\\d+)\\.sealed(/.*)?");

    /** By directory of a log, the highest epoch that is sealed. Looked up only. */
    private final Map<String, Long> sealed = new HashMap<>();

    void created(String path) {
        appeared(path);
    }

    void renamed(String to) {
        Matcher seals = SEALED.matcher(to);
        if (seals.matches() && seals.group(3) == null) {
            sealed.merge(seals.group(1), Long.parseLong(seals.group(2)), Math::max);
        } else {
            appeared(to);
        }
    }

    private void appeared(String path) {
        Matcher inSealed = SEALED.matcher(path);
        if (inSealed.matches()) {
            throw new Violation(path + " appears in what is sealed");
        }
        Matcher open = OPEN.matcher(path);
        if (open.matches() && Long.parseLong(open.group(2)) <= sealed.getOrDefault(open.group(1), -1L)) {
            throw new Violation(path + " appears though epoch " + sealed.get(open.group(1)) + " is sealed");
        }
    }
}
