package io.millrace.dataflow.util;

import java.util.Arrays;
import java.util.function.BiConsumer;

/** Finds keys and values in the arguments of a program. */
final class ParameterArguments {
    private ParameterArguments() {}

    static void read(String[] args, BiConsumer<String, String> found) {
        int i = 0;
        while (i < args.length) {
            String key = keyOf(args, i);
            i++;
            if (i < args.length && isValue(args[i])) {
                found.accept(key, args[i]);
                i++;
            } else {
                found.accept(key, AbstractParameterTool.NO_VALUE_KEY);
            }
        }
    }

    // "-5" and "-.5e3" are values, "-five" is a key.
    private static boolean isValue(String arg) {
        return !arg.startsWith("-") || isNumber(arg);
    }

    private static boolean isNumber(String arg) {
        char last = arg.isEmpty() ? ' ' : arg.charAt(arg.length() - 1);
        // Java also reads "1d" and "1f" as numbers; nobody writes those on a command line.
        if (!Character.isDigit(last) && last != '.') {
            return false;
        }
        try {
            Double.parseDouble(arg);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String keyOf(String[] args, int index) {
        String arg = args[index];
        String key = arg.startsWith("--") ? arg.substring(2) : arg.startsWith("-") ? arg.substring(1) : null;
        if (key == null) {
            throw new IllegalArgumentException("Error parsing arguments '" + Arrays.toString(args) + "' on '" + arg
                    + "'. Please prefix keys with -- or -.");
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("The input " + Arrays.toString(args) + " contains an empty argument");
        }
        return key;
    }
}
