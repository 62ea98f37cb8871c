package io.millrace.taskmanager.exchange.partition;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.protocol.PartitionId;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.BlockingExchange;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.Inlet;
import io.millrace.taskmanager.kit.TestTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the tests of partitions write, and a plain way to compare what they read: one text for each record or event. */
final class Elements {
    static final JobID JOB = new JobID(1, 2);
    static final PartitionId ID = new PartitionId(JOB, 3, 0, 0);

    private Elements() {}

    static TypeSerializer<Object> serializer(TypeInformation<?> type) {
        @SuppressWarnings("unchecked")
        TypeInformation<Object> of = (TypeInformation<Object>) type;
        return of.createSerializer(new SerializerConfigImpl());
    }

    static BlockingExchange.Shape shape(int consumers, boolean broadcast) {
        return shape(consumers, broadcast, TestTypes.immutable());
    }

    static BlockingExchange.Shape shape(int consumers, boolean broadcast, TypeInformation<?> type) {
        return new BlockingExchange.Shape(
                "'a' => 'b'",
                IntStream.range(0, consumers).boxed().toList(),
                broadcast,
                serializer(type),
                Elements.class.getClassLoader());
    }

    static Batch batch(Object... records) {
        Batch batch = new Batch(records.length);
        for (Object record : records) {
            batch.add(record, Output.NO_TIMESTAMP);
        }
        return batch;
    }

    /** A batch of so many bytes, about, once it is serialised. */
    static Batch large(String name, int bytes) {
        return batch(name + "x".repeat(bytes));
    }

    static List<String> texts(Element element) {
        if (!(element instanceof Batch batch)) {
            return List.of(String.valueOf(element));
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            long timestamp = batch.timestamp(i);
            texts.add(batch.record(i) + (timestamp == Output.NO_TIMESTAMP ? "" : "@" + timestamp));
        }
        return texts;
    }

    /** All that can be polled now. */
    static List<String> available(Inlet from) {
        List<String> all = new ArrayList<>();
        for (Element element = from.poll(); element != null; element = from.poll()) {
            all.addAll(texts(element));
            if (element == Element.Signal.END) {
                break;
            }
        }
        return all;
    }
}
