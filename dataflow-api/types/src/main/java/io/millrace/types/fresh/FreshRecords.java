package io.millrace.types.fresh;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.CompositeType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Whether the class file of a user function shows that each record it emits is a new object, which nobody keeps, changes or emits again
 * afterwards. Safe for several threads.
 *
 * <p>Conservative: false says nothing. It takes a type whose fields all hold immutable things, since a copy reaches deeper than the
 * record; records of exactly that type's class, made by {@code new} in the function or in static methods that it calls; and that until it
 * is emitted such a record is only handed to methods of its own class that do not keep it.
 */
public final class FreshRecords {
    private static final ClassValue<Map<Question, Boolean>> ANSWERS = new ClassValue<>() {
        @Override
        protected Map<Question, Boolean> computeValue(Class<?> function) {
            return new ConcurrentHashMap<>();
        }
    };

    private record Question(String method, boolean collects, String recordClass) {}

    private FreshRecords() {}

    /**
     * Of a function that returns its record.
     *
     * @param method the one that is called, as the function's interface names it
     */
    public static boolean areReturned(Function function, String method, TypeInformation<?> type) {
        return isFlat(type) && answer(function, new Question(method, false, Type.getInternalName(type.getTypeClass())));
    }

    /** Of a function whose method has a collector as its last argument. */
    public static boolean areCollected(Function function, String method, TypeInformation<?> type) {
        return isFlat(type) && answer(function, new Question(method, true, Type.getInternalName(type.getTypeClass())));
    }

    private static boolean answer(Function function, Question question) {
        Map<Question, Boolean> known = ANSWERS.get(function.getClass());
        Boolean answer = known.get(question);
        if (answer == null) {
            answer = isShown(function, question);
            known.put(question, answer);
        }
        return answer;
    }

    private static boolean isShown(Function function, Question question) {
        MethodBody body = MethodBody.called(function, question.method());
        NewObjects objects = new NewObjects(question.recordClass());
        return body != null && (question.collects() ? objects.areCollected(body) : objects.areReturned(body));
    }

    /** Whether a copy of a record shares all that its fields hold: there are no fields but the type's, and what they hold never changes. */
    private static boolean isFlat(TypeInformation<?> type) {
        if (!(type instanceof TupleTypeInfo || type instanceof PojoTypeInfo)) {
            return false;
        }
        CompositeType<?> composite = (CompositeType<?>) type;
        ExecutionConfig config = new ExecutionConfig();
        for (int i = 0; i < composite.getArity(); i++) {
            if (!composite.getTypeAt(i).createSerializer(config).isImmutableType()) {
                return false;
            }
        }
        return fieldsOf(composite.getTypeClass()) == composite.getArity();
    }

    private static int fieldsOf(Class<?> recordClass) {
        int fields = 0;
        for (@Nullable Class<?> type = recordClass; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                fields += Modifier.isStatic(field.getModifiers()) ? 0 : 1;
            }
        }
        return fields;
    }
}
