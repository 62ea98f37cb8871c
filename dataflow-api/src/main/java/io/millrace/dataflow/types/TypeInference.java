package io.millrace.dataflow.types;

import io.millrace.dataflow.functions.InvalidTypesException;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple0;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From a reflected type to its {@link TypeInformation}. Never fails for lack of knowledge: what erasure has hidden becomes
 * a {@link LateBoundTypeInfo}, and what no rule describes a {@link GenericTypeInfo}.
 *
 * <p>The rules, first match wins: the class's own {@link TypeInfo} factory, or the one that is registered for it; Object; basic and time types; arrays; Value;
 * Avro and Writable; enum; List, Set, Map and Either with parameters; raw generic classes (late-bound); tuples; records; POJOs; interfaces and
 * abstract classes (late-bound); generic.
 */
final class TypeInference {

    private final TypeBindings bindings;
    /** The classes whose fields are being looked at: one that meets itself is recursive, and so generic. */
    private final Set<Class<?>> within;

    private TypeInference(TypeBindings bindings, Set<Class<?>> within) {
        this.bindings = bindings;
        this.within = within;
    }

    static TypeInformation<?> infer(Type type) {
        return infer(type, TypeBindings.none());
    }

    static TypeInformation<?> infer(Type type, TypeBindings bindings) {
        return new TypeInference(bindings, new LinkedHashSet<>()).of(type);
    }

    /** The type of objects of exactly this class, as met at run time; only what is inside may be late-bound. */
    static TypeInformation<?> ofRecords(Class<?> raw) {
        if (Either.class.isAssignableFrom(raw)) {
            return new EitherTypeInfo<>(LateBoundTypeInfo.any(), LateBoundTypeInfo.any());
        }
        return new TypeInference(TypeBindings.none(), new LinkedHashSet<>()).ofClass(raw, raw);
    }

    TypeInformation<?> of(Type type) {
        if (type instanceof Class<?> raw) {
            return raw.getTypeParameters().length > 0 ? ofRawGeneric(raw) : ofClass(raw, raw);
        }
        if (type instanceof ParameterizedType parameterized) {
            return ofClass((Class<?>) parameterized.getRawType(), parameterized);
        }
        if (type instanceof GenericArrayType array) {
            return ofArray(bindings.erasureOf(array), of(array.getGenericComponentType()));
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof TypeVariable<?> variable) {
            return ofVariable(variable);
        }
        return LateBoundTypeInfo.any();
    }

    private TypeInformation<?> ofVariable(TypeVariable<?> variable) {
        Object value = bindings.resolve(variable);
        if (value instanceof TypeInformation<?> info) {
            return info;
        }
        if (value instanceof TypeVariable<?> unbound) {
            return LateBoundTypeInfo.boundedBy(bindings.erasureOf(unbound));
        }
        return of((Type) value);
    }

    private TypeInformation<?> ofRawGeneric(Class<?> raw) {
        TypeInformation<?> made = madeByFactory(raw, raw);
        if (made != null) {
            return made;
        }
        return Value.class.isAssignableFrom(raw) && !Modifier.isAbstract(raw.getModifiers())
                ? ofClass(raw, raw)
                : LateBoundTypeInfo.boundedBy(raw);
    }

    private TypeInformation<?> ofClass(Class<?> raw, Type type) {
        TypeInformation<?> known = madeByFactory(raw, type);
        if (known == null) {
            known = ofPlain(raw);
        }
        if (known == null && type instanceof ParameterizedType parameterized) {
            known = ofContainer(raw, parameterized);
        }
        return known != null ? known : ofStructure(raw, type);
    }

    private @Nullable TypeInformation<?> ofPlain(Class<?> raw) {
        if (raw == Object.class || raw == Tuple.class || raw == Row.class || raw == java.lang.Record.class) {
            return LateBoundTypeInfo.boundedBy(raw);
        }
        TypeInformation<?> plain = BasicTypeInfo.getInfoFor(raw);
        if (plain == null) {
            plain = SqlTimeTypeInfo.getInfoFor(raw);
        }
        if (plain == null) {
            plain = LocalTimeTypeInfo.getInfoFor(raw);
        }
        if (plain != null) {
            return plain;
        }
        if (raw.isArray()) {
            return raw.getComponentType().isPrimitive()
                    ? PrimitiveArrayTypeInfo.getInfoFor(raw)
                    : ofArray(raw, of(raw.getComponentType()));
        }
        if (Value.class.isAssignableFrom(raw) && !Modifier.isAbstract(raw.getModifiers())) {
            return valueType(raw);
        }
        TypeInformation<?> guest = GuestTypes.typeOf(raw);
        if (guest != null) {
            return guest;
        }
        if (raw.isEnum()) {
            return enumType(raw);
        }
        // The class of a constant with a body of its own.
        Class<?> above = raw.getSuperclass();
        return above != null && above.isEnum() ? enumType(above) : null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeInformation<?> valueType(Class<?> raw) {
        return new ValueTypeInfo(raw);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeInformation<?> enumType(Class<?> raw) {
        return new EnumTypeInfo(raw);
    }

    private static TypeInformation<?> ofArray(Class<?> arrayClass, TypeInformation<?> component) {
        TypeInformation<?> basic = BasicArrayTypeInfo.getInfoFor(arrayClass);
        return basic != null ? basic : ObjectArrayTypeInfo.getInfoFor(arrayClass, component);
    }

    private @Nullable TypeInformation<?> ofContainer(Class<?> raw, ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        if (raw == List.class) {
            return new ListTypeInfo<>(of(arguments[0]));
        }
        if (raw == Set.class) {
            return new SetTypeInfo<>(of(arguments[0]));
        }
        if (raw == Map.class) {
            return new MapTypeInfo<>(of(arguments[0]), of(arguments[1]));
        }
        if (Either.class.isAssignableFrom(raw)) {
            return new EitherTypeInfo<>(of(arguments[0]), of(arguments[1]));
        }
        return null;
    }

    /** Tuples, records and POJOs: a scope of their own for their variables, bound to what is known out here. */
    private TypeInformation<?> ofStructure(Class<?> raw, Type type) {
        if (within.contains(raw)) {
            return new GenericTypeInfo<>(raw);
        }
        TypeBindings inner = TypeBindings.none();
        Map<String, TypeInformation<?>> parameters = parametersOf(type);
        for (TypeVariable<?> variable : raw.getTypeParameters()) {
            TypeInformation<?> argument = parameters.get(variable.getName());
            if (argument != null) {
                inner.bind(variable, argument);
            }
        }
        inner.collect(raw);
        Set<Class<?>> deeper = new LinkedHashSet<>(within);
        deeper.add(raw);
        TypeInference inside = new TypeInference(inner, deeper);
        if (Tuple.class.isAssignableFrom(raw)) {
            TypeInformation<?> tuple = inside.ofTuple(raw);
            if (tuple != null) {
                return tuple;
            }
        }
        if (raw.isRecord()) {
            return inside.ofRecord(raw);
        }
        List<PojoField> fields = PojoFields.of(raw, inside);
        if (!fields.isEmpty()) {
            return new PojoTypeInfo<>(raw, fields, parameters);
        }
        // No object is of an abstract class itself: what the records are (say, the records of a sealed interface), they
        // tell.
        return Modifier.isAbstract(raw.getModifiers()) ? LateBoundTypeInfo.boundedBy(raw) : new GenericTypeInfo<>(raw);
    }

    private @Nullable TypeInformation<?> ofTuple(Class<?> raw) {
        if (raw == Tuple0.class) {
            return new TupleTypeInfo<>();
        }
        Class<?> base = raw;
        while (base != null && base.getSuperclass() != Tuple.class) {
            // A subclass with fields of its own is no tuple: they would be lost.
            if (PojoFields.hasInstanceFields(base)) {
                return null;
            }
            base = base.getSuperclass();
        }
        if (base == null) {
            return null;
        }
        TypeVariable<?>[] variables = base.getTypeParameters();
        TypeInformation<?>[] types = new TypeInformation<?>[variables.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = of(variables[i]);
        }
        return tupleType(raw, types);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeInformation<?> tupleType(Class<?> raw, TypeInformation<?>[] types) {
        return new TupleTypeInfo(raw, types);
    }

    private TypeInformation<?> ofRecord(Class<?> raw) {
        RecordComponent[] components = raw.getRecordComponents();
        TypeInformation<?>[] types = new TypeInformation<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = of(components[i].getGenericType());
        }
        return new RecordTypeInfo<>(raw, types);
    }

    /** What is known of a type's parameters, by their names. */
    private Map<String, TypeInformation<?>> parametersOf(Type type) {
        Map<String, TypeInformation<?>> parameters = new LinkedHashMap<>();
        if (type instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] variables = ((Class<?>) parameterized.getRawType()).getTypeParameters();
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < variables.length; i++) {
                parameters.put(variables[i].getName(), of(arguments[i]));
            }
        }
        return parameters;
    }

    private @Nullable TypeInformation<?> madeByFactory(Class<?> raw, Type type) {
        for (Class<?> c = raw; c != null && c != Object.class; c = c.getSuperclass()) {
            TypeInfo annotation = c.getDeclaredAnnotation(TypeInfo.class);
            Class<? extends TypeInfoFactory<?>> factory =
                    annotation != null ? annotation.value() : RegisteredFactories.of(c);
            if (factory != null) {
                return make(factory, type, parametersOf(type));
            }
        }
        return null;
    }

    /** What the factory that is named at a field makes of the field's type. */
    TypeInformation<?> madeBy(TypeInfo annotation, Type type) {
        return make(annotation.value(), type, parametersOf(type));
    }

    private static TypeInformation<?> make(
            Class<? extends TypeInfoFactory<?>> factory, Type type, Map<String, TypeInformation<?>> parameters) {
        TypeInformation<?> made;
        try {
            Constructor<? extends TypeInfoFactory<?>> constructor = factory.getDeclaredConstructor();
            constructor.setAccessible(true);
            made = constructor.newInstance().createTypeInfo(type, parameters);
        } catch (ReflectiveOperationException e) {
            throw new InvalidTypesException(
                    "The TypeInfoFactory " + factory.getName() + " of " + type.getTypeName()
                            + " cannot be made: it needs a public constructor without arguments.",
                    e);
        }
        if (made == null) {
            throw new InvalidTypesException("The TypeInfoFactory " + factory.getName()
                    + " made no type information for " + type.getTypeName() + ".");
        }
        return made;
    }
}
