package io.millrace.dataset.plan;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.operators.Order;

/** One criterion of an order: what {@code selector} gives, ascending or descending. */
public record SortField(KeySelector<?, ?> selector, Order order) {}
