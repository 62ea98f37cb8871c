package io.millrace.dataset.plan;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.operators.base.JoinOperatorBase.JoinHint;
import io.millrace.dataflow.state.KeyGroupRangeAssignment;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.plan.Flow.Branch;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses how the nodes of a plan are carried out and writes them to a job graph.
 *
 * <h2>Choices</h2>
 * <ul>
 *   <li>What needs equal keys in one place gets a hash exchange; what needs all records in one place, a global one.
 *   <li>Whatever can make groups smaller before an exchange does so: reduce, aggregations, distinct, first, and group
 *       reduces with a combiner. A combiner is chained to the operator before the exchange.
 *   <li>Joins build a hash table of the first input, or of the one that the hint calls small, and probe it with the
 *       other. A broadcast hint sends the small side everywhere and leaves the other where it is.
 *   <li>The probe side of a join waits until the table is built. If anything before it also feeds somebody else, that
 *       somebody could be what the build waits for, so such an edge is {@link ExchangeMode#BLOCKING}.
 * </ul>
 * Used for one plan; not thread-safe.
 */
public final class BatchPlanner {
    private final ExecutionConfig config;
    private final Configuration configuration;
    private final JobGraphBuilder graph = new JobGraphBuilder();
    private final Map<PlanNode, Flow> flows = new IdentityHashMap<>();
    private final Map<PlanNode, Integer> consumers = new IdentityHashMap<>();
    private final Map<PlanNode, Boolean> feedsOthers = new IdentityHashMap<>();

    public BatchPlanner(ExecutionConfig config, Configuration configuration) {
        this.config = config;
        this.configuration = configuration;
    }

    public JobGraph plan(String jobName, List<PlanNode.Sink> sinks) {
        Map<PlanNode, Boolean> seen = new IdentityHashMap<>();
        sinks.forEach(sink -> countConsumers(sink, seen));
        sinks.forEach(this::flow);
        return graph.build(jobName, JobGraph.Mode.BATCH, config, configuration.toMap());
    }

    private void countConsumers(PlanNode node, Map<PlanNode, Boolean> seen) {
        if (seen.put(node, true) == null) {
            for (PlanNode input : node.inputs()) {
                consumers.merge(input, 1, Integer::sum);
                countConsumers(input, seen);
            }
        }
    }

    private Flow flow(PlanNode node) {
        Flow known = flows.get(node);
        if (known != null) {
            return known;
        }
        Flow made = make(node);
        flows.put(node, made);
        return made;
    }

    // A switch over the sealed type would need Java 21.
    private Flow make(PlanNode node) {
        if (node instanceof PlanNode.Source source) {
            return source(source);
        } else if (node instanceof PlanNode.RecordWise recordWise) {
            return unary(recordWise.info(), flow(recordWise.input()), recordWise.factory());
        } else if (node instanceof PlanNode.Repartition repartition) {
            return flow(repartition.input()).by(repartition.pattern());
        } else if (node instanceof PlanNode.Reduce reduce) {
            return reduce(reduce);
        } else if (node instanceof PlanNode.GroupReduce groupReduce) {
            return groupReduce(groupReduce);
        } else if (node instanceof PlanNode.First first) {
            return first(first);
        } else if (node instanceof PlanNode.Distinct distinct) {
            return distinct(distinct);
        } else if (node instanceof PlanNode.SortPartition sort) {
            return unary(sort.info(), flow(sort.input()), Algorithms.sortPartition(sort));
        } else if (node instanceof PlanNode.Join join) {
            return join(join);
        } else if (node instanceof PlanNode.Union union) {
            return Flow.union(
                    union.inputs().stream().map(this::flow).toList(),
                    union.info().type());
        } else if (node instanceof PlanNode.Sink sink) {
            return operator(sink.info(), List.of(flow(sink.input())), sink.factory(), sink.coordinator());
        }
        throw new IllegalStateException("no algorithm for " + node.getClass());
    }

    private Flow source(PlanNode.Source source) {
        return operator(source.info(), List.of(), source.factory(), source.coordinator());
    }

    private Flow reduce(PlanNode.Reduce node) {
        Flow input = flow(node.input());
        if (node.key().isEmpty()) {
            OperatorFactory all = Algorithms.allReduce(node);
            return allInOnePlace(node.info(), node.combinable() ? combined(node.info(), input, all) : input, all);
        }
        Key key = node.key().get();
        Flow smaller = node.combinable() ? combined(node.info(), input, Algorithms.combineReduce(node, key)) : input;
        return unary(node.info(), smaller.by(hash(key)), Algorithms.reduce(node, key));
    }

    private Flow groupReduce(PlanNode.GroupReduce node) {
        Flow input = flow(node.input());
        Optional<OperatorFactory> combiner = Algorithms.groupCombine(node);
        Flow smaller = combiner.isPresent() ? combined(node.info(), input, combiner.get()) : input;
        if (node.key().isEmpty()) {
            return allInOnePlace(node.info(), smaller, Algorithms.groupReduce(node));
        }
        return unary(node.info(), smaller.by(hash(node.key().get())), Algorithms.groupReduce(node));
    }

    private Flow first(PlanNode.First node) {
        Flow input = flow(node.input());
        OperatorFactory algorithm = Algorithms.first(node);
        if (node.key().isEmpty()) {
            return allInOnePlace(node.info(), combined(node.info(), input, algorithm), algorithm);
        }
        return unary(node.info(), input.by(hash(node.key().get())), algorithm);
    }

    private Flow distinct(PlanNode.Distinct node) {
        Flow smaller = combined(node.info(), flow(node.input()), Algorithms.combineDistinct(node));
        return unary(node.info(), smaller.by(hash(node.key())), Algorithms.distinct(node));
    }

    private Flow join(PlanNode.Join node) {
        boolean buildRight =
                node.hint() == JoinHint.BROADCAST_HASH_SECOND || node.hint() == JoinHint.REPARTITION_HASH_SECOND;
        Flow left = flow(node.left());
        Flow right = flow(node.right());
        switch (node.hint()) {
            case BROADCAST_HASH_FIRST -> left = left.by(new ExchangePattern.Broadcast());
            case BROADCAST_HASH_SECOND -> right = right.by(new ExchangePattern.Broadcast());
            default -> {
                left = left.by(hash(node.leftKey()));
                right = right.by(hash(node.rightKey()));
            }
        }
        Handle joined = add(
                node.info().name(),
                node.info().parallelism(),
                Algorithms.hashJoin(node, !buildRight),
                Optional.empty(),
                List.of(left.type(), right.type()));
        connect(left, joined, 0, buildRight ? probeMode(node.left()) : ExchangeMode.PIPELINED);
        connect(right, joined, 1, buildRight ? ExchangeMode.PIPELINED : probeMode(node.right()));
        return Flow.of(joined, node.info().parallelism(), node.info().type());
    }

    private ExchangeMode probeMode(PlanNode probe) {
        return feedsOthers(probe) ? ExchangeMode.BLOCKING : ExchangeMode.PIPELINED;
    }

    private boolean feedsOthers(PlanNode node) {
        Boolean known = feedsOthers.get(node);
        if (known == null) {
            known = consumers.getOrDefault(node, 0) > 1
                    || node.inputs().stream().anyMatch(this::feedsOthers);
            feedsOthers.put(node, known);
        }
        return known;
    }

    /** Runs {@code combiner} right behind every operator that the records come from, before they are moved. */
    private Flow combined(Info info, Flow input, OperatorFactory combiner) {
        List<Flow> smaller = new ArrayList<>();
        for (Branch branch : input.branches()) {
            Flow alone = new Flow(List.of(branch), input.type());
            smaller.add(
                    branch.isForward()
                            ? unary(
                                    new Info("Combine " + info.name(), branch.parallelism(), input.type()),
                                    alone,
                                    combiner)
                            : alone);
        }
        return Flow.union(smaller, input.type());
    }

    private Flow allInOnePlace(Info info, Flow input, OperatorFactory factory) {
        return unary(new Info(info.name(), 1, info.type()), input.by(new ExchangePattern.Global()), factory);
    }

    private Flow unary(Info info, Flow input, OperatorFactory factory) {
        return operator(info, List.of(input), factory, Optional.empty());
    }

    private Flow operator(
            Info info, List<Flow> inputs, OperatorFactory factory, Optional<CoordinatorFactory> coordinator) {
        List<TypeInformation<?>> types = new ArrayList<>();
        inputs.forEach(input -> types.add(input.type()));
        Handle handle = add(info.name(), info.parallelism(), factory, coordinator, types);
        for (int i = 0; i < inputs.size(); i++) {
            connect(inputs.get(i), handle, i, ExchangeMode.PIPELINED);
        }
        return Flow.of(handle, info.parallelism(), info.type());
    }

    private Handle add(
            String name,
            int parallelism,
            OperatorFactory factory,
            Optional<CoordinatorFactory> coordinator,
            List<TypeInformation<?>> inputTypes) {
        int maxParallelism = config.getMaxParallelism() > 0
                ? config.getMaxParallelism()
                : KeyGroupRangeAssignment.computeDefaultMaxParallelism(parallelism);
        return graph.add(new OperatorNode(
                name,
                Optional.empty(),
                factory,
                coordinator,
                parallelism,
                maxParallelism,
                OperatorNode.DEFAULT_GROUP,
                OperatorNode.Chaining.ALWAYS,
                inputTypes));
    }

    private void connect(Flow flow, Handle target, int input, ExchangeMode mode) {
        for (Branch branch : flow.branches()) {
            graph.connect(branch.from(), Optional.empty(), target, input, branch.pattern(), mode, flow.type());
        }
    }

    private static ExchangePattern hash(Key key) {
        return new ExchangePattern.Hash(key.serialized());
    }
}
