package io.millrace.dataset.plan;

import io.millrace.dataflow.types.TypeInformation;

/**
 * What every node of a plan has.
 *
 * @param name as the user named it, or what it does
 * @param parallelism how many subtasks it runs in
 * @param type of its records
 */
public record Info(String name, int parallelism, TypeInformation<?> type) {}
