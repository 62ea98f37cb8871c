package io.millrace.operators.sort;

import io.millrace.types.key.PrefixedOrder;
import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How records are grouped, and how they stand within a group. Both comparators are serialisable.
 *
 * @param grouping records that it calls equal are a group
 * @param withinGroup null if the order within a group does not matter: then it is that of arrival
 */
public record RecordOrder<T>(
        Comparator<? super T> grouping, @Nullable Comparator<? super T> withinGroup) implements Serializable {
    private static final long serialVersionUID = 1L;

    public RecordOrder {
        check(grouping);
        if (withinGroup != null) {
            check(withinGroup);
        }
    }

    /** One group of all records, in the order of arrival. */
    public static <T> RecordOrder<T> oneGroup() {
        return new RecordOrder<>(AllEqual.ALL_EQUAL, null);
    }

    /** One group of all records, in an order. */
    public static <T> RecordOrder<T> oneGroup(Comparator<? super T> withinGroup) {
        return new RecordOrder<>(AllEqual.ALL_EQUAL, withinGroup);
    }

    /** By group, then within the group. */
    @SuppressWarnings("unchecked")
    public Comparator<T> whole() {
        Comparator<T> groups = (Comparator<T>) grouping;
        if (withinGroup == null) {
            return groups;
        }
        return grouping == AllEqual.ALL_EQUAL ? (Comparator<T>) withinGroup : PrefixedOrder.chain(groups, withinGroup);
    }

    private static void check(Comparator<?> order) {
        if (!(order instanceof Serializable)) {
            throw new IllegalArgumentException("An order must be serialisable to travel to the tasks: "
                    + order.getClass().getName() + " is not");
        }
    }

    private enum AllEqual implements Comparator<Object> {
        ALL_EQUAL;

        @Override
        @SuppressWarnings("UnusedVariable") // what it says does not depend on them
        public int compare(Object left, Object right) {
            return 0;
        }
    }
}
