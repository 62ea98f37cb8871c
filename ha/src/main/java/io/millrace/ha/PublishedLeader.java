package io.millrace.ha;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a leader publishes, such as the content of its znode: five lines of UTF-8, that is format, epoch, node, host, port. */
public final class PublishedLeader {
    private static final String FORMAT = "1";

    private PublishedLeader() {}

    public static byte[] write(Epoch epoch, LeaderAddress address) {
        return String.join(
                        "\n",
                        FORMAT,
                        Long.toString(epoch.number()),
                        address.node(),
                        address.host(),
                        Integer.toString(address.port()))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException if it was not written by {@link #write} */
    public static LeaderIs read(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        List<String> lines = List.of(text.split("\n", -1));
        if (lines.size() != 5 || !lines.get(0).equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "published leader: expected five lines of format " + FORMAT + ", found '" + text + "'");
        }
        return new LeaderIs(
                new Epoch(Long.parseLong(lines.get(1))),
                new LeaderAddress(lines.get(2), lines.get(3), Integer.parseInt(lines.get(4))));
    }
}
