package io.millrace.dataflow.types;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One field of a POJO and its type. */
public class PojoField implements Serializable {

    private static final long serialVersionUID = 1L;

    private transient Field field;
    private final TypeInformation<?> type;

    public PojoField(Field field, TypeInformation<?> type) {
        this.field = Objects.requireNonNull(field);
        this.type = Objects.requireNonNull(type);
    }

    public Field getField() {
        return field;
    }

    public TypeInformation<?> getTypeInformation() {
        return type;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(field.getDeclaringClass());
        out.writeUTF(field.getName());
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        Class<?> declaring = (Class<?>) in.readObject();
        String name = in.readUTF();
        try {
            field = declaring.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IOException(
                    "Class " + declaring.getName() + " has no field \"" + name + "\" here, but had it where this"
                            + " type was written. Use the same jar in both places.",
                    e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PojoField that && field.equals(that.field) && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return 31 * field.getName().hashCode() + type.hashCode();
    }

    @Override
    public String toString() {
        return field.getName() + ": " + type;
    }
}
