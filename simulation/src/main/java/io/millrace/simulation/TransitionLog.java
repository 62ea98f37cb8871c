package io.millrace.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** Everything that happened, as a hash, and the last of it as text. */
final class TransitionLog {
    /** Of a report; more of them, if asked for: {@code -Dmillrace.simulation.lines=N}. */
    private static final int LINES_KEPT = Integer.getInteger("millrace.simulation.lines", 400);

    private final MessageDigest digest;
    private final Deque<String> last = new ArrayDeque<>();

    TransitionLog() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(long atMs, String line) {
        String timed = atMs + " " + line;
        digest.update(timed.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        last.addLast(timed);
        if (last.size() > LINES_KEPT) {
            last.removeFirst();
        }
    }

    /** Of all lines so far; ends the log. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    List<String> last() {
        return new ArrayList<>(last);
    }
}
