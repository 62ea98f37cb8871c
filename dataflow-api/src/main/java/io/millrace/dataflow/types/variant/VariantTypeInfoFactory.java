package io.millrace.dataflow.types.variant;

import io.millrace.dataflow.types.TypeInfoFactory;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.VariantTypeInfo;
import java.lang.reflect.Type;
import java.util.Map;

/** Of {@link Variant} and what implements it. */
public final class VariantTypeInfoFactory extends TypeInfoFactory<Variant> {
    @Override
    public TypeInformation<Variant> createTypeInfo(Type t, Map<String, TypeInformation<?>> genericParameters) {
        return VariantTypeInfo.INSTANCE;
    }
}
