package io.millrace.dataflow.util;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** An iterator that holds something to be released. */
public interface CloseableIterator<T> extends Iterator<T>, AutoCloseable {
    CloseableIterator<?> EMPTY_INSTANCE = adapterForIterator(Collections.emptyIterator());

    static <T> CloseableIterator<T> adapterForIterator(Iterator<T> iterator) {
        return adapterForIterator(iterator, () -> {});
    }

    /** {@code onClose} runs when the result is closed. */
    static <T> CloseableIterator<T> adapterForIterator(Iterator<T> iterator, AutoCloseable onClose) {
        return new IteratorAdapter<>(iterator, onClose);
    }

    static <T> CloseableIterator<T> fromList(List<T> list, Consumer<T> closeNotConsumed) {
        Iterator<T> iterator = list.iterator();
        return adapterForIterator(iterator, () -> iterator.forEachRemaining(closeNotConsumed));
    }

    @SafeVarargs
    static <T> CloseableIterator<T> ofElements(Consumer<T> closeNotConsumed, T... elements) {
        return fromList(Arrays.asList(elements), closeNotConsumed);
    }

    static <T> CloseableIterator<T> ofElement(T element, Consumer<T> closeIfNotConsumed) {
        return fromList(List.of(element), closeIfNotConsumed);
    }

    static <T> CloseableIterator<T> empty() {
        return adapterForIterator(Collections.emptyIterator());
    }

    /** All elements of the first, then of the next; closes all of them. */
    @SafeVarargs
    static <E> CloseableIterator<E> flatten(CloseableIterator<E>... iterators) {
        Iterator<E> all = new Concatenation<>(List.of(iterators).iterator());
        return adapterForIterator(all, () -> IOUtils.closeAll(Arrays.asList(iterators)));
    }

    /** One after the other; of each no more is taken than is asked for. */
    final class Concatenation<E> implements Iterator<E> {
        private final Iterator<? extends Iterator<E>> rest;
        private Iterator<E> current = Collections.emptyIterator();

        private Concatenation(Iterator<? extends Iterator<E>> rest) {
            this.rest = rest;
        }

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && rest.hasNext()) {
                current = rest.next();
            }
            return current.hasNext();
        }

        @Override
        public E next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return current.next();
        }
    }

    /** An iterator with something to be closed beside it. */
    final class IteratorAdapter<E> implements CloseableIterator<E> {
        private final Iterator<E> iterator;
        private final AutoCloseable onClose;

        private IteratorAdapter(Iterator<E> iterator, AutoCloseable onClose) {
            this.iterator = iterator;
            this.onClose = onClose;
        }

        @Override
        public boolean hasNext() {
            return iterator.hasNext();
        }

        @Override
        public E next() {
            return iterator.next();
        }

        @Override
        public void remove() {
            iterator.remove();
        }

        @Override
        public void close() throws Exception {
            onClose.close();
        }
    }
}
