package io.millrace.dataflow.types;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parameter and result types of a lambda or method reference, read from its serialised form. A lambda keeps only
 * erased classes; a reference to a method keeps the method's generic signature.
 */
final class LambdaSignature {

    private final MethodType erased;
    private final @Nullable Executable implementation;
    /** Where the first parameter of the interface's method stands among the implementation's; -1 if it is the receiver. */
    private final int shift;

    private LambdaSignature(MethodType erased, @Nullable Executable implementation, int shift) {
        this.erased = erased;
        this.implementation = implementation;
        this.shift = shift;
    }

    /** The signature of a serialisable lambda; null if the object is not one. */
    static @Nullable LambdaSignature of(Object function) {
        Class<?> proxy = function.getClass();
        if (!proxy.isSynthetic() || !proxy.isHidden()) {
            return null;
        }
        try {
            Method writeReplace = proxy.getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            if (!(writeReplace.invoke(function) instanceof SerializedLambda lambda)) {
                return null;
            }
            ClassLoader loader = proxy.getClassLoader();
            MethodType erased = MethodType.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), loader);
            Executable implementation = implementationOf(lambda, loader);
            boolean onReceiver = implementation instanceof Method method
                    && lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic
                    && !Modifier.isStatic(method.getModifiers());
            return new LambdaSignature(erased, implementation, lambda.getCapturedArgCount() - (onReceiver ? 1 : 0));
        } catch (ReflectiveOperationException | TypeNotPresentException | LinkageError e) {
            // Not knowing the types is no failure: they are then decided by the records.
            return null;
        }
    }

    private static @Nullable Executable implementationOf(SerializedLambda lambda, ClassLoader loader)
            throws ClassNotFoundException {
        Class<?> owner = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
        Class<?>[] parameters = MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader)
                .parameterArray();
        if (lambda.getImplMethodKind() == MethodHandleInfo.REF_newInvokeSpecial) {
            for (Constructor<?> constructor : owner.getDeclaredConstructors()) {
                if (Arrays.equals(constructor.getParameterTypes(), parameters)) {
                    return constructor;
                }
            }
            return null;
        }
        for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.getName().equals(lambda.getImplMethodName())
                        && Arrays.equals(method.getParameterTypes(), parameters)
                        && !method.isBridge()) {
                    return method;
                }
            }
        }
        return null;
    }

    /** What the function returns, boxed if primitive; generic where that is known. */
    Type returnType() {
        return implementation instanceof Method method
                ? moreSpecific(method.getGenericReturnType(), method.getReturnType(), erased.returnType())
                : erased.wrap().returnType();
    }

    /** The type of a parameter of the interface's method, from 0; generic where that is known. */
    Type parameterType(int index) {
        Class<?> plain = erased.parameterType(index);
        int at = index + shift;
        if (implementation == null || at < 0 || at >= implementation.getParameterCount()) {
            return plain;
        }
        Type[] generic = implementation.getGenericParameterTypes();
        return generic.length == implementation.getParameterCount()
                ? moreSpecific(generic[at], implementation.getParameterTypes()[at], plain)
                : plain;
    }

    int parameterCount() {
        return erased.parameterCount();
    }

    /** The generic form if it is of the very class that the interface's method has here. */
    private static Type moreSpecific(Type generic, Class<?> itsClass, Class<?> here) {
        return itsClass == here ? generic : MethodType.methodType(here).wrap().returnType();
    }
}
