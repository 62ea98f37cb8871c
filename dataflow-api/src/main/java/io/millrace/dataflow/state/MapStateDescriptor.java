package io.millrace.dataflow.state;

import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import java.util.Map;

/** Names a {@link MapState}. */
public class MapStateDescriptor<UK, UV> extends StateDescriptor<MapState<UK, UV>, Map<UK, UV>> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<UK> keyType;
    private final TypeInformation<UV> valueType;

    public MapStateDescriptor(String name, Class<UK> keyClass, Class<UV> valueClass) {
        this(name, typeOf(name, keyClass), typeOf(name, valueClass));
    }

    public MapStateDescriptor(String name, TypeInformation<UK> keyTypeInfo, TypeInformation<UV> valueTypeInfo) {
        super(name, Types.MAP(keyTypeInfo, valueTypeInfo));
        this.keyType = keyTypeInfo;
        this.valueType = valueTypeInfo;
    }

    public TypeInformation<UK> getKeyTypeInformation() {
        return keyType;
    }

    public TypeInformation<UV> getValueTypeInformation() {
        return valueType;
    }

    @Override
    public Type getType() {
        return Type.MAP;
    }
}
