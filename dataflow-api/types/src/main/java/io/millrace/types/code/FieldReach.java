package io.millrace.types.code;

import io.millrace.types.access.Handles;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;

/**
 * What a class beside the user's, in its nest, can reach by its own instructions. What it cannot (a private field of a
 * superclass, a class that another loader hides) it reaches by method handles that are constants of its code.
 */
record FieldReach(Class<?> host) {

    /** Whether a field can be read and set by an instruction. */
    boolean isDirect(CodedField field) {
        Member member = field.member();
        return sees(field.type()) && sees(member.getDeclaringClass()) && mayAccess(member);
    }

    private boolean mayAccess(Member member) {
        int modifiers = member.getModifiers();
        Class<?> declaring = member.getDeclaringClass();
        if (Modifier.isPublic(modifiers)) {
            return true;
        }
        return Modifier.isPrivate(modifiers) ? declaring.isNestmateOf(host) : isInPackage(declaring);
    }

    private boolean isInPackage(Class<?> type) {
        return type.getClassLoader() == host.getClassLoader()
                && type.getPackageName().equals(host.getPackageName());
    }

    /** Whether the class can be named in code beside the host, and means the same there. */
    boolean sees(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (element.isPrimitive()) {
            return true;
        }
        boolean open = Modifier.isPublic(element.getModifiers())
                && element.getModule().isExported(element.getPackageName(), host.getModule());
        if (element.isHidden() || !(open || isInPackage(element))) {
            return false;
        }
        try {
            return Class.forName(element.getName(), false, host.getClassLoader()) == element;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Takes a record as Object, and gives a primitive as it is and everything else as Object. */
    static MethodHandle getter(CodedField field) throws IllegalAccessException {
        Field reflected = (Field) field.member();
        return Handles.into(reflected.getDeclaringClass())
                .unreflectGetter(reflected)
                .asType(MethodType.methodType(plain(field.type()), Object.class));
    }

    /** Takes a record as Object, and a primitive as it is and everything else as Object. */
    static MethodHandle setter(CodedField field) throws IllegalAccessException {
        Field reflected = (Field) field.member();
        return Handles.into(reflected.getDeclaringClass())
                .unreflectSetter(reflected)
                .asType(MethodType.methodType(void.class, Object.class, plain(field.type())));
    }

    static Class<?> plain(Class<?> type) {
        return type.isPrimitive() ? type : Object.class;
    }
}
