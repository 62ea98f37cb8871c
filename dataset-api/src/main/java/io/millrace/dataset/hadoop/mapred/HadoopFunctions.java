package io.millrace.dataset.hadoop.mapred;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.dataset.hadoop.HadoopWritables;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;

/** What formats, mappers and reducers of the older API have in common as they travel. */
final class HadoopFunctions {
    private HadoopFunctions() {}

    /** What a mapper or reducer emits: pairs of the last two of the four types of its interface. */
    static <K, V> TypeInformation<Tuple2<K, V>> outputType(Object function, Class<?> functionInterface) {
        TypeInformation<K> key = OutputTypes.of(function, functionInterface, 2);
        TypeInformation<V> value = OutputTypes.of(function, functionInterface, 3);
        return new TupleTypeInfo<>(key, value);
    }

    static void write(Class<?> function, JobConf settings, ObjectOutputStream out) throws IOException {
        out.writeObject(function);
        HadoopWritables.write(settings, out);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "BanSerializableRead"
    }) // written by the method above
    static <F> F readFunction(ObjectInputStream in) throws IOException, ClassNotFoundException {
        return InstantiationUtil.instantiate((Class<F>) in.readObject());
    }

    static JobConf readSettings(ObjectInputStream in) throws IOException {
        return HadoopWritables.read(noSettings(), in);
    }

    /** Without even the defaults. */
    static JobConf noSettings() {
        return new JobConf(new Configuration(false));
    }

    /** A format of the older API finds credentials in its settings: those that travelled with it, and those of the user here. */
    static void addCredentials(JobConf settings, Credentials travelled) throws IOException {
        settings.getCredentials().addAll(travelled);
        settings.getCredentials().addAll(UserGroupInformation.getCurrentUser().getCredentials());
    }
}
