package io.millrace.operators.source;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;

/**
 * Emits elements that travelled in the plan, in their order. With several subtasks each emits a contiguous share.
 *
 * <p>Memory: the serialised elements; each is made an object when it is emitted.
 */
public final class CollectionSource<T> implements SourceOperator<T> {
    private static final int PIECE = 256;

    // What it was told.
    private final byte[] elements;
    private final int count;
    private final TypeInformation<T> type;

    // What it knows: which element comes next, and where this subtask's share begins and ends.
    private int next;
    private int first;
    private int end;

    // What it holds.
    private final DataInputStream source;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<T> serializer;

    public CollectionSource(byte[] elements, int count, TypeInformation<T> type) {
        this.elements = elements;
        this.count = count;
        this.type = type;
        this.source = new DataInputStream(new ByteArrayInputStream(elements));
    }

    @Override
    public void open(OperatorContext context, Output<T> output) {
        long parts = context.task().getNumberOfParallelSubtasks();
        int part = context.task().getIndexOfThisSubtask();
        first = (int) (count * part / parts);
        end = (int) (count * (part + 1L) / parts);
        serializer = type.createSerializer(context.executionConfig().getSerializerConfig());
    }

    @Override
    public Progress next(Output<T> output) throws Exception {
        for (int i = 0; i < PIECE && next < end; i++, next++) {
            T element = serializer.deserialize(source);
            if (next >= first) {
                output.collect(element, Output.NO_TIMESTAMP);
            }
        }
        return next < end ? Progress.MORE : Progress.END;
    }

    @Override
    public String toString() {
        return "CollectionSource(" + count + " elements, " + elements.length + " bytes)";
    }
}
