package io.millrace.types.code;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link FieldCode} for a class of records: a hidden class in the package, the class loader and the nest of the user's
 * class, so that private fields are reached as the class itself reaches them. Code is kept with the user's class, goes when
 * that goes, and holds no type and no serialiser, so the engine's tuples hold nothing of a job. Safe for several threads.
 */
public final class FieldCodeMaker {

    /** Beyond this many fields a method grows so large that Java would never compile it. */
    private static final int FIELDS_MAX = 100;

    /** How many different codes of one class are kept, such as of Tuple2 with different fields. */
    private static final int CODES_MAX = 256;

    private static final MethodType CONSTRUCTOR = MethodType.methodType(FieldCode.class, TypeSerializer[].class);

    private static final ClassValue<Map<String, MethodHandle>> CODES = new ClassValue<>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> type) {
            return new LinkedHashMap<>(4, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, MethodHandle> eldest) {
                    return size() > CODES_MAX;
                }
            };
        }
    };

    private FieldCodeMaker() {}

    /**
     * The code of a class of records.
     *
     * @param host the class of the records
     * @param fields in the order in which they are written
     * @return null if none can be made: the class has too many fields, is abstract, or is in a class loader or module that
     *     does not see the engine
     */
    public static @Nullable FieldCode of(Class<?> host, RecordKind kind, List<CodedField> fields) {
        if (fields.isEmpty() || fields.size() > FIELDS_MAX || Modifier.isAbstract(host.getModifiers())) {
            return null;
        }
        try {
            MethodHandle constructor = constructorOf(host, kind, fields);
            return constructor == null ? null : (FieldCode) constructor.invokeExact(serializersOf(fields));
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            // The platform refuses: records of this class are serialised without code of their own, to the same bytes.
            return null;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeSerializer[] serializersOf(List<CodedField> fields) {
        return fields.stream().map(CodedField::serializer).toArray(TypeSerializer[]::new);
    }

    private static @Nullable MethodHandle constructorOf(Class<?> host, RecordKind kind, List<CodedField> fields)
            throws ReflectiveOperationException {
        String key = keyOf(kind, fields);
        Map<String, MethodHandle> codes = CODES.get(host);
        synchronized (codes) {
            MethodHandle known = codes.get(key);
            if (known == null) {
                known = make(host, kind, fields);
                if (known != null) {
                    codes.put(key, known);
                }
            }
            return known;
        }
    }

    private static String keyOf(RecordKind kind, List<CodedField> fields) {
        StringBuilder key = new StringBuilder(kind.name());
        for (CodedField field : fields) {
            key.append('\n')
                    .append(field.member().getName())
                    .append(' ')
                    .append(field.kind())
                    .append(field.acceptsNull())
                    .append(field.immutable())
                    .append(field.label());
        }
        return key.toString();
    }

    private static @Nullable MethodHandle make(Class<?> host, RecordKind kind, List<CodedField> fields)
            throws ReflectiveOperationException {
        FieldReach reach = new FieldReach(host);
        if (!reach.sees(FieldCode.class) || !reach.sees(TypeSerializer.class)) {
            return null;
        }
        RecordAccess access = new RecordAccess(reach, kind, fields);
        if (!access.isPossible()) {
            return null;
        }
        FieldCodeWriter writer = new FieldCodeWriter(access);
        byte[] code = writer.write();
        List<MethodHandle> constants = writer.constants();
        MethodHandles.Lookup beside = HostLookup.into(host);
        MethodHandles.Lookup made = constants.isEmpty()
                ? beside.defineHiddenClass(code, true, ClassOption.NESTMATE)
                : beside.defineHiddenClassWithClassData(code, constants, true, ClassOption.NESTMATE);
        return made.findConstructor(made.lookupClass(), MethodType.methodType(void.class, TypeSerializer[].class))
                .asType(CONSTRUCTOR);
    }
}
