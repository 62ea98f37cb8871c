package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.types.code.CodedField;
import io.millrace.types.code.FieldCode;
import io.millrace.types.code.FieldCodeMaker;
import io.millrace.types.code.FieldKind;
import io.millrace.types.code.RecordKind;
import io.millrace.types.code.ReflectiveCode;
import java.lang.reflect.Member;
import java.util.List;

/** Finds the code of the fields of a class: made at run time where that is possible, by reflection otherwise. */
final class Coded {

    private Coded() {}

    static FieldCode of(Class<?> host, RecordKind kind, List<CodedField> fields) {
        FieldCode made = FieldCodeMaker.of(host, kind, fields);
        return made != null ? made : ReflectiveCode.of(host, kind, fields);
    }

    /** One field. */
    static CodedField field(Member member, Class<?> declared, TypeInformation<?> type, SerializerConfig config) {
        Part part = Part.of(type, config);
        FieldKind kind = part.serializer() instanceof AtomSerializer
                ? FieldKind.of(type.getTypeClass())
                : FieldKind.OTHER;
        return new CodedField(
                member,
                declared,
                kind,
                part.serializer(),
                part.acceptsNull(),
                part.immutable(),
                kind == FieldKind.OTHER ? type.toString() : "");
    }
}
