package io.millrace.dataflow.types;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the factory that makes the type information of the annotated class or field, before any other rule is asked. */
@Documented
@Target({ElementType.TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface TypeInfo {

    Class<? extends TypeInfoFactory<?>> value();
}
