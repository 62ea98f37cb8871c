package io.millrace.protocol.wire;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.Placements;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.util.Utf8;

/** Finds the shape of a Java type; the table of what messages may be made of. */
final class Shapes {
    /** Bytes of a {@link JobID}. */
    static final int JOB_ID_BYTES = 16;

    private static final ClassValue<Shape> OF_CLASS = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return ofClass(type);
        }
    };

    private Shapes() {}

    static Shape of(Type type) {
        if (type instanceof Class<?> simple) {
            return OF_CLASS.get(simple);
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ListShape(of(arguments[0]));
            } else if (generic.getRawType() == Optional.class) {
                return new OptionalShape(of(arguments[0]));
            } else if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new MapShape(of(arguments[1]));
            }
        }
        throw unfit(type);
    }

    private static Shape ofClass(Class<?> type) {
        if (type == Placements.class) {
            return new PlacementsShape();
        } else if (type.isRecord()) {
            return new RecordShape(type);
        } else if (type.isEnum()) {
            return new EnumShape(type.getEnumConstants());
        } else if (type == JobID.class) {
            return new JobIdShape();
        } else if (type == byte[].class) {
            return new BytesShape();
        } else if (type == String.class) {
            return new StringShape();
        } else if (type == long.class) {
            return new LongShape();
        } else if (type == int.class || type == Integer.class) {
            return new IntShape();
        } else if (type == boolean.class) {
            return new BooleanShape();
        }
        throw unfit(type);
    }

    private static IllegalArgumentException unfit(Type type) {
        return new IllegalArgumentException(
                "a message cannot hold a " + type
                        + "; expected a record, an enum, JobID, byte[], String, long, int, boolean, List, Optional, or Map of String");
    }

    private record ListShape(Shape element) implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            List<?> list = (List<?>) value;
            out.writeArrayStart();
            out.setItemCount(list.size());
            for (Object one : list) {
                out.startItem();
                element.write(one, out);
            }
            out.writeArrayEnd();
        }

        @Override
        public Object read(BinaryDecoder in) throws IOException {
            List<Object> list = new ArrayList<>();
            for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
                // Every element takes a byte at least.
                int elements = Shape.length(block, in);
                for (int i = 0; i < elements; i++) {
                    list.add(element.read(in));
                }
            }
            return list;
        }
    }

    private record MapShape(Shape element) implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            Map<?, ?> map = (Map<?, ?>) value;
            out.writeMapStart();
            out.setItemCount(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.startItem();
                out.writeString((String) entry.getKey());
                element.write(entry.getValue(), out);
            }
            out.writeMapEnd();
        }

        @Override
        public Object read(BinaryDecoder in) throws IOException {
            Map<String, Object> map = new TreeMap<>();
            StringShape key = new StringShape();
            for (long block = in.readMapStart(); block != 0; block = in.mapNext()) {
                int entries = Shape.length(block, in);
                for (int i = 0; i < entries; i++) {
                    String name = (String) key.read(in);
                    map.put(name, element.read(in));
                }
            }
            return map;
        }
    }

    private record OptionalShape(Shape element) implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            Optional<?> optional = (Optional<?>) value;
            out.writeIndex(optional.isPresent() ? 1 : 0);
            if (optional.isPresent()) {
                element.write(optional.get(), out);
            }
        }

        @Override
        public Object read(BinaryDecoder in) throws IOException {
            int branch = in.readIndex();
            return switch (branch) {
                case 0 -> Optional.empty();
                case 1 -> Optional.of(element.read(in));
                default -> throw new CorruptMessageException("branch " + branch + " of an optional value");
            };
        }
    }

    private record EnumShape(Object[] values) implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeEnum(((Enum<?>) value).ordinal());
        }

        @Override
        public Object read(BinaryDecoder in) throws IOException {
            int ordinal = in.readEnum();
            if (ordinal < 0 || ordinal >= values.length) {
                throw new CorruptMessageException(
                        values[0].getClass().getSimpleName() + " has no value number " + ordinal);
            }
            return values[ordinal];
        }
    }

    private record JobIdShape() implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeFixed(((JobID) value).getBytes());
        }

        @Override
        public Object read(BinaryDecoder in) throws IOException {
            byte[] bytes = new byte[JOB_ID_BYTES];
            in.readFixed(bytes);
            return new JobID(bytes);
        }
    }

    private record BytesShape() implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeBytes((byte[]) value);
        }

        @Override
        public Object read(BinaryDecoder in) throws IOException {
            byte[] bytes = new byte[Shape.length(in.readLong(), in)];
            in.readFixed(bytes);
            return bytes;
        }
    }

    private record StringShape() implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeString((String) value);
        }

        @Override
        public Object read(BinaryDecoder in) throws IOException {
            byte[] bytes = new byte[Shape.length(in.readLong(), in)];
            in.readFixed(bytes);
            return new Utf8(bytes).toString();
        }
    }

    private record LongShape() implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeLong((Long) value);
        }

        @Override
        public Object read(BinaryDecoder in) throws IOException {
            return in.readLong();
        }
    }

    private record IntShape() implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeInt((Integer) value);
        }

        @Override
        public Object read(BinaryDecoder in) throws IOException {
            return in.readInt();
        }
    }

    private record BooleanShape() implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeBoolean((Boolean) value);
        }

        @Override
        public Object read(BinaryDecoder in) throws IOException {
            return in.readBoolean();
        }
    }
}
