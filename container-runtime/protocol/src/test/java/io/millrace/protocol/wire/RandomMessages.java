package io.millrace.protocol.wire;

import io.millrace.control.Message;
import io.millrace.dataflow.JobID;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Random instances of any message, by a seed. */
final class RandomMessages {
    private final Random random;
    private final int size;

    RandomMessages(long seed, int size) {
        this.random = new Random(seed);
        this.size = size;
    }

    Message next() {
        return (Message) value(MessageTypes.ALL.get(random.nextInt(MessageTypes.ALL.size())));
    }

    Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> simple = (Class<?>) type;
        if (simple.getSimpleName().equals("VertexPlacement")) {
            int subtasks = random.nextInt(size + 1);
            return new io.millrace.protocol.Placements.VertexPlacement(
                    repeat(subtasks, io.millrace.protocol.TaskManagerId.class), repeat(subtasks, Integer.class));
        } else if (simple.getSimpleName().equals("Epoch")) {
            return new io.millrace.control.Epoch(random.nextLong() >>> 1);
        } else if (simple == io.millrace.protocol.Endpoint.class) {
            return new io.millrace.protocol.Endpoint(
                    new io.millrace.protocol.TaskManagerId(text()), text(), random.nextInt(65_536));
        } else if (simple == io.millrace.control.checkpoint.StateHandle.class) {
            return new io.millrace.control.checkpoint.StateHandle(
                    text(), random.nextLong() >>> 1, random.nextLong() >>> 1, random.nextInt());
        } else if (simple == io.millrace.protocol.Restore.SubtaskState.class) {
            int parallelism = 1 + random.nextInt(size + 1);
            return new io.millrace.protocol.Restore.SubtaskState(
                    random.nextInt(),
                    random.nextInt(parallelism),
                    parallelism,
                    (io.millrace.control.checkpoint.StateHandle)
                            value(io.millrace.control.checkpoint.StateHandle.class));
        } else if (simple.isRecord()) {
            return record(simple);
        } else if (simple.isEnum()) {
            Object[] values = simple.getEnumConstants();
            return values[random.nextInt(values.length)];
        }
        return leaf(simple);
    }

    private Object generic(ParameterizedType generic) {
        Type[] arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == List.class) {
            return repeat(random.nextInt(size + 1), arguments[0]);
        } else if (generic.getRawType() == Optional.class) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(value(arguments[0]));
        } else {
            Map<String, Object> map = new TreeMap<>();
            for (int i = random.nextInt(size + 1); i > 0; i--) {
                map.put(text(), value(arguments[1]));
            }
            return map;
        }
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> repeat(int times, Type type) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            list.add((T) value(type));
        }
        return list;
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(part -> value(part.getGenericType()))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object leaf(Class<?> type) {
        if (type == JobID.class) {
            return new JobID(random.nextLong(), random.nextLong());
        } else if (type == byte[].class) {
            byte[] bytes = new byte[random.nextInt(size * 3 + 1)];
            random.nextBytes(bytes);
            return bytes;
        } else if (type == String.class) {
            return text();
        } else if (type == long.class) {
            return random.nextLong() >> random.nextInt(64);
        } else if (type == int.class || type == Integer.class) {
            return random.nextInt() >> random.nextInt(32);
        } else if (type == boolean.class) {
            return random.nextBoolean();
        }
        throw new IllegalStateException("no random " + type);
    }

    private String text() {
        int[] letters = random.ints(random.nextInt(size + 1), 0, 0x2FFF)
                .filter(letter -> letter < 0xD800 || letter > 0xDFFF)
                .toArray();
        return new String(letters, 0, letters.length);
    }
}
