package io.millrace.state.log;

import io.millrace.control.Epoch;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in a log.
 *
 * <pre>
 * log/5.sealed/                        what the leader of epoch 5 wrote; nothing is added any more
 * log/6/                               the directory of the latest leader's epoch
 * log/6/writer.NAME                    an empty file that names its leader's process
 * log/6/0000000000000000042            an entry
 * log/6/.0000000000000000043.2.NAME    an entry aside, of the writer's second try; counts for nothing
 * log/.7.NAME/                         a directory aside, of a leader that begins
 * </pre>
 */
final class LogNames {
    private static final String SEALED = ".sealed";
    private static final Pattern EPOCH = Pattern.compile("(\\d{1,19})(\\.sealed)?");
    private static final Pattern ENTRY = Pattern.compile("\\d{19}");

    /** An epoch's directory. */
    record Directory(Epoch epoch, boolean sealed) {
        String name() {
            return epoch.number() + (sealed ? SEALED : "");
        }
    }

    private LogNames() {}

    static String open(Epoch epoch) {
        return new Directory(epoch, false).name();
    }

    static String sealed(Epoch epoch) {
        return new Directory(epoch, true).name();
    }

    static Optional<Directory> directory(String name) {
        Matcher matcher = EPOCH.matcher(name);
        return matcher.matches()
                ? Optional.of(new Directory(new Epoch(Long.parseLong(matcher.group(1))), matcher.group(2) != null))
                : Optional.empty();
    }

    static String owner(String writer) {
        return "writer." + writer;
    }

    static String entry(long id) {
        return String.format("%019d", id);
    }

    static OptionalLong entryId(String name) {
        return ENTRY.matcher(name).matches() ? OptionalLong.of(Long.parseLong(name)) : OptionalLong.empty();
    }

    static String aside(String name, String writer) {
        return "." + name + "." + writer;
    }
}
