package io.millrace.types.code;

import org.jspecify.annotations.Nullable;

/** What is written without asking the serialiser of a field: primitives in their boxes or bare, and text. */
public enum FieldKind {
    BOOLEAN("Boolean", boolean.class, Boolean.class, 1),
    BYTE("Byte", byte.class, Byte.class, 1),
    SHORT("Short", short.class, Short.class, 2),
    CHAR("Char", char.class, Character.class, 2),
    INT("Int", int.class, Integer.class, 4),
    LONG("Long", long.class, Long.class, 8),
    FLOAT("Float", float.class, Float.class, 4),
    DOUBLE("Double", double.class, Double.class, 8),
    TEXT("Text", null, String.class, 0),
    /** Everything else: the field's serialiser does it. */
    OTHER("", null, null, 0);

    private final String word;
    private final @Nullable Class<?> primitive;
    private final @Nullable Class<?> box;
    private final int bytes;

    FieldKind(String word, @Nullable Class<?> primitive, @Nullable Class<?> box, int bytes) {
        this.word = word;
        this.primitive = primitive;
        this.box = box;
        this.bytes = bytes;
    }

    /** The kind of values of a class that are written as the engine's plain types are. */
    public static FieldKind of(Class<?> type) {
        for (FieldKind kind : values()) {
            if (kind.box == type || (kind.primitive == type && type.isPrimitive())) {
                return kind;
            }
        }
        return OTHER;
    }

    /** As the methods of {@link FieldOps} name it. */
    String word() {
        return word;
    }

    @Nullable
    Class<?> primitive() {
        return primitive;
    }

    @Nullable
    Class<?> box() {
        return box;
    }

    /** The length of each value; 0 if it varies. */
    int bytes() {
        return bytes;
    }
}
