package io.millrace.dataflow.util;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.io.IOReadableWritable;
import io.millrace.dataflow.memory.DataInputViewStreamWrapper;
import io.millrace.dataflow.memory.DataOutputViewStreamWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Makes objects from class names and from bytes, with the class loader of the job. */
@SuppressWarnings({"TypeParameterUnusedInFormals", "BanSerializableRead"})
public final class InstantiationUtil {
    private InstantiationUtil() {}

    /**
     * A new object by the public constructor without parameters.
     *
     * @throws RuntimeException that says why, if the class has none or it fails
     */
    public static <T> T instantiate(Class<T> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new RuntimeException("The constructor of " + type.getName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new RuntimeException("Cannot make an object of " + type.getName() + ": " + whyNot(type), e);
        }
    }

    /** As {@link #instantiate(Class)}, of the class with that name, which must be a {@code targetType}. */
    public static <T> T instantiate(String className, Class<T> targetType, ClassLoader classLoader)
            throws FlinkException {
        Class<? extends T> type;
        try {
            type = Class.forName(className, false, classLoader).asSubclass(targetType);
        } catch (ClassNotFoundException e) {
            throw new FlinkException("There is no class '" + className + "' on the class path.", e);
        } catch (ClassCastException e) {
            throw new FlinkException("The class '" + className + "' is not a " + targetType.getName() + ".", e);
        }
        try {
            return instantiate(type);
        } catch (RuntimeException e) {
            throw new FlinkException("Could not make an object of '" + className + "'.", e);
        }
    }

    /** Whether there is a public constructor without parameters. */
    public static boolean hasPublicNullaryConstructor(Class<?> type) {
        return Arrays.stream(type.getConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    public static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers());
    }

    /** Whether it is neither abstract, nor an interface, nor an array, nor primitive. */
    public static boolean isProperClass(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers()) && !type.isArray() && !type.isPrimitive();
    }

    /** Whether it is an inner class that needs an enclosing object. */
    public static boolean isNonStaticInnerClass(Class<?> type) {
        return type.getEnclosingClass() != null
                && (type.getDeclaringClass() == null || !Modifier.isStatic(type.getModifiers()));
    }

    public static byte[] serializeObject(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        serializeObject(bytes, object);
        return bytes.toByteArray();
    }

    /** Does not close the stream. */
    public static void serializeObject(OutputStream out, Object object) throws IOException {
        ObjectOutputStream objects = new ObjectOutputStream(out);
        objects.writeObject(object);
        objects.flush();
    }

    /** Reads an object whose classes {@code classLoader} knows. */
    public static <T> T deserializeObject(byte[] bytes, ClassLoader classLoader)
            throws IOException, ClassNotFoundException {
        return deserializeObject(new ByteArrayInputStream(bytes), classLoader);
    }

    /** Reads an object whose classes {@code classLoader} knows. Does not close the stream. */
    @SuppressWarnings("unchecked")
    public static <T> T deserializeObject(InputStream in, ClassLoader classLoader)
            throws IOException, ClassNotFoundException {
        return (T) new ClassLoaderObjectInputStream(in, classLoader).readObject();
    }

    /** A deep copy by serialisation, with the object's own class loader. */
    public static <T extends Serializable> T clone(T object) throws IOException, ClassNotFoundException {
        ClassLoader loader = object.getClass().getClassLoader();
        return clone(object, loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    /** A deep copy by serialisation. */
    public static <T extends Serializable> T clone(T object, ClassLoader classLoader)
            throws IOException, ClassNotFoundException {
        return deserializeObject(serializeObject(object), classLoader);
    }

    public static boolean isSerializable(Object object) {
        try {
            serializeObject(OutputStream.nullOutputStream(), object);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** As {@link #instantiate(Class)}, of a class that must be a {@code castTo} or a part of it. */
    public static <T> T instantiate(Class<T> type, @Nullable Class<? super T> castTo) {
        if (castTo != null && !castTo.isAssignableFrom(type)) {
            throw new RuntimeException("The class '" + type.getName() + "' is not a subclass of '" + castTo.getName()
                    + "' as is required.");
        }
        return instantiate(type);
    }

    /** @throws RuntimeException that says why no object of the class can be made, if none can */
    public static void checkForInstantiation(Class<?> type) {
        String error = checkForInstantiationError(type);
        if (error != null) {
            throw new RuntimeException("The class '" + type.getName() + "' is not instantiable: " + error);
        }
    }

    /** Why no object of the class can be made; null if one can. */
    public static @Nullable String checkForInstantiationError(Class<?> type) {
        boolean possible = isPublic(type)
                && isProperClass(type)
                && !isNonStaticInnerClass(type)
                && hasPublicNullaryConstructor(type);
        return possible ? null : whyNot(type);
    }

    /** As {@link #clone(Serializable)}; what fails is not checked. */
    public static <T extends Serializable> T cloneUnchecked(T object) {
        try {
            return clone(object);
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(
                    "Unable to clone instance of " + object.getClass().getName(), e);
        }
    }

    /** As {@link #serializeObject(Object)}, deflated. */
    public static byte[] serializeObjectAndCompress(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
            serializeObject(deflated, object);
        }
        return bytes.toByteArray();
    }

    public static <T> T decompressAndDeserializeObject(byte[] bytes, ClassLoader classLoader)
            throws IOException, ClassNotFoundException {
        try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return deserializeObject(inflated, classLoader);
        }
    }

    /** An object of the same class, by the bytes that {@code original} writes itself. */
    public static <T extends IOReadableWritable> T createCopyWritable(T original) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputViewStreamWrapper out = new DataOutputViewStreamWrapper(bytes)) {
            original.write(out);
        }
        @SuppressWarnings("unchecked") // its own class
        T copy = (T) instantiate(original.getClass());
        try (DataInputViewStreamWrapper in =
                new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy.read(in);
        }
        return copy;
    }

    /** Keeps an object in a configuration, as text. */
    public static void writeObjectToConfig(Object o, Configuration config, String key) throws IOException {
        config.setBytes(key, serializeObject(o));
    }

    /** What {@link #writeObjectToConfig} wrote; null if there is nothing. */
    public static <T> @Nullable T readObjectFromConfig(Configuration config, String key, ClassLoader classLoader)
            throws IOException, ClassNotFoundException {
        byte[] bytes = config.getBytes(key, new byte[0]);
        return bytes.length == 0 ? null : deserializeObject(bytes, classLoader);
    }

    private static String whyNot(Class<?> type) {
        if (!isProperClass(type)) {
            return "it is abstract, an interface, an array or primitive.";
        }
        if (isNonStaticInnerClass(type)) {
            return "it is an inner class; make it static.";
        }
        if (!hasPublicNullaryConstructor(type)) {
            return "it has no public constructor without parameters.";
        }
        return "it is not public.";
    }

    /** Looks classes up in the job's class loader first. */
    public static class ClassLoaderObjectInputStream extends ObjectInputStream {
        protected final ClassLoader classLoader;

        public ClassLoaderObjectInputStream(InputStream in, ClassLoader classLoader) throws IOException {
            super(in);
            this.classLoader = classLoader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, classLoader);
            } catch (ClassNotFoundException e) {
                // Primitive classes have no name that forName knows; all else fails again here.
                return super.resolveClass(description);
            }
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaceNames) throws IOException, ClassNotFoundException {
            Class<?>[] interfaces = new Class<?>[interfaceNames.length];
            for (int i = 0; i < interfaceNames.length; i++) {
                interfaces[i] = Class.forName(interfaceNames[i], false, classLoader);
            }
            return Proxy.newProxyInstance(classLoader, interfaces, (proxy, method, args) -> null)
                    .getClass();
        }
    }
}
