package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.Either;
import io.millrace.dataflow.types.EitherTypeInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;

/** Either. Layout: one byte, 1 for left and 0 for right, then the value as its type writes it. */
final class EitherSerializer<L, R> extends EngineSerializer<Either<L, R>> {

    private static final long serialVersionUID = 1L;

    private final transient Part left;
    private final transient Part right;

    EitherSerializer(EitherTypeInfo<L, R> type, SerializerConfig config) {
        super(type, config);
        this.left = Part.of(type.getLeftType(), config);
        this.right = Part.of(type.getRightType(), config);
    }

    @Override
    public boolean isImmutableType() {
        return left.immutable() && right.immutable();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a left value that has no empty form leaves none for Either
    public Either<L, R> createInstance() {
        Object value = left.serializer().createInstance();
        return value == null ? null : Either.Left((L) value);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a value is never null
    public Either<L, R> copy(Either<L, R> from) {
        if (isImmutableType()) {
            return from;
        }
        return from.isLeft() ? Either.Left((L) left.copy(from.left())) : Either.Right((R) right.copy(from.right()));
    }

    @Override
    public void serialize(Either<L, R> record, DataOutput target) throws IOException {
        target.writeByte(record.isLeft() ? 1 : 0);
        if (record.isLeft()) {
            left.write(record.left(), target);
        } else {
            right.write(record.right(), target);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public Either<L, R> deserialize(DataInput source) throws IOException {
        byte side = source.readByte();
        if (side != 0 && side != 1) {
            throw new StreamCorruptedException(
                    "Corrupt record: an Either begins with expected=0 or 1, actual=" + side + ".");
        }
        Object value = side == 1 ? left.read(source) : right.read(source);
        if (value == null) {
            throw new StreamCorruptedException("Corrupt record: an Either holds no value.");
        }
        return side == 1 ? Either.Left((L) value) : Either.Right((R) value);
    }
}
