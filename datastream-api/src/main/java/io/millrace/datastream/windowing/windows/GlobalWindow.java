package io.millrace.datastream.windowing.windows;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.types.TypeInfo;
import io.millrace.dataflow.typeutils.SimpleTypeSerializerSnapshot;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.io.Serializable;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/** The one window that holds everything. */
@TypeInfo(WindowTypeInfo.OfGlobalWindow.class)
public class GlobalWindow extends Window implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final GlobalWindow INSTANCE = new GlobalWindow();

    private GlobalWindow() {}

    public static GlobalWindow get() {
        return INSTANCE;
    }

    @Override
    public long maxTimestamp() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GlobalWindow;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "GlobalWindow";
    }

    private Object readResolve() {
        return INSTANCE;
    }

    /** A byte, which is 0. Safe for use by several threads. */
    public static final class Serializer extends TypeSerializer<GlobalWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public TypeSerializer<GlobalWindow> duplicate() {
            return this;
        }

        @Override
        public GlobalWindow createInstance() {
            return INSTANCE;
        }

        @Override
        public GlobalWindow copy(GlobalWindow from) {
            return from;
        }

        @Override
        public int getLength() {
            return Byte.BYTES;
        }

        @Override
        public void serialize(GlobalWindow window, DataOutputView target) throws IOException {
            target.writeByte(0);
        }

        @Override
        public GlobalWindow deserialize(DataInputView source) throws IOException {
            byte found = source.readByte();
            if (found != 0) {
                throw new StreamCorruptedException(
                        "Corrupt record: a GlobalWindow is expected=0, actual=" + found + ".");
            }
            return INSTANCE;
        }

        @Override
        public TypeSerializerSnapshot<GlobalWindow> snapshotConfiguration() {
            return new SerializerSnapshot();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Serializer;
        }

        @Override
        public int hashCode() {
            return Serializer.class.hashCode();
        }
    }

    /** All of them write alike. */
    public static final class SerializerSnapshot extends SimpleTypeSerializerSnapshot<GlobalWindow> {
        public SerializerSnapshot() {
            super(Serializer::new);
        }
    }
}
