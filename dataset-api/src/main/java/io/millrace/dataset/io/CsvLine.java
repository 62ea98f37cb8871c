package io.millrace.dataset.io;

import io.millrace.dataflow.io.ParseException;

/**
 * Takes the fields of a line one after another. A field may stand in quotes, if a quote character is given and is its first
 * character; then delimiters inside mean nothing, and a quote inside is written twice (RFC 4180) or after a backslash.
 */
final class CsvLine {
    /** Means that fields are never quoted. */
    static final char NO_QUOTE = 0;

    private final String line;
    private final String delimiter;
    private final char quote;
    private int position;
    private int fields;

    CsvLine(String line, String delimiter, char quote) {
        this.line = line;
        this.delimiter = delimiter;
        this.quote = quote;
    }

    /** Whether another field follows; an empty line has one, an empty one. */
    boolean hasNext() {
        return position <= line.length();
    }

    /** @throws ParseException if a quote is not closed, or something stands behind it */
    String next() throws ParseException {
        fields++;
        return quote != NO_QUOTE && position < line.length() && line.charAt(position) == quote ? quoted() : plain();
    }

    private String plain() {
        int end = line.indexOf(delimiter, position);
        String field = line.substring(position, end < 0 ? line.length() : end);
        goBehind(end < 0 ? line.length() : end);
        return field;
    }

    private String quoted() throws ParseException {
        StringBuilder field = new StringBuilder();
        int at = position + 1;
        while (true) {
            if (at >= line.length()) {
                throw new ParseException("field " + fields + " has no closing quote");
            }
            char next = line.charAt(at);
            if (next == quote && at + 1 < line.length() && line.charAt(at + 1) == quote) {
                field.append(quote);
                at += 2;
            } else if (next == quote) {
                break;
            } else if (next == '\\' && at + 1 < line.length() && line.charAt(at + 1) == quote) {
                field.append(next).append(quote);
                at += 2;
            } else {
                field.append(next);
                at++;
            }
        }
        int end = at + 1;
        if (end < line.length() && !line.startsWith(delimiter, end)) {
            throw new ParseException("field " + fields + " goes on behind its closing quote");
        }
        goBehind(end);
        return field.toString();
    }

    /** A delimiter at the very end of the line begins another, empty field. */
    private void goBehind(int end) {
        position = end < line.length() ? end + delimiter.length() : line.length() + 1;
    }
}
