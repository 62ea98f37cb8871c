package io.millrace.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a process may listen: ports and ranges of ports, separated by commas; {@code 0} is any free one.
 *
 * @param ports to be tried in this order
 */
public record PortRange(List<Integer> ports) {
    /** Any port that is free. */
    public static final PortRange ANY = new PortRange(List.of(0));

    private static final int PORT_MAX = 65_535;

    public PortRange {
        ports = List.copyOf(ports);
    }

    /** @throws IllegalArgumentException if the text is none: the message quotes it */
    public static PortRange parse(String text) {
        List<Integer> ports = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String range = part.strip();
            int dash = range.indexOf('-');
            int first = port(dash < 0 ? range : range.substring(0, dash), text);
            int last = dash < 0 ? first : port(range.substring(dash + 1), text);
            if (last < first) {
                throw unfit(text);
            }
            IntStream.rangeClosed(first, last).forEach(ports::add);
        }
        return new PortRange(ports);
    }

    private static int port(String digits, String text) {
        try {
            int port = Integer.parseInt(digits.strip());
            if (port >= 0 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw unfit(text);
        }
        throw unfit(text);
    }

    private static IllegalArgumentException unfit(String text) {
        return new IllegalArgumentException(
                "ports: expected=0, or ports and ranges as in 50100-50200,50300, actual='" + text + "'");
    }

    @Override
    public String toString() {
        return ports.size() == 1 ? ports.get(0).toString() : ports.get(0) + " to " + ports.get(ports.size() - 1);
    }
}
