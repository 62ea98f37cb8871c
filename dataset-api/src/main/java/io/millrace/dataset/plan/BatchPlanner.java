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
import io.millrace.dataflow.state.KeyGroupRangeAssignment;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.plan.Flow.Branch;
import io.millrace.operators.broadcast.TagRecords;
import io.millrace.operators.broadcast.WithBroadcastFactory;
import io.millrace.operators.record.MapFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses how the nodes of a plan are carried out and writes them to a job graph.
 *
 * <h2>Choices</h2>
 * <ul>
 *   <li>What needs equal keys in one place gets a hash exchange; what needs all records in one place, a global one.
 *   <li>Whatever can make groups smaller before an exchange does so: reduce, aggregations, distinct, first, and group
 *       reduces with a combiner. A combiner is chained to the operator before the exchange.
 *   <li>Joins build a hash table of the first input, or of the one that the hint calls small, and probe it with the
 *       other. A broadcast hint sends the small side everywhere and leaves the other where it is. So does a cross.
 *   <li>Broadcast sets come by one broadcast input that is read before the operator's own, which waits.
 *   <li>What waits until another input is read whole is like the probe side of a join. If anything before it also feeds somebody else, that
 *       somebody could be what the build waits for, so such an edge is {@link ExchangeMode#BLOCKING}.
 *   <li>More edges block if the user wants it ({@code WantedExchanges}).
 * </ul>
 * Used for one plan; not thread-safe.
 */
public final class BatchPlanner {
    private final ExecutionConfig config;
    private final Configuration configuration;
    private final WantedExchanges wanted;
    private final JobGraphBuilder graph = new JobGraphBuilder();
    private final LoopPlanner loops = new LoopPlanner(this, graph);
    private final DeltaPlanner deltas = new DeltaPlanner(this, loops, graph);
    private final Set<Handle> inLoops = new HashSet<>();
    private final Map<PlanNode, Flow> flows = new IdentityHashMap<>();
    private final Map<PlanNode, Integer> consumers = new IdentityHashMap<>();
    private final Map<PlanNode, Boolean> feedsOthers = new IdentityHashMap<>();

    public BatchPlanner(ExecutionConfig config, Configuration configuration) {
        this.config = config;
        this.configuration = configuration;
        this.wanted = WantedExchanges.of(config, configuration);
    }

    public JobGraph plan(String jobName, List<PlanNode.Sink> sinks) {
        Map<PlanNode, Boolean> seen = new IdentityHashMap<>();
        sinks.forEach(sink -> countConsumers(sink, seen));
        sinks.forEach(this::flow);
        return graph.build(jobName, JobGraph.Mode.BATCH, config, configuration.toMap());
    }

    private void countConsumers(PlanNode node, Map<PlanNode, Boolean> seen) {
        if (seen.put(node, true) == null) {
            for (PlanNode input : allInputs(node)) {
                consumers.merge(input, 1, Integer::sum);
                countConsumers(input, seen);
            }
        }
    }

    private static List<PlanNode> allInputs(PlanNode node) {
        List<PlanNode> all = new ArrayList<>(node.inputs());
        node.info().broadcasts().forEach(broadcast -> all.add(broadcast.data()));
        return all;
    }

    /** The records of a node; the node is planned when first asked for. */
    Flow flow(PlanNode node) {
        Flow known = flows.get(node);
        if (known != null) {
            return known;
        }
        Flow made = make(node);
        flows.put(node, made);
        return made;
    }

    /** Says what the records of a node are, so that it is not planned by itself. */
    void known(PlanNode node, Flow flow) {
        flows.put(node, flow);
    }

    // A switch over the sealed type would need Java 21.
    private Flow make(PlanNode node) {
        if (node instanceof PlanNode.Source source) {
            return source(source);
        } else if (node instanceof PlanNode.RecordWise recordWise) {
            return unary(recordWise, flow(recordWise.input()), recordWise.factory());
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
            return unary(sort, flow(sort.input()), Algorithms.sortPartition(sort));
        } else if (node instanceof PlanNode.Join join) {
            return readsSolution(join) ? deltas.join(join) : join(join);
        } else if (node instanceof PlanNode.CoGroup coGroup) {
            return readsSolution(coGroup) ? deltas.coGroup(coGroup) : coGroup(coGroup);
        } else if (node instanceof PlanNode.Cross cross) {
            return cross(cross);
        } else if (node instanceof PlanNode.GroupCombine combine) {
            return unary(combine, flow(combine.input()), Algorithms.groupCombine(combine));
        } else if (node instanceof PlanNode.Union union) {
            List<Flow> united = union.inputs().stream().map(this::flow).toList();
            return LoopPlanner.isMixed(united)
                    ? loops.mixedUnion(union.info(), united)
                    : Flow.union(united, union.info().type());
        } else if (node instanceof PlanNode.BulkLoop loop) {
            return loops.bulk(loop);
        } else if (node instanceof PlanNode.DeltaLoop loop) {
            return deltas.delta(loop);
        } else if (node instanceof PlanNode.SolutionInput set) {
            throw DeltaPlanner.unclosed(set);
        } else if (node instanceof PlanNode.LoopInput head) {
            return LoopPlanner.unclosed(head);
        } else if (node instanceof PlanNode.Sink sink) {
            LoopPlanner.checkOutside(sink.info(), flow(sink.input()));
            return operator(sink.info(), List.of(flow(sink.input())), sink.factory(), sink.coordinator());
        }
        throw new IllegalStateException("no algorithm for " + node.getClass());
    }

    private static boolean readsSolution(PlanNode node) {
        return node.inputs().stream().anyMatch(input -> input instanceof PlanNode.SolutionInput);
    }

    private Flow source(PlanNode.Source source) {
        return operator(source.info(), List.of(), source.factory(), source.coordinator());
    }

    private Flow reduce(PlanNode.Reduce node) {
        Flow input = flow(node.input());
        boolean combines = node.combinable() && node.info().broadcasts().isEmpty();
        if (node.key().isEmpty()) {
            OperatorFactory all = Algorithms.allReduce(node);
            return allInOnePlace(node, combines ? combined(node.info(), input, all) : input, all);
        }
        Key key = node.key().get();
        Flow smaller = combines ? combined(node.info(), input, Algorithms.combineReduce(node, key)) : input;
        return unary(node, smaller.by(key.exchange()), Algorithms.reduce(node, key));
    }

    private Flow groupReduce(PlanNode.GroupReduce node) {
        Flow input = flow(node.input());
        Optional<OperatorFactory> combiner =
                node.info().broadcasts().isEmpty() ? Algorithms.groupCombine(node) : Optional.empty();
        Flow smaller = combiner.isPresent() ? combined(node.info(), input, combiner.get()) : input;
        if (node.key().isEmpty()) {
            return allInOnePlace(node, smaller, Algorithms.groupReduce(node));
        }
        return unary(node, smaller.by(node.key().get().exchange()), Algorithms.groupReduce(node));
    }

    private Flow first(PlanNode.First node) {
        Flow input = flow(node.input());
        OperatorFactory algorithm = Algorithms.first(node);
        if (node.key().isEmpty()) {
            return allInOnePlace(node, combined(node.info(), input, algorithm), algorithm);
        }
        return unary(node, input.by(node.key().get().exchange()), algorithm);
    }

    private Flow distinct(PlanNode.Distinct node) {
        Flow smaller = combined(node.info(), flow(node.input()), Algorithms.combineDistinct(node));
        return unary(node, smaller.by(node.key().exchange()), Algorithms.distinct(node));
    }

    private Flow join(PlanNode.Join node) {
        Flow left = flow(node.left());
        Flow right = flow(node.right());
        boolean buildRight = buildsRight(node, left, right);
        switch (node.hint()) {
            case BROADCAST_HASH_FIRST -> left = left.by(new ExchangePattern.Broadcast());
            case BROADCAST_HASH_SECOND -> right = right.by(new ExchangePattern.Broadcast());
            default -> {
                left = left.by(node.leftKey().exchange());
                right = right.by(node.rightKey().exchange());
            }
        }
        Handle joined = add(
                node.info().name(),
                node.info().parallelism(),
                Algorithms.hashJoin(node, !buildRight),
                Optional.empty(),
                List.of(left, right));
        connect(left, joined, 0, buildRight ? probeMode(node.left()) : ExchangeMode.PIPELINED);
        connect(right, joined, 1, buildRight ? ExchangeMode.PIPELINED : probeMode(node.right()));
        return flowOf(joined, node.info(), List.of(left, right));
    }

    /** As the hint says; else, in a loop, the side that is the same in all supersteps. */
    private static boolean buildsRight(PlanNode.Join node, Flow left, Flow right) {
        return switch (node.hint()) {
            case BROADCAST_HASH_SECOND, REPARTITION_HASH_SECOND -> true;
            case BROADCAST_HASH_FIRST, REPARTITION_HASH_FIRST -> false;
            default -> left.loop().isPresent() && right.loop().isEmpty();
        };
    }

    private static Flow flowOf(Handle handle, Info info, List<Flow> inputs) {
        return Flow.of(handle, info.parallelism(), info.type(), PlannedLoop.of(inputs));
    }

    private Flow coGroup(PlanNode.CoGroup node) {
        Flow left = flow(node.left().input()).by(node.left().key().exchange());
        Flow right = flow(node.right().input()).by(node.right().key().exchange());
        return operator(node.info(), List.of(left, right), Algorithms.coGroup(node), Optional.empty());
    }

    private Flow cross(PlanNode.Cross node) {
        Flow left = flow(node.left());
        Flow right = flow(node.right());
        ExchangePattern everywhere = new ExchangePattern.Broadcast();
        left = node.keepsLeft() ? left.by(everywhere) : left;
        right = node.keepsLeft() ? right : right.by(everywhere);
        Handle crossed = add(
                node.info().name(),
                node.info().parallelism(),
                Algorithms.cross(node),
                Optional.empty(),
                List.of(left, right));
        connect(left, crossed, 0, node.keepsLeft() ? ExchangeMode.PIPELINED : probeMode(node.left()));
        connect(right, crossed, 1, node.keepsLeft() ? probeMode(node.right()) : ExchangeMode.PIPELINED);
        return flowOf(crossed, node.info(), List.of(left, right));
    }

    private ExchangeMode probeMode(PlanNode probe) {
        return feedsOthers(probe) ? ExchangeMode.BLOCKING : ExchangeMode.PIPELINED;
    }

    private boolean feedsOthers(PlanNode node) {
        Boolean known = feedsOthers.get(node);
        if (known == null) {
            known = consumers.getOrDefault(node, 0) > 1
                    || allInputs(node).stream().anyMatch(this::feedsOthers);
            feedsOthers.put(node, known);
        }
        return known;
    }

    /**
     * Runs {@code combiner} right behind every operator that the records come from, or where the program had them dealt out
     * evenly, before they are moved. Records that it had moved in another way are not combined: they may lie by key already.
     */
    private Flow combined(Info info, Flow input, OperatorFactory combiner) {
        List<Flow> smaller = new ArrayList<>();
        for (Branch branch : input.branches()) {
            Flow alone = new Flow(List.of(branch), input.type(), input.loop());
            smaller.add(
                    branch.isForward() || branch.pattern() instanceof ExchangePattern.Rebalance
                            ? operator(
                                    new Info("Combine " + info.name(), branch.parallelism(), input.type()),
                                    List.of(alone),
                                    combiner,
                                    Optional.empty())
                            : alone);
        }
        return Flow.union(smaller, input.type());
    }

    private Flow allInOnePlace(PlanNode node, Flow input, OperatorFactory factory) {
        Info info = node.info();
        Info alone = new Info(info.name(), 1, info.type(), info.broadcasts());
        return unary(alone, node.inputs().get(0), input.by(new ExchangePattern.Global()), factory);
    }

    private Flow unary(PlanNode node, Flow input, OperatorFactory factory) {
        return unary(node.info(), node.inputs().get(0), input, factory);
    }

    /** @param from the node that the input comes from, however it has been made smaller since */
    private Flow unary(Info info, PlanNode from, Flow input, OperatorFactory factory) {
        if (info.broadcasts().isEmpty()) {
            return operator(info, List.of(input), factory, Optional.empty());
        }
        Flow everywhere = broadcast(info);
        Handle handle = add(
                info.name(),
                info.parallelism(),
                new WithBroadcastFactory(
                        info.broadcasts().stream().map(Info.Broadcast::name).toList(), factory),
                Optional.empty(),
                List.of(everywhere, input));
        connect(everywhere, handle, 0, ExchangeMode.PIPELINED);
        connect(input, handle, 1, probeMode(from));
        return flowOf(handle, info, List.of(everywhere, input));
    }

    /** All broadcast sets of an operator, tagged, as one flow to every subtask of it. */
    private Flow broadcast(Info info) {
        List<Flow> tagged = new ArrayList<>();
        for (int i = 0; i < info.broadcasts().size(); i++) {
            PlanNode data = info.broadcasts().get(i).data();
            Info tag = new Info(
                    "Broadcast " + info.broadcasts().get(i).name(), data.info().parallelism(), LateBoundTypeInfo.any());
            OperatorFactory tagger = new MapFactory<>(new TagRecords<>(i));
            tagged.add(operator(tag, List.of(flow(data)), tagger, Optional.empty()));
        }
        Flow all = LoopPlanner.isMixed(tagged)
                ? loops.mixedUnion(new Info("Broadcast sets", info.parallelism(), LateBoundTypeInfo.any()), tagged)
                : Flow.union(tagged, LateBoundTypeInfo.any());
        return all.by(new ExchangePattern.Broadcast());
    }

    /** An operator that reads these inputs as they come. */
    Flow operator(Info info, List<Flow> inputs, OperatorFactory factory, Optional<CoordinatorFactory> coordinator) {
        Handle handle = add(info.name(), info.parallelism(), factory, coordinator, inputs);
        for (int i = 0; i < inputs.size(); i++) {
            connect(inputs.get(i), handle, i, ExchangeMode.PIPELINED);
        }
        return flowOf(handle, info, inputs);
    }

    private Handle add(
            String name,
            int parallelism,
            OperatorFactory factory,
            Optional<CoordinatorFactory> coordinator,
            List<Flow> inputs) {
        Optional<PlannedLoop> loop = PlannedLoop.of(inputs);
        List<TypeInformation<?>> types =
                inputs.stream().<TypeInformation<?>>map(Flow::type).toList();
        if (loop.isEmpty()) {
            return place(name, parallelism, factory, coordinator, OperatorNode.Chaining.ALWAYS, types);
        }
        Handle handle = place(
                name,
                parallelism,
                LoopPlanner.inSupersteps(loop.get(), factory, inputs),
                coordinator,
                OperatorNode.Chaining.ALWAYS,
                types);
        joinLoop(loop.get(), handle);
        return handle;
    }

    void joinLoop(PlannedLoop loop, Handle operator) {
        graph.inLoop(loop.head(), operator);
        inLoops.add(operator);
    }

    Handle place(
            String name,
            int parallelism,
            OperatorFactory factory,
            Optional<CoordinatorFactory> coordinator,
            OperatorNode.Chaining chaining,
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
                chaining,
                inputTypes));
    }

    void connect(Flow flow, Handle target, int input, ExchangeMode mode) {
        // What is in a loop reads all that comes, so nobody has to wait for it.
        ExchangeMode needed = inLoops.contains(target) ? ExchangeMode.PIPELINED : mode;
        for (Branch branch : flow.branches()) {
            graph.connect(
                    branch.from(),
                    branch.sideOutput(),
                    target,
                    input,
                    branch.pattern(),
                    flow.loop().isPresent() ? ExchangeMode.PIPELINED : wanted.of(branch.pattern(), needed),
                    flow.type());
        }
    }
}
