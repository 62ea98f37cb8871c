package io.millrace.types.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.dataflow.types.RecordTypeInfo;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.code.ArrayOutput;
import io.millrace.types.code.CodedField;
import io.millrace.types.code.FieldCode;
import io.millrace.types.code.FieldCodeMaker;
import io.millrace.types.code.RecordKind;
import io.millrace.types.code.ReflectiveCode;
import io.millrace.types.serial.RandomRecords.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Code that is made, and the same by reflection: they write the same bytes and read each other's. */
class CodedFieldsTest {

    private static final SerializerConfig CONFIG = new SerializerConfigImpl();

    /** Every primitive, and a field of a superclass that only this class sees. */
    static class Base {
        private long hidden;
        protected @Nullable Long box;

        public long getHidden() {
            return hidden;
        }

        public void setHidden(long hidden) {
            this.hidden = hidden;
        }

        public @Nullable Long getBox() {
            return box;
        }

        public void setBox(@Nullable Long box) {
            this.box = box;
        }
    }

    /** Has what a POJO may have. */
    static class Everything extends Base {
        public boolean a;
        public byte b;
        public short c;
        public char d;
        public int e;
        public float f;
        public double g;
        public @Nullable Boolean h;
        public @Nullable Byte i;
        public @Nullable Short j;
        public @Nullable Character k;
        public @Nullable Integer l;
        public @Nullable Float m;
        public @Nullable Double n;
        public @Nullable String o;
        private @Nullable List<String> p;

        private Everything() {}

        public @Nullable List<String> getP() {
            return p;
        }

        public void setP(@Nullable List<String> p) {
            this.p = p;
        }

        static Everything drawn(Random random) {
            Everything it = new Everything();
            it.setHidden(random.nextLong());
            it.a = random.nextBoolean();
            it.b = (byte) random.nextInt();
            it.c = (short) random.nextInt();
            it.d = (char) random.nextInt();
            it.e = random.nextInt();
            it.f = random.nextFloat();
            it.g = random.nextDouble();
            it.o = "o" + random.nextInt();
            if (random.nextBoolean()) {
                it.setBox(random.nextLong());
                it.h = random.nextBoolean();
                it.k = 'k';
                it.n = random.nextDouble();
                it.setP(new ArrayList<>(List.of("x", "y")));
            } else {
                it.i = (byte) 1;
                it.j = (short) 2;
                it.l = 3;
                it.m = 4f;
            }
            return it;
        }
    }

    private record Secret(int number, @Nullable Double box, int[] numbers) {}

    static FieldCode reflective(TypeInformation<?> type) {
        return ReflectiveCode.of(type.getTypeClass(), kindOf(type), fieldsOf(type));
    }

    static FieldCode made(TypeInformation<?> type) {
        FieldCode code = FieldCodeMaker.of(type.getTypeClass(), kindOf(type), fieldsOf(type));
        assertThat(code).as(type.toString()).isNotNull();
        return Objects.requireNonNull(code);
    }

    private static RecordKind kindOf(TypeInformation<?> type) {
        return type instanceof TupleTypeInfo
                ? RecordKind.TUPLE
                : type instanceof PojoTypeInfo ? RecordKind.POJO : RecordKind.RECORD;
    }

    private static List<CodedField> fieldsOf(TypeInformation<?> type) {
        List<CodedField> fields = new ArrayList<>();
        if (type instanceof TupleTypeInfo<?> tuple) {
            for (int i = 0; i < tuple.getArity(); i++) {
                fields.add(Coded.field(tupleField(tuple.getArity(), i), Object.class, tuple.getTypeAt(i), CONFIG));
            }
        } else if (type instanceof PojoTypeInfo<?> pojo) {
            for (int i = 0; i < pojo.getArity(); i++) {
                Field field = pojo.getPojoFieldAt(i).getField();
                fields.add(Coded.field(field, field.getType(), pojo.getTypeAt(i), CONFIG));
            }
        } else if (type instanceof RecordTypeInfo<?> record) {
            RecordComponent[] components = record.getTypeClass().getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                fields.add(
                        Coded.field(components[i].getAccessor(), components[i].getType(), record.getTypeAt(i), CONFIG));
            }
        }
        return fields;
    }

    private static Field tupleField(int arity, int position) {
        try {
            return Tuple.getTupleClass(arity).getField("f" + position);
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] written(FieldCode code, Object record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        code.write(record, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Object read(FieldCode code, byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Object record = code.read(in);
        assertThat(in.read()).isEqualTo(-1);
        return record;
    }

    private static byte[] writtenToArray(FieldCode code, Object record) throws IOException {
        ArrayOutput out = new ArrayOutput(1);
        code.write(record, out);
        return out.toByteArray();
    }

    private static Object readFromArray(FieldCode code, byte[] bytes) throws IOException {
        ArrayBytes in = new ArrayBytes(bytes);
        Object record = code.read(in);
        assertThat(in.remaining()).isZero();
        return record;
    }

    private static void checkBoth(TypeInformation<?> type, Object record) throws IOException {
        FieldCode made = made(type);
        FieldCode reflective = reflective(type);
        assertThat(made.getClass().isHidden()).isTrue();
        byte[] bytes = written(made, record);
        assertThat(bytes).as(type.toString()).isEqualTo(written(reflective, record));
        for (FieldCode code : List.of(made, reflective)) {
            assertThat(writtenToArray(code, record)).as(type.toString()).isEqualTo(bytes);
            assertThat(written(made, read(code, bytes))).isEqualTo(bytes);
            assertThat(written(made, readFromArray(code, bytes))).isEqualTo(bytes);
            assertThat(outcomesOfCutBytes(code, bytes)).as(type.toString()).containsOnly("EOFException");
            assertThat(written(made, code.copy(record))).isEqualTo(bytes);
            Object target = code.copy(record);
            assertThat(written(made, code.copyInto(record, target))).isEqualTo(bytes);
        }
    }

    private static Set<String> outcomesOfCutBytes(FieldCode code, byte[] bytes) {
        Set<String> outcomes = new TreeSet<>();
        for (int length = 0; length < bytes.length; length++) {
            try {
                code.read(new ArrayBytes(Arrays.copyOf(bytes, length)));
                outcomes.add("record");
            } catch (IOException e) {
                outcomes.add(e.getClass().getSimpleName());
            }
        }
        return bytes.length == 0 ? Set.of("EOFException") : outcomes;
    }

    @ParameterizedTest
    @Seeds(25)
    void madeCodeAndReflectionWriteTheSameBytesAndReadEachOthers(long seed, int size) throws IOException {
        for (Kind kind : new RandomRecords(seed).kinds()) {
            boolean coded = kind.type() instanceof TupleTypeInfo
                    || kind.type() instanceof PojoTypeInfo
                    || kind.type() instanceof RecordTypeInfo;
            for (int i = 0; coded && i <= size; i++) {
                Object record = kind.records().get();
                if (record.getClass() == kind.type().getTypeClass()) {
                    checkBoth(kind.type(), record);
                }
            }
        }
    }

    @ParameterizedTest
    @Seeds(25)
    void everyPrimitiveEveryBoxAndHiddenFieldsAreReached(long seed, int size) throws IOException {
        Random random = new Random(seed);
        TypeInformation<Everything> type = TypeInformation.of(Everything.class);
        assertThat(type).isInstanceOf(PojoTypeInfo.class);
        for (int i = 0; i <= size; i++) {
            Everything record = Everything.drawn(random);
            checkBoth(type, record);
            Everything back = (Everything) read(made(type), written(made(type), record));
            assertThat(back).usingRecursiveComparison().isEqualTo(record);
        }
    }

    @Test
    void privateRecordsAndRecordsOfAMethodHaveCode() throws IOException {
        record Local(String name, boolean set) {}
        checkBoth(TypeInformation.of(Local.class), new Local("n", true));
        checkBoth(TypeInformation.of(Secret.class), new Secret(7, null, new int[] {1, 2}));
    }

    @Test
    void aNullInATupleIsRefusedByPositionEitherWay() {
        TypeInformation<Tuple2<Long, Integer>> type = TypeInformation.of(new TypeHint<Tuple2<Long, Integer>>() {});
        for (FieldCode code : List.of(made(type), reflective(type))) {
            assertThatThrownBy(() -> written(code, new Tuple2<>(1L, null)))
                    .isInstanceOf(NullFieldException.class)
                    .hasMessageContaining("1");
            assertThatThrownBy(() -> writtenToArray(code, new Tuple2<>(1L, null)))
                    .isInstanceOf(NullFieldException.class)
                    .hasMessageContaining("1");
        }
    }

    @Test
    void aNullBitOfAPrimitiveIsAnErrorEitherWay() {
        TypeInformation<Secret> type = TypeInformation.of(Secret.class);
        for (FieldCode code : List.of(made(type), reflective(type))) {
            assertThatThrownBy(() -> read(code, new byte[] {7}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be null");
            assertThatThrownBy(() -> readFromArray(code, new byte[] {7, 0, 0, 0, 0}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be null");
        }
    }

    @Test
    void moreFieldsThanJavaWouldCompileAreReadByReflection() {
        List<CodedField> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.addAll(fieldsOf(TypeInformation.of(Secret.class)).subList(0, 1));
        }
        assertThat(FieldCodeMaker.of(Secret.class, RecordKind.POJO, many)).isNull();
    }

    /** Defines the classes of this test again, as the loader of a job does with the user's. */
    private static final class Again extends ClassLoader {

        Again() {
            super(CodedFieldsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(CodedFieldsTest.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = "/" + name.replace('.', '/') + ".class";
            try (InputStream in = Objects.requireNonNull(CodedFieldsTest.class.getResourceAsStream(file), file)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void classesOfAnotherLoaderThatAreNotPublicHaveCodeBesideThem() throws Exception {
        ClassLoader jobs = new Again();
        for (Class<?> here : List.of(Everything.class, Secret.class)) {
            Class<?> there = jobs.loadClass(here.getName());
            TypeInformation<?> type = TypeInformation.of(there);
            assertThat(made(type).getClass().getClassLoader()).isSameAs(jobs);
            if (type instanceof PojoTypeInfo) {
                var constructor = there.getDeclaredConstructor();
                constructor.setAccessible(true);
                checkBoth(type, constructor.newInstance());
            }
        }
    }

    @Test
    void theCodeOfTuplesHoldsNothingOfAJob() throws Exception {
        WeakReference<ClassLoader> gone = useOnce();
        for (int i = 0; i < 100 && gone.get() != null; i++) {
            System.gc();
            byte[][] pressure = new byte[16][];
            for (int j = 0; j < pressure.length; j++) {
                pressure[j] = new byte[1 << 20];
            }
        }
        assertThat(gone.get()).isNull();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static WeakReference<ClassLoader> useOnce() throws Exception {
        ClassLoader jobs = new Again();
        Class<?> there = jobs.loadClass(Everything.class.getName());
        TypeInformation<?> type = new TupleTypeInfo<>(TypeInformation.of(there), TypeInformation.of(String.class));
        var constructor = there.getDeclaredConstructor();
        constructor.setAccessible(true);
        TypeSerializer serializer = Serializers.of(type);
        Tuple2<Object, String> record = Tuple2.of(constructor.newInstance(), "s");
        serializer.serialize(serializer.copy(record), new DataOutputStream(new ByteArrayOutputStream()));
        return new WeakReference<>(jobs);
    }
}
