package io.millrace.dataflow.util;

import io.millrace.dataflow.types.StringValue;
import java.util.Locale;

/** Changes texts in place, and finds their words. */
public final class StringValueUtils {
    private StringValueUtils() {}

    public static void toLowerCase(StringValue string) {
        string.setValue(string.getValue().toLowerCase(Locale.ROOT));
    }

    /** Every character that is neither a letter, a digit nor {@code _} becomes {@code replacement}. */
    public static void replaceNonWordChars(StringValue string, char replacement) {
        char[] chars = string.getValue().toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (!Character.isLetterOrDigit(chars[i]) && chars[i] != '_') {
                chars[i] = replacement;
            }
        }
        string.setValue(String.valueOf(chars));
    }

    /** Gives the parts of a text between white space. */
    public static final class WhitespaceTokenizer {
        private String text = "";
        private int position;

        public void setStringToTokenize(StringValue string) {
            text = string.getValue();
            position = 0;
        }

        /** Puts the next word into {@code target}; false if there is none. */
        public boolean next(StringValue target) {
            while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                position++;
            }
            int start = position;
            while (position < text.length() && !Character.isWhitespace(text.charAt(position))) {
                position++;
            }
            if (start == position) {
                return false;
            }
            target.setValue(text.substring(start, position));
            return true;
        }
    }
}
