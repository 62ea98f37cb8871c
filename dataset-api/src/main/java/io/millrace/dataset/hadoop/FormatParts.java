package io.millrace.dataset.hadoop;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * What of one of Hadoop's formats travels to where it runs: its class, its settings and its credentials, in this order. The
 * format is made again from them, as in MapReduce.
 */
public record FormatParts<C extends Configuration>(Class<?> format, C settings, Credentials credentials) {

    public void write(ObjectOutputStream out) throws IOException {
        out.writeObject(format);
        HadoopWritables.write(settings, out);
        HadoopWritables.write(credentials, out);
    }

    /**
     * What {@link #write} wrote. The settings find classes where the format was found.
     *
     * @param settings without any entries; filled here
     */
    @SuppressWarnings("BanSerializableRead") // called while the format's owner is deserialised
    public static <C extends Configuration> FormatParts<C> read(C settings, ObjectInputStream in)
            throws IOException, ClassNotFoundException {
        Class<?> format = (Class<?>) in.readObject();
        HadoopWritables.read(settings, in);
        if (format.getClassLoader() != null) {
            settings.setClassLoader(format.getClassLoader());
        }
        return new FormatParts<>(format, settings, HadoopWritables.read(new Credentials(), in));
    }

    /** A format of this class, given the settings if it takes any. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the caller wrote the class of a format of this type
    public <F> F newFormat() {
        return (F) ReflectionUtils.newInstance(format, settings);
    }
}
