package io.millrace.dataflow.types;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A record of any number of fields, by position or by name. Fields may be null. Two rows are equal if their kinds and
 * fields are (arrays by content). Not safe for use by two threads.
 */
public final class Row implements Serializable {

    private static final long serialVersionUID = 1L;

    private RowKind kind;
    /** Fields by position; null in a row by name. */
    private final @Nullable Object @Nullable [] byPosition;
    /** Fields by name, in the order they were set; null in a row by position. */
    private final @Nullable LinkedHashMap<String, @Nullable Object> byName;

    private Row(
            RowKind kind,
            @Nullable Object @Nullable [] byPosition,
            @Nullable LinkedHashMap<String, @Nullable Object> byName) {
        this.kind = Objects.requireNonNull(kind);
        this.byPosition = byPosition;
        this.byName = byName;
    }

    /** A row by position, of kind INSERT, with that many null fields. */
    public Row(int arity) {
        this(RowKind.INSERT, arity);
    }

    public Row(RowKind kind, int arity) {
        this(kind, new @Nullable Object[arity], null);
    }

    public static Row withPositions(RowKind kind, int arity) {
        return new Row(kind, arity);
    }

    public static Row withPositions(int arity) {
        return new Row(arity);
    }

    public static Row withNames(RowKind kind) {
        return new Row(kind, null, new LinkedHashMap<>());
    }

    public static Row withNames() {
        return withNames(RowKind.INSERT);
    }

    public static Row of(@Nullable Object... values) {
        return ofKind(RowKind.INSERT, values);
    }

    public static Row ofKind(RowKind kind, @Nullable Object... values) {
        return new Row(kind, values.clone(), null);
    }

    public RowKind getKind() {
        return kind;
    }

    public void setKind(RowKind kind) {
        this.kind = Objects.requireNonNull(kind);
    }

    public int getArity() {
        return byPosition != null ? byPosition.length : names().size();
    }

    /**
     * @throws IllegalArgumentException in a row by name
     */
    public @Nullable Object getField(int pos) {
        return positions()[pos];
    }

    @SuppressWarnings("unchecked")
    public <T> @Nullable T getFieldAs(int pos) {
        return (T) getField(pos);
    }

    /**
     * @throws IllegalArgumentException in a row by position, or if there is no such field
     */
    public @Nullable Object getField(String name) {
        if (!names().containsKey(name)) {
            throw new IllegalArgumentException(
                    "Unknown field name '" + name + "': expected=one of " + names().keySet());
        }
        return names().get(name);
    }

    @SuppressWarnings("unchecked")
    public <T> @Nullable T getFieldAs(String name) {
        return (T) getField(name);
    }

    public void setField(int pos, @Nullable Object value) {
        positions()[pos] = value;
    }

    public void setField(String name, @Nullable Object value) {
        names().put(name, value);
    }

    /** The names of the fields; null in a row by position. */
    public @Nullable Set<String> getFieldNames(boolean includeNamedPositions) {
        return byName == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(byName.keySet()));
    }

    /** Sets all fields to null (by position) or removes them (by name). */
    public void clear() {
        if (byPosition != null) {
            Arrays.fill(byPosition, null);
        } else {
            names().clear();
        }
    }

    private @Nullable Object[] positions() {
        if (byPosition == null) {
            throw new IllegalArgumentException(
                    "Accessing a field by position is not supported in name-based field mode.");
        }
        return byPosition;
    }

    private LinkedHashMap<String, @Nullable Object> names() {
        if (byName == null) {
            throw new IllegalArgumentException(
                    "Accessing a field by name is not supported in position-based field mode.");
        }
        return byName;
    }

    /** A shallow copy. */
    public static Row copy(Row row) {
        return new Row(
                row.kind,
                row.byPosition == null ? null : row.byPosition.clone(),
                row.byName == null ? null : new LinkedHashMap<>(row.byName));
    }

    /** A new row of the given fields of another, in that order; both by position. */
    public static Row project(Row row, int[] fieldPositions) {
        Row projected = new Row(row.kind, fieldPositions.length);
        for (int i = 0; i < fieldPositions.length; i++) {
            projected.setField(i, row.getField(fieldPositions[i]));
        }
        return projected;
    }

    /** A new row of the given fields of another, in that order; both by name. */
    public static Row project(Row row, String[] fieldNames) {
        Row projected = withNames(row.kind);
        for (String name : fieldNames) {
            projected.setField(name, row.getField(name));
        }
        return projected;
    }

    /** The fields of all rows, one after the other, by position; the kind is that of the first. */
    public static Row join(Row first, Row... remainings) {
        int arity = first.getArity();
        for (Row row : remainings) {
            arity += row.getArity();
        }
        @Nullable Object[] joined = Arrays.copyOf(first.positions(), arity);
        int at = first.getArity();
        for (Row row : remainings) {
            System.arraycopy(row.positions(), 0, joined, at, row.getArity());
            at += row.getArity();
        }
        return new Row(first.kind, joined, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Row that) || kind != that.kind) {
            return false;
        }
        if (byPosition != null || that.byPosition != null) {
            return Arrays.deepEquals(byPosition, that.byPosition);
        }
        return names().keySet().equals(that.names().keySet())
                && names().entrySet().stream()
                        .allMatch(e ->
                                Objects.deepEquals(e.getValue(), that.names().get(e.getKey())));
    }

    @Override
    public int hashCode() {
        if (byPosition != null) {
            return 31 * kind.toByteValue() + Arrays.deepHashCode(byPosition);
        }
        int hash = kind.toByteValue();
        for (Map.Entry<String, @Nullable Object> field : names().entrySet()) {
            hash += field.getKey().hashCode() ^ Arrays.deepHashCode(new @Nullable Object[] {field.getValue()});
        }
        return hash;
    }

    @Override
    public String toString() {
        if (byPosition != null) {
            StringJoiner text = new StringJoiner(", ", kind.shortString() + "[", "]");
            for (Object value : byPosition) {
                text.add(text(value));
            }
            return text.toString();
        }
        StringJoiner text = new StringJoiner(", ", kind.shortString() + "{", "}");
        names().forEach((name, value) -> text.add(name + "=" + text(value)));
        return text.toString();
    }

    private static String text(@Nullable Object value) {
        String array = Arrays.deepToString(new @Nullable Object[] {value});
        return array.substring(1, array.length() - 1);
    }
}
