package io.millrace.dataflow.graph;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.types.GenericTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.SerializedValue;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the operators of a program into a {@link JobGraph}.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Operators are added after those that feed them, so the order of adding is topological, but for what loops feed back.
 *   <li>An operator joins the chain of its predecessor if a lone, pipelined, forward connection of the main output links
 *       them, the predecessor feeds nothing else, both have equal parallelism and slot sharing group, and both allow it.
 *   <li>Every chain is a vertex; the connections that are left are the edges.
 *   <li>In a batch, no way of pipelined edges may lead around a blocking one, or its ends would wait for each other: where
 *       one does, more edges become blocking ({@code ExchangeStages}).
 * </ol>
 * Not thread-safe; used once.
 */
public final class JobGraphBuilder {
    /** Names an operator that was added. */
    public record Handle(int index) {}

    private record Connection(
            int source,
            Optional<String> sideOutput,
            int target,
            int input,
            ExchangePattern pattern,
            ExchangeMode mode,
            TypeInformation<?> type) {}

    /** A loop before its operators are put into vertices. */
    private record LoopNodes(String name, Handle head, List<Handle> operators) {}

    private final List<OperatorNode> operators = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final List<LoopNodes> loops = new ArrayList<>();
    private final Map<Integer, OperatorId> givenIds = new HashMap<>();
    private final Map<Integer, Duration> bufferTimeouts = new HashMap<>();
    private boolean chainingAllowed = true;

    public Handle add(OperatorNode operator) {
        operators.add(operator);
        return new Handle(operators.size() - 1);
    }

    /** @param input 0, or 1 for the right input */
    public void connect(
            Handle source,
            Optional<String> sideOutput,
            Handle target,
            int input,
            ExchangePattern pattern,
            ExchangeMode mode,
            TypeInformation<?> type) {
        if (source.index() >= target.index()) {
            throw new IllegalArgumentException(
                    "'" + operators.get(target.index()).name() + "' was added before '"
                            + operators.get(source.index()).name() + "', which feeds it");
        }
        connections.add(new Connection(
                source.index(), sideOutput, target.index(), input, legal(source, target, pattern), mode, type));
    }

    /** Begins a loop with the operator at its head, which is not chained to others. */
    public void loop(String name, Handle head) {
        loops.add(new LoopNodes(name, head, new ArrayList<>(List.of(head))));
    }

    /** Says that an operator runs in the supersteps of a loop. */
    public void inLoop(Handle head, Handle operator) {
        loopOf(head).operators.add(operator);
    }

    /** Leads what an operator of a loop makes back to the loop's head. */
    public void feedBack(Handle source, Handle head, int input, ExchangePattern pattern, TypeInformation<?> type) {
        if (!loopOf(head).operators.contains(source)) {
            throw new IllegalArgumentException(
                    "'" + operators.get(source.index()).name() + "' is not in the loop of '"
                            + operators.get(head.index()).name() + "'");
        }
        connections.add(new Connection(
                source.index(), Optional.empty(), head.index(), input, pattern, ExchangeMode.PIPELINED, type));
    }

    private LoopNodes loopOf(Handle head) {
        return loops.stream()
                .filter(loop -> loop.head.equals(head))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + operators.get(head.index()).name() + "' is not the head of a loop"));
    }

    /** Gives an operator an id that does not come from its uid or place: the one that a snapshot has its state under. */
    public void identify(Handle operator, OperatorId id) {
        givenIds.put(operator.index(), id);
    }

    /** Says how long what an operator emits may wait in a batch, where that is not the job's time. */
    public void flush(Handle operator, Duration bufferTimeout) {
        bufferTimeouts.put(operator.index(), bufferTimeout);
    }

    /** Switches chaining off for the whole graph. */
    public JobGraphBuilder disableChaining() {
        chainingAllowed = false;
        return this;
    }

    public JobGraph build(String name, JobGraph.Mode mode, ExecutionConfig config, Map<String, String> configuration) {
        checkUids();
        if (config.hasGenericTypesDisabled()) {
            connections.forEach(
                    c -> GenericTypes.refuse(c.type, operators.get(c.source).name()));
        }
        int[] vertexOf = new int[operators.size()];
        List<List<Integer>> chains = findChains(vertexOf);
        List<OperatorId> ids = operatorIds();
        checkIds(ids);
        List<Vertex> vertices = new ArrayList<>();
        for (List<Integer> chain : chains) {
            vertices.add(vertex(vertices.size(), chain, ids));
        }
        List<Edge> edges = new ArrayList<>();
        for (Connection c : connections) {
            if (vertexOf[c.source] != vertexOf[c.target]) {
                edges.add(new Edge(
                        edges.size(),
                        vertexOf[c.source],
                        c.sideOutput,
                        vertexOf[c.target],
                        c.input,
                        c.pattern,
                        c.mode,
                        serialized(c.type, operators.get(c.source).name())));
            }
        }
        List<Loop> ofVertices = loops.stream()
                .map(loop -> new Loop(
                        loop.name,
                        vertexOf[loop.head.index()],
                        loop.operators.stream()
                                .map(operator -> vertexOf[operator.index()])
                                .distinct()
                                .sorted()
                                .toList(),
                        kept(loop, vertexOf)))
                .toList();
        List<Edge> ordered =
                mode == JobGraph.Mode.BATCH ? ExchangeStages.separate(vertices.size(), edges, ofVertices) : edges;
        return new JobGraph(
                name, mode, vertices, ordered, configuration, serialized(config, name), ofVertices, List.of());
    }

    // Only the first operator of a chain has edges.
    private List<Loop.Kept> kept(LoopNodes loop, int[] vertexOf) {
        List<Loop.Kept> kept = new ArrayList<>();
        for (Connection c : connections) {
            if (loop.operators.contains(new Handle(c.target)) && vertexOf[c.source] != vertexOf[c.target]) {
                operators
                        .get(c.target)
                        .factory()
                        .keeps(c.input)
                        .map(form -> new Loop.Kept(vertexOf[c.target], c.input, form))
                        .filter(each -> !kept.contains(each))
                        .ifPresent(kept::add);
            }
        }
        return kept;
    }

    /** Forward between unequal parallelisms is what users mean by rebalance. */
    private ExchangePattern legal(Handle source, Handle target, ExchangePattern pattern) {
        boolean unequal = operators.get(source.index()).parallelism()
                != operators.get(target.index()).parallelism();
        return pattern instanceof ExchangePattern.Forward && unequal ? new ExchangePattern.Rebalance() : pattern;
    }

    private void checkUids() {
        Map<String, String> names = new HashMap<>();
        for (OperatorNode operator : operators) {
            operator.uid().ifPresent(uid -> {
                String other = names.putIfAbsent(uid, operator.name());
                if (other != null) {
                    throw new IllegalArgumentException("the uid '" + uid + "' is used by '" + other + "' and by '"
                            + operator.name() + "'; give every operator a uid of its own");
                }
            });
        }
    }

    /** Only ids that the user gave can be equal to others. */
    private void checkIds(List<OperatorId> ids) {
        Map<OperatorId, String> names = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            String other = names.putIfAbsent(ids.get(i), operators.get(i).name());
            if (other != null) {
                throw new IllegalArgumentException("the uid hash " + ids.get(i) + " is that of '" + other + "' and of '"
                        + operators.get(i).name() + "'; give every operator one of its own");
            }
        }
    }

    // A chain grows in the order of adding, so vertices come out in topological order of their last operators; a vertex
    // must however stand before all its consumers and after all its producers: inner operators have one producer only
    // (in the chain), so the order of the chains' heads is topological too.
    private List<List<Integer>> findChains(int[] vertexOf) {
        List<List<Integer>> chains = new ArrayList<>();
        for (int i = 0; i < operators.size(); i++) {
            Integer before = chainedTo(i);
            if (before != null) {
                vertexOf[i] = vertexOf[before];
                chains.get(vertexOf[i]).add(i);
            } else {
                vertexOf[i] = chains.size();
                chains.add(new ArrayList<>(List.of(i)));
            }
        }
        return chains;
    }

    private @Nullable Integer chainedTo(int target) {
        List<Connection> in =
                connections.stream().filter(c -> c.target == target).toList();
        if (!chainingAllowed || in.size() != 1) {
            return null;
        }
        Connection link = in.get(0);
        OperatorNode before = operators.get(link.source);
        OperatorNode after = operators.get(target);
        boolean alone =
                connections.stream().filter(c -> c.source == link.source).count() == 1;
        boolean chained = alone
                && link.pattern instanceof ExchangePattern.Forward
                && link.mode == ExchangeMode.PIPELINED
                && link.sideOutput.isEmpty()
                && after.inputTypes().size() == 1
                && before.parallelism() == after.parallelism()
                && before.maxParallelism() == after.maxParallelism()
                && before.slotSharingGroup().equals(after.slotSharingGroup())
                && before.chaining() != OperatorNode.Chaining.NEVER
                && after.chaining() == OperatorNode.Chaining.ALWAYS;
        return chained ? link.source : null;
    }

    private Vertex vertex(int index, List<Integer> chain, List<OperatorId> ids) {
        OperatorNode head = operators.get(chain.get(0));
        String name = chain.stream().map(i -> operators.get(i).name()).collect(Collectors.joining(" -> "));
        List<ChainedOperator> chained = new ArrayList<>();
        for (int i : chain) {
            OperatorNode operator = operators.get(i);
            chained.add(new ChainedOperator(
                    ids.get(i),
                    operator.name(),
                    operator.uid(),
                    serialized(operator.factory(), operator.name()),
                    operator.coordinator().map(factory -> serialized(factory, operator.name())),
                    operator.factory().blocks(),
                    operator.inputTypes().isEmpty() ? 0 : operator.factory().memoryWeight(),
                    operator.inputTypes().stream()
                            .<SerializedValue<TypeInformation<?>>>map(type -> serialized(type, operator.name()))
                            .toList()));
        }
        return new Vertex(
                index,
                name,
                head.parallelism(),
                head.maxParallelism(),
                head.slotSharingGroup(),
                bufferTimeouts.get(chain.get(chain.size() - 1)),
                chained);
    }

    /** As given; else from the uid, else from the operator's name, the ids of what feeds it, and how many such there were before. */
    private List<OperatorId> operatorIds() {
        List<OperatorId> ids = new ArrayList<>();
        Map<String, Integer> twins = new HashMap<>();
        for (int i = 0; i < operators.size(); i++) {
            int target = i;
            String place = operators.get(i).name()
                    + connections.stream()
                            .filter(c -> c.target == target && c.source < target)
                            .map(c -> "<" + c.input + ":" + ids.get(c.source).hex()
                                    + c.sideOutput.map(t -> "/" + t).orElse(""))
                            .collect(Collectors.joining());
            int twin = twins.merge(place, 1, Integer::sum);
            OperatorId given = givenIds.get(i);
            ids.add(
                    given != null
                            ? given
                            : OperatorId.hashOf(operators
                                    .get(i)
                                    .uid()
                                    .map(uid -> "uid:" + uid)
                                    .orElse("place:" + place + "#" + twin)));
        }
        return ids;
    }

    private static <T extends Serializable> SerializedValue<T> serialized(T value, String operator) {
        try {
            return new SerializedValue<>(value);
        } catch (IOException e) {
            throw new InvalidProgramException(
                    "operator '" + operator + "' is not serializable: " + e.getMessage()
                            + "; make the class and all that its fields hold serializable, or mark fields transient",
                    e);
        }
    }
}
