package io.millrace.taskmanager.vertex;

import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.util.SerializedValue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Class loaders of vertices that have ended, for the next vertex of the same operators: its code is compiled already. A program
 * that runs one job after another, as loops and tests do, would else have the JIT begin anew each time.
 *
 * <p>Only for jobs that run in the class loader of a program in this JVM, which outlives them. What is kept goes when memory is
 * short, and the longest unused one when there are many. Thread-safe.
 */
final class WarmLoaders {
    private static final int KEPT_MAX = 64;

    /** The operators of a chain as their plan has them, in a class loader. */
    private record Shape(List<? extends SerializedValue<? extends OperatorFactory>> chain, WeakReference<ClassLoader> job) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Shape that && job.refersTo(that.job.get()) && chain.equals(that.chain);
        }

        @Override
        public int hashCode() {
            return chain.hashCode();
        }
    }

    private final Map<Shape, SoftReference<List<ClassLoader>>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Shape, SoftReference<List<ClassLoader>>> eldest) {
            return size() > KEPT_MAX;
        }
    };

    synchronized List<ClassLoader> of(
            List<? extends SerializedValue<? extends OperatorFactory>> chain,
            ClassLoader job,
            Supplier<List<ClassLoader>> otherwise) {
        Shape shape = new Shape(List.copyOf(chain), new WeakReference<>(job));
        SoftReference<List<ClassLoader>> reference = kept.get(shape);
        List<ClassLoader> known = reference == null ? null : reference.get();
        if (known == null) {
            known = otherwise.get();
            kept.put(shape, new SoftReference<>(known));
        }
        return known;
    }
}
