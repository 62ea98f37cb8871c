package io.millrace.dataflow.types;

import io.millrace.dataflow.typeutils.CompositeType;
import org.jspecify.annotations.Nullable;

/**
 * A path to a field, {@code first.rest}, or a wildcard.
 *
 * @param first the name of the field of the outer type, or {@code *}
 * @param rest the expression within that field; null if it is meant as a whole
 */
public record FieldExpression(String first, @Nullable String rest) {

    /** Takes an expression apart. {@code _} is another way to write {@code *}. */
    public static FieldExpression parse(String expression) {
        String trimmed = expression.trim();
        if (trimmed.equals("*") || trimmed.equals("_")) {
            return new FieldExpression("*", null);
        }
        int dot = trimmed.indexOf('.');
        String first = dot < 0 ? trimmed : trimmed.substring(0, dot);
        String rest = dot < 0 ? null : trimmed.substring(dot + 1);
        if (first.isEmpty() || (rest != null && rest.isEmpty())) {
            throw new CompositeType.InvalidFieldReferenceException("Invalid field reference \"" + expression + "\".");
        }
        return new FieldExpression(first, rest);
    }

    public boolean isWildcard() {
        return first.equals("*");
    }

    /**
     * The position that a tuple field's name stands for.
     *
     * @return -1 if the name is not that of a tuple field ({@code f0}, or {@code 0})
     */
    public static int tuplePosition(String fieldName) {
        String digits = fieldName.startsWith("f") ? fieldName.substring(1) : fieldName;
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Integer.parseInt(digits);
    }
}
