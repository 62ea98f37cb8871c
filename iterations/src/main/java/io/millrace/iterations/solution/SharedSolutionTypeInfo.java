package io.millrace.iterations.solution;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/** Of the one record by which a loop's head gives its solution set to the operators of the step: it goes by reference only. */
public final class SharedSolutionTypeInfo extends TypeInformation<SharedSolution> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<SharedSolution> getTypeClass() {
        return SharedSolution.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<SharedSolution> createSerializer(SerializerConfig config) {
        return new ByReference();
    }

    @Override
    public String toString() {
        return "SharedSolution";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedSolutionTypeInfo;
    }

    @Override
    public int hashCode() {
        return 17;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof SharedSolutionTypeInfo;
    }

    private static final class ByReference extends TypeSerializer<SharedSolution> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public TypeSerializer<SharedSolution> duplicate() {
            return this;
        }

        @Override
        public SharedSolution createInstance() {
            throw remote();
        }

        @Override
        public SharedSolution copy(SharedSolution from) {
            return from;
        }

        @Override
        public int getLength() {
            return Long.BYTES;
        }

        @Override
        public TypeSerializerSnapshot<SharedSolution> snapshotConfiguration() {
            throw new IllegalStateException("a solution set is in no state");
        }

        @Override
        public void serialize(SharedSolution record, DataOutputView target) {
            throw remote();
        }

        @Override
        public SharedSolution deserialize(DataInputView source) {
            throw remote();
        }

        private static IllegalStateException remote() {
            return new IllegalStateException(
                    "a solution set was to go to another TaskManager: expected=the operators that"
                            + " look into it run beside the head of their loop, in the same slot");
        }
    }
}
