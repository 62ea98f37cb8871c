package io.millrace.dataflow.types;

import java.lang.reflect.Type;
import java.util.Map;

/** Makes the type information of a class that {@link TypeInfo} connects with it. Needs a public constructor without arguments. */
public abstract class TypeInfoFactory<T> {

    /**
     * @param t the exact type found
     * @param genericParameters what is known of its type parameters, by name
     */
    public abstract TypeInformation<T> createTypeInfo(Type t, Map<String, TypeInformation<?>> genericParameters);
}
