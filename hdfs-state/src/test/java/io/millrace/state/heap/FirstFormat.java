package io.millrace.state.heap;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes blocks of keyed state as version 1 of {@link KeyedFormat} was. */
final class FirstFormat {
    private FirstFormat() {}

    static byte[] write(SectionHeader header, int rows, byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(1);
        out.writeInt(1);
        out.writeByte(header.kind().ordinal());
        for (String text : List.of(header.name(), header.keyType(), header.valueType(), header.namespaceType())) {
            byte[] utf = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf.length);
            out.write(utf);
        }
        out.writeByte(0);
        out.writeInt(rows);
        out.writeInt(body.length);
        out.write(body);
        return bytes.toByteArray();
    }
}
