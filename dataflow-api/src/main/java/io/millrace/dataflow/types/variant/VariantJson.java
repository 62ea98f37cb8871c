package io.millrace.dataflow.types.variant;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Writes a variant as JSON (RFC 8259). */
final class VariantJson {
    private final StringBuilder text = new StringBuilder();

    private VariantJson() {}

    static String of(VariantValue variant) {
        VariantJson json = new VariantJson();
        json.write(variant);
        return json.text.toString();
    }

    private void write(Variant variant) {
        VariantValue value = (VariantValue) variant;
        switch (value.type()) {
            case OBJECT -> writeObject(value.fields());
            case ARRAY -> writeArray(value.elements());
            case FLOAT, DOUBLE -> writeFraction(((Number) Objects.requireNonNull(value.get())).doubleValue(), value);
            case DECIMAL -> text.append(value.getDecimal().toPlainString());
            case BYTES -> quote(Base64.getEncoder().encodeToString(value.getBytes()));
            case STRING, DATE, TIMESTAMP, TIMESTAMP_LTZ -> quote(String.valueOf(value.get()));
            case NULL, BOOLEAN, TINYINT, SMALLINT, INT, BIGINT -> text.append(value.get());
        }
    }

    // JSON has neither NaN nor the infinities.
    private void writeFraction(double fraction, VariantValue value) {
        if (Double.isFinite(fraction)) {
            text.append(value.get());
        } else {
            quote(String.valueOf(value.get()));
        }
    }

    private void writeArray(Iterable<Variant> elements) {
        String before = "[";
        for (Variant element : elements) {
            text.append(before);
            write(element);
            before = ",";
        }
        text.append(before.equals("[") ? "[]" : "]");
    }

    private void writeObject(Map<String, Variant> fields) {
        String before = "{";
        for (Map.Entry<String, Variant> field : fields.entrySet()) {
            text.append(before);
            quote(field.getKey());
            text.append(':');
            write(field.getValue());
            before = ",";
        }
        text.append(before.equals("{") ? "{}" : "}");
    }

    private void quote(String letters) {
        text.append('"');
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
            } else {
                text.append(letter);
            }
        }
        text.append('"');
    }
}
