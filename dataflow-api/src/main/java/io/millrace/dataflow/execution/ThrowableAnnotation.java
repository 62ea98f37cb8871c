package io.millrace.dataflow.execution;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On an exception's class: whether it helps to run the job again. Holds for its causes and its subclasses, too. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ThrowableAnnotation {
    ThrowableType value();
}
