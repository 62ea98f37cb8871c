package io.millrace.taskmanager.exchange.remote;

import io.millrace.taskmanager.exchange.Element;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Events of supersteps as bytes: the number in 4, then the news; or each report after its length in 4. */
final class SuperstepBytes {
    private SuperstepBytes() {}

    static byte[] of(Element.SuperstepBegin begin) {
        return ByteBuffer.allocate(Integer.BYTES + begin.news().length)
                .putInt(begin.number())
                .put(begin.news())
                .array();
    }

    static Element.SuperstepBegin begin(byte[] bytes) {
        return new Element.SuperstepBegin(
                ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
    }

    static byte[] of(Element.SuperstepEnd end) {
        int length = Integer.BYTES;
        for (byte[] report : end.reports()) {
            length += Integer.BYTES + report.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).putInt(end.number());
        end.reports().forEach(report -> bytes.putInt(report.length).put(report));
        return bytes.array();
    }

    static Element.SuperstepEnd end(byte[] all) {
        ByteBuffer bytes = ByteBuffer.wrap(all);
        int number = bytes.getInt();
        List<byte[]> reports = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] report = new byte[bytes.getInt()];
            bytes.get(report);
            reports.add(report);
        }
        return new Element.SuperstepEnd(number, reports);
    }
}
