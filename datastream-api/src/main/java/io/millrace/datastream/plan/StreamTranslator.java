package io.millrace.datastream.plan;

import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.types.TypeInformation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Translates the steps of a program to a job graph.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Decide the mode: batch if it was asked for, or if it is automatic and no source is unbounded.
 *   <li>Add each step after its inputs, with its own settings before the environment's.
 *   <li>Connect each input: see through unions, exchanges and side outputs to the operators that make the records; the
 *       exchange nearest to the consumer counts. In batch mode, what is not forwarded blocks, unless the user wants it
 *       pipelined; an input that is read last blocks also then, if what it waits for could wait for it ({@link SharedSteps}).
 * </ol>
 * Used once.
 */
public final class StreamTranslator {
    /** An operator that was added, and what its consumers need to know of it. */
    private record Added(
            JobGraphBuilder.Handle handle, String name, int parallelism, int maxParallelism, String group) {}

    /** Where an operator's input comes from. */
    private record Origin(
            Added operator, Optional<String> sideOutput, ExchangePattern pattern, TypeInformation<?> type) {}

    private final StreamSettings settings;
    private final JobGraphBuilder builder = new JobGraphBuilder();
    private final Map<OperatorStep<?>, Added> added = new IdentityHashMap<>();
    private SharedSteps shared = new SharedSteps(List.of());
    private boolean shufflesBlock;

    public StreamTranslator(StreamSettings settings) {
        this.settings = settings;
    }

    /** @throws InvalidProgramException if the program cannot be run as it is; says where and why */
    public JobGraph translate(String jobName, List<OperatorStep<?>> steps) {
        boolean batch = settings.isBatch(steps);
        StepContext context = new StepContext(batch, settings.executionConfig());
        shufflesBlock = batch && settings.shufflesBlock();
        shared = new SharedSteps(batch ? steps : List.of());
        if (!settings.chaining()) {
            builder.disableChaining();
        }
        for (OperatorStep<?> step : steps) {
            add(step, context);
        }
        JobGraph.Mode mode = batch ? JobGraph.Mode.BATCH : JobGraph.Mode.STREAMING;
        return builder.build(jobName, mode, settings.executionConfig(), settings.configuration());
    }

    private Added add(OperatorStep<?> step, StepContext context) {
        Added known = added.get(step);
        if (known != null) {
            return known;
        }
        List<List<Origin>> origins = new ArrayList<>();
        for (StreamNode<?> input : step.inputs()) {
            List<Origin> ofInput = originsOf(input, context);
            origins.add(context.batch() && step.combiner().isPresent() ? combined(step, ofInput, context) : ofInput);
        }
        int parallelism = step.parallelism() > 0 ? step.parallelism() : settings.parallelism();
        int maxParallelism = settings.maxParallelism(step.maxParallelism(), parallelism, step.name());
        String group = groupOf(step, origins);
        JobGraphBuilder.Handle handle = builder.add(nodeOf(step, parallelism, maxParallelism, group, context));
        step.id().ifPresent(id -> builder.identify(handle, id));
        step.bufferTimeout().ifPresent(timeout -> builder.flush(handle, timeout));
        Added now = new Added(handle, step.name(), parallelism, maxParallelism, group);
        added.put(step, now);
        for (int input = 0; input < origins.size(); input++) {
            for (Origin origin : origins.get(input)) {
                connect(origin, step, now, input);
            }
        }
        return now;
    }

    /** Puts a combiner behind each origin, with the origin's parallelism, so that the two can be one task. */
    private List<Origin> combined(OperatorStep<?> step, List<Origin> origins, StepContext context) {
        List<Origin> combined = new ArrayList<>();
        for (Origin origin : origins) {
            Added before = origin.operator();
            String name = "Combine (" + step.name() + ")";
            JobGraphBuilder.Handle handle = builder.add(new OperatorNode(
                    name,
                    Optional.empty(),
                    step.combiner().orElseThrow().operator(context),
                    Optional.empty(),
                    before.parallelism(),
                    before.maxParallelism(),
                    before.group(),
                    OperatorNode.Chaining.ALWAYS,
                    List.of(origin.type())));
            ExchangePattern forward = new ExchangePattern.Forward();
            builder.connect(
                    before.handle(), origin.sideOutput(), handle, 0, forward, ExchangeMode.PIPELINED, origin.type());
            Added combiner = new Added(handle, name, before.parallelism(), before.maxParallelism(), before.group());
            combined.add(new Origin(combiner, Optional.empty(), origin.pattern(), origin.type()));
        }
        return combined;
    }

    private OperatorNode nodeOf(
            OperatorStep<?> step, int parallelism, int maxParallelism, String group, StepContext context) {
        if (step.uid().isEmpty()
                && step.id().isEmpty()
                && !settings.executionConfig().hasAutoGeneratedUIDsEnabled()) {
            throw new IllegalStateException(
                    "Auto generated UIDs have been disabled but no UID or hash has been assigned to" + " operator "
                            + step.name() + ". Call uid(...) on it.");
        }
        List<TypeInformation<?>> inputTypes = new ArrayList<>();
        for (StreamNode<?> input : step.inputs()) {
            inputTypes.add(input.type());
        }
        return new OperatorNode(
                step.name(),
                step.uid(),
                step.factory().operator(context),
                step.factory().coordinator(context),
                parallelism,
                maxParallelism,
                group,
                step.chaining(),
                inputTypes);
    }

    /** The user's, else that of the inputs if they agree, else the default. */
    private String groupOf(OperatorStep<?> step, List<List<Origin>> origins) {
        Set<String> ofInputs = origins.stream()
                .flatMap(List::stream)
                .map(origin -> origin.operator().group())
                .collect(Collectors.toSet());
        return step.slotSharingGroup()
                .orElseGet(() -> ofInputs.size() == 1 ? ofInputs.iterator().next() : OperatorNode.DEFAULT_GROUP);
    }

    private List<Origin> originsOf(StreamNode<?> node, StepContext context) {
        if (node instanceof OperatorStep<?> step) {
            return List.of(
                    new Origin(add(step, context), Optional.empty(), new ExchangePattern.Forward(), step.type()));
        }
        if (node instanceof SideOutputNode<?> side) {
            Optional<String> tag = Optional.of(side.tag().getId());
            return List.of(new Origin(add(side.operator(), context), tag, new ExchangePattern.Forward(), side.type()));
        }
        if (node instanceof ExchangeNode<?> exchange) {
            return originsOf(exchange.input(), context).stream()
                    .map(o -> new Origin(o.operator(), o.sideOutput(), exchange.pattern(), o.type()))
                    .toList();
        }
        List<Origin> all = new ArrayList<>();
        for (StreamNode<?> input : node.inputs()) {
            all.addAll(originsOf(input, context));
        }
        return all;
    }

    private ExchangeMode mode(Origin origin, OperatorStep<?> target, Added consumer, int input) {
        if (input == target.waitingInput() && shared.feedsOthers(target.inputs().get(input))) {
            return ExchangeMode.BLOCKING;
        }
        boolean isForwarded = origin.pattern() instanceof ExchangePattern.Forward
                && origin.operator().parallelism() == consumer.parallelism();
        return shufflesBlock && !isForwarded ? ExchangeMode.BLOCKING : ExchangeMode.PIPELINED;
    }

    private void connect(Origin origin, OperatorStep<?> target, Added consumer, int input) {
        Added producer = origin.operator();
        boolean wanted = target.inputs().get(input) instanceof ExchangeNode<?> exchange
                && exchange.pattern() instanceof ExchangePattern.Forward;
        if (wanted && producer.parallelism() != consumer.parallelism()) {
            throw new UnsupportedOperationException(
                    "Forward partitioning does not allow change of parallelism. Upstream"
                            + " operation: " + producer.name() + " parallelism: " + producer.parallelism()
                            + ", downstream operation: " + consumer.name() + " parallelism: " + consumer.parallelism()
                            + " You must use another partitioning strategy, such as broadcast, rebalance, shuffle or global.");
        }
        builder.connect(
                producer.handle(),
                origin.sideOutput(),
                consumer.handle(),
                input,
                origin.pattern(),
                mode(origin, target, consumer, input),
                origin.type());
    }
}
