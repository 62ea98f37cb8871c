package io.millrace.dataflow.functions;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a function class promises about the fields of its input and output. The optimizer uses these promises to save
 * shuffles and sorts; a wrong promise gives wrong results. Fields are named as in key expressions, separated by
 * {@code ;}, moved fields as {@code "f0->f2"}, the whole record as {@code "*"}.
 */
public final class FunctionAnnotation {
    private FunctionAnnotation() {}

    /** Fields of the input that reach the output unchanged. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface ForwardedFields {
        String[] value();
    }

    /** Fields of the first input that reach the output unchanged. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface ForwardedFieldsFirst {
        String[] value();
    }

    /** Fields of the second input that reach the output unchanged. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface ForwardedFieldsSecond {
        String[] value();
    }

    /** Fields of the input that do not reach the output at the same place; all others do. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface NonForwardedFields {
        String[] value();
    }

    /** Fields of the first input that do not reach the output at the same place; all others do. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface NonForwardedFieldsFirst {
        String[] value();
    }

    /** Fields of the second input that do not reach the output at the same place; all others do. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface NonForwardedFieldsSecond {
        String[] value();
    }

    /** The only fields of the input that the function looks at. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface ReadFields {
        String[] value();
    }

    /** The only fields of the first input that the function looks at. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface ReadFieldsFirst {
        String[] value();
    }

    /** The only fields of the second input that the function looks at. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface ReadFieldsSecond {
        String[] value();
    }
}
