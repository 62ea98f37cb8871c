package io.millrace.dataflow.util;

import io.millrace.dataflow.functions.InvalidTypesException;
import io.millrace.dataflow.types.TypeExtractor;
import io.millrace.dataflow.types.TypeInformation;
import java.io.Serializable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a side output and gives its type. Make it as an anonymous subclass, which keeps the type parameter:
 * {@code new OutputTag<String>("late") {}}, or give the type. Tags with the same id are equal.
 */
public class OutputTag<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final String REMEDY = "Make it an anonymous subclass that names its type, as in"
            + " new OutputTag<String>(\"id\") {}, or give a TypeInformation as the second argument.";

    private final String id;
    private final TypeInformation<T> typeInfo;

    /**
     * For anonymous subclasses: takes the type from the type argument.
     *
     * @throws io.millrace.dataflow.functions.InvalidTypesException if the class does not say the type
     */
    public OutputTag(String id) {
        this.id = checkedId(id);
        this.typeInfo = typeOfSubclass(getClass(), id);
    }

    public OutputTag(String id, TypeInformation<T> typeInfo) {
        this.id = checkedId(id);
        this.typeInfo = Objects.requireNonNull(typeInfo, "typeInfo");
    }

    public String getId() {
        return id;
    }

    public TypeInformation<T> getTypeInfo() {
        return typeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutputTag<?> that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "OutputTag(" + typeInfo + ", " + id + ")";
    }

    private static String checkedId(String id) {
        Objects.requireNonNull(id, "OutputTag id cannot be null.");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("OutputTag id must not be empty.");
        }
        return id;
    }

    private static <T> TypeInformation<T> typeOfSubclass(Class<?> tagClass, String id) {
        Type parent = tagClass.getGenericSuperclass();
        if (tagClass.getSuperclass() != OutputTag.class || !(parent instanceof ParameterizedType parameterized)) {
            throw new InvalidTypesException("Could not determine the type of OutputTag '" + id + "'. " + REMEDY);
        }
        try {
            return TypeExtractor.createTypeInfo(parameterized.getActualTypeArguments()[0]);
        } catch (InvalidTypesException e) {
            throw new InvalidTypesException("Could not determine the type of OutputTag '" + id + "'. " + REMEDY, e);
        }
    }
}
