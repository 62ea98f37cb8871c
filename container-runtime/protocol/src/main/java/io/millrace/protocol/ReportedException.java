package io.millrace.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An exception of another process or class loader, read back from its printed stack trace: the same names, messages,
 * frames and causes, without the classes.
 */
public final class ReportedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String CAUSED_BY = "Caused by: ";
    private static final Pattern FRAME = Pattern.compile("\\tat (?:.*/)?([^/(]+)\\.([^.(]+)\\((.*)\\)");
    private static final Pattern COMMON_FRAMES = Pattern.compile("\\t\\.\\.\\. (\\d+) more");
    private static final Pattern SOURCE_LINE = Pattern.compile("(.*):(\\d+)");

    private final String className;

    private ReportedException(
            String className, @Nullable String message, @Nullable Throwable cause, List<StackTraceElement> frames) {
        super(message, cause);
        this.className = className;
        setStackTrace(frames.toArray(StackTraceElement[]::new));
    }

    /** The name of the exception's class. */
    public String className() {
        return className;
    }

    /** As the exception itself printed. */
    @Override
    public String toString() {
        String message = getMessage();
        return message == null ? className : className + ": " + message;
    }

    /**
     * Reads what {@link Throwable#printStackTrace()} wrote; empty if the text is. Suppressed exceptions are left out.
     */
    public static Optional<ReportedException> parse(String stackTrace) {
        Deque<Section> sections = new ArrayDeque<>();
        for (String line : stackTrace.split("\\R")) {
            if (line.isBlank()) {
                continue;
            }
            if (sections.isEmpty() || line.startsWith(CAUSED_BY)) {
                String title = line.startsWith(CAUSED_BY) ? line.substring(CAUSED_BY.length()) : line;
                sections.push(new Section(title, sections.isEmpty() ? List.of() : sections.peek().frames));
            } else {
                sections.peek().add(line);
            }
        }
        ReportedException cause = null;
        while (!sections.isEmpty()) {
            cause = sections.pop().toException(cause);
        }
        return Optional.ofNullable(cause);
    }

    /** The printed form of one exception: its title, more lines of its message, its frames. */
    private static final class Section {
        private final StringBuilder title;
        private final List<StackTraceElement> framesOfEnclosing;
        private final List<StackTraceElement> frames = new ArrayList<>();
        private boolean inFrames;

        Section(String title, List<StackTraceElement> framesOfEnclosing) {
            this.title = new StringBuilder(title);
            this.framesOfEnclosing = framesOfEnclosing;
        }

        void add(String line) {
            Matcher frame = FRAME.matcher(line);
            Matcher common = COMMON_FRAMES.matcher(line);
            if (frame.matches()) {
                inFrames = true;
                frames.add(element(frame.group(1), frame.group(2), frame.group(3)));
            } else if (common.matches()) {
                int all = framesOfEnclosing.size();
                int from = Math.max(0, all - Integer.parseInt(common.group(1)));
                frames.addAll(framesOfEnclosing.subList(from, all));
            } else if (!inFrames) {
                title.append('\n').append(line);
            }
        }

        private static StackTraceElement element(String declaringClass, String method, String source) {
            Matcher place = SOURCE_LINE.matcher(source);
            if (place.matches()) {
                return new StackTraceElement(declaringClass, method, place.group(1), Integer.parseInt(place.group(2)));
            }
            return switch (source) {
                case "Native Method" -> new StackTraceElement(declaringClass, method, null, -2);
                case "Unknown Source" -> new StackTraceElement(declaringClass, method, null, -1);
                default -> new StackTraceElement(declaringClass, method, source, -1);
            };
        }

        ReportedException toException(@Nullable Throwable cause) {
            String text = title.toString();
            int colon = text.indexOf(": ");
            String name = colon < 0 ? text : text.substring(0, colon);
            return new ReportedException(name, colon < 0 ? null : text.substring(colon + 2), cause, frames);
        }
    }
}
