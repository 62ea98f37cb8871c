package io.millrace.types.code;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.lang.reflect.Member;

/**
 * One field of a record as code sees it.
 *
 * @param member the field, or the accessor of a Java record's component
 * @param type the declared class
 * @param kind how it is written
 * @param acceptsNull whether its serialiser writes null
 * @param immutable whether it is shared instead of copied
 * @param label what tells its type from others in the cache of code, without holding on to it
 */
public record CodedField(
        Member member,
        Class<?> type,
        FieldKind kind,
        TypeSerializer<Object> serializer,
        boolean acceptsNull,
        boolean immutable,
        String label) {}
