package io.millrace.types.code;

import org.jspecify.annotations.Nullable;

/** What is written without asking the serialiser of a field: primitives in their boxes or bare, and text. */
public enum FieldKind {
    BOOLEAN("Boolean", boolean.class, Boolean.class),
    BYTE("Byte", byte.class, Byte.class),
    SHORT("Short", short.class, Short.class),
    CHAR("Char", char.class, Character.class),
    INT("Int", int.class, Integer.class),
    LONG("Long", long.class, Long.class),
    FLOAT("Float", float.class, Float.class),
    DOUBLE("Double", double.class, Double.class),
    TEXT("Text", null, String.class),
    /** Everything else: the field's serialiser does it. */
    OTHER("", null, null);

    private final String word;
    private final @Nullable Class<?> primitive;
    private final @Nullable Class<?> box;

    FieldKind(String word, @Nullable Class<?> primitive, @Nullable Class<?> box) {
        this.word = word;
        this.primitive = primitive;
        this.box = box;
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
}
