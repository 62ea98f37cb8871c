package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A list of values that writes itself. Subclasses name the class of the elements:
 * {@code class Words extends ListValue<StringValue> {}}. Written as the number of elements (an int), then each.
 */
public abstract class ListValue<V extends Value> extends AbstractList<V> implements Value {

    private static final long serialVersionUID = 1L;

    private final Class<V> valueClass;
    private final ArrayList<V> list = new ArrayList<>();

    public ListValue() {
        this.valueClass = ValueElements.classAt(getClass(), ListValue.class, 0);
    }

    public ListValue(Collection<V> values) {
        this();
        list.addAll(values);
    }

    @Override
    public V get(int index) {
        return list.get(index);
    }

    @Override
    public V set(int index, V element) {
        return list.set(index, element);
    }

    @Override
    public void add(int index, V element) {
        list.add(index, element);
    }

    @Override
    public V remove(int index) {
        return list.remove(index);
    }

    @Override
    public int size() {
        return list.size();
    }

    @Override
    public void clear() {
        list.clear();
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        out.writeInt(list.size());
        for (V value : list) {
            value.write(out);
        }
    }

    @Override
    public void read(DataInputView in) throws IOException {
        List<V> read = new ArrayList<>();
        for (int left = ValueElements.readCount(in, valueClass); left > 0; left--) {
            V value = ValueElements.newInstance(valueClass);
            value.read(in);
            read.add(value);
        }
        list.clear();
        list.addAll(read);
    }
}
