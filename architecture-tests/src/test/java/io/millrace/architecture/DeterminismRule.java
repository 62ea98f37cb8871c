package io.millrace.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Control code touches the world only through its turn and its ports: one seed, one run.
 *
 * <p>So it reads no clock, draws no chance, starts no thread, and never meets an order that differs between two runs:
 * that of hash tables over identity or salted hashes. {@code Set.of} and {@code Map.of} are such: the JVM salts them
 * anew at each start.
 */
final class DeterminismRule {

    private static final String RULE =
            "Control code reads no clock, draws no chance, starts no thread, and iterates in "
                    + "an order that is the same in every run.";

    private static final List<String> CONTROL = List.of(
            "io.millrace.control", "io.millrace.protocol", "io.millrace.jobmanager", "io.millrace.taskmanager.control");
    private static final List<String> LIVE = List.of("io.millrace.control.live", "io.millrace.jobmanager.live");

    private static final String FROM_THE_TURN = "Take the time from the turn, and arm a named timer to be woken.";
    private static final String BY_SEED = "Take chance and ids from the turn's generator, or from a counter.";
    private static final String BY_MESSAGE =
            "Send a message, or give the work to a port; only control.live has threads.";
    private static final String IN_ORDER = "Use LinkedHashMap, LinkedHashSet, TreeMap, EnumMap, EnumSet or a List.";

    private static final String WIRED_OUTSIDE =
            "Declare a port here and let local or yarn hand in what is live; the simulation hands in a fake.";

    /** Types that may not be named at all. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("java.lang.Thread", BY_MESSAGE),
            Map.entry("java.util.Timer", BY_MESSAGE),
            Map.entry("java.util.concurrent.CompletableFuture", BY_MESSAGE),
            Map.entry("java.util.concurrent.Executor", BY_MESSAGE),
            Map.entry("java.util.concurrent.Executors", BY_MESSAGE),
            Map.entry("java.util.concurrent.ExecutorService", BY_MESSAGE),
            Map.entry("java.util.concurrent.ScheduledExecutorService", BY_MESSAGE),
            Map.entry("java.util.concurrent.ForkJoinPool", BY_MESSAGE),
            Map.entry("java.util.concurrent.CountDownLatch", BY_MESSAGE),
            Map.entry("java.util.concurrent.locks.ReentrantLock", BY_MESSAGE),
            Map.entry("java.util.concurrent.ThreadLocalRandom", BY_SEED),
            Map.entry("java.security.SecureRandom", BY_SEED),
            Map.entry("java.util.HashMap", IN_ORDER),
            Map.entry("java.util.HashSet", IN_ORDER),
            Map.entry("java.util.IdentityHashMap", IN_ORDER),
            Map.entry("java.util.WeakHashMap", IN_ORDER),
            Map.entry("java.util.concurrent.ConcurrentHashMap", IN_ORDER));

    /** Methods that may not be called or referred to, whatever they are given: {@code Type.name}. */
    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("java.lang.System.currentTimeMillis", FROM_THE_TURN),
            Map.entry("java.lang.System.nanoTime", FROM_THE_TURN),
            Map.entry("java.time.Instant.now", FROM_THE_TURN),
            Map.entry("java.time.LocalDate.now", FROM_THE_TURN),
            Map.entry("java.time.LocalDateTime.now", FROM_THE_TURN),
            Map.entry("java.time.ZonedDateTime.now", FROM_THE_TURN),
            Map.entry("java.time.Clock.systemUTC", FROM_THE_TURN),
            Map.entry("java.time.Clock.systemDefaultZone", FROM_THE_TURN),
            Map.entry("java.util.UUID.randomUUID", BY_SEED),
            Map.entry("java.lang.Math.random", BY_SEED),
            Map.entry("java.util.random.RandomGenerator.getDefault", BY_SEED),
            Map.entry("java.lang.System.identityHashCode", IN_ORDER),
            Map.entry("java.util.Set.copyOf", IN_ORDER),
            Map.entry("java.util.Map.copyOf", IN_ORDER),
            Map.entry("java.util.Map.ofEntries", IN_ORDER),
            Map.entry("java.util.stream.Collectors.toSet", IN_ORDER),
            Map.entry("java.util.stream.Collectors.toUnmodifiableSet", IN_ORDER),
            Map.entry("java.util.stream.Collectors.toUnmodifiableMap", IN_ORDER));

    /** The same, but only with this many parameters: the longer forms are told where to collect, or what to hold. */
    private static final Map<String, Set<Integer>> SHORT_FORMS = Map.of(
            "java.util.stream.Collectors.toMap", Set.of(2, 3),
            "java.util.stream.Collectors.groupingBy", Set.of(1, 2));

    private static final Map<String, Integer> LONGEST_ORDERED = Map.of("java.util.Set.of", 1, "java.util.Map.of", 2);

    private final House house;

    DeterminismRule(House house) {
        this.house = house;
    }

    List<Offence> check(Iterable<JavaClass> classes) {
        List<Offence> offences = new ArrayList<>();
        for (JavaClass type : classes) {
            if (isControl(type.getPackageName())) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    checkType(dependency).ifPresent(offences::add);
                }
                accesses(type).forEach(access -> checkCall(access).ifPresent(offences::add));
            }
        }
        return offences;
    }

    static boolean isControl(String packageName) {
        return CONTROL.stream().anyMatch(control -> Arrows.isAtOrBelow(packageName, control)) && !isLive(packageName);
    }

    private static boolean isLive(String packageName) {
        return LIVE.stream().anyMatch(live -> Arrows.isAtOrBelow(packageName, live));
    }

    private static Stream<JavaCodeUnitAccess<?>> accesses(JavaClass type) {
        return type.getCodeUnits().stream()
                .map(JavaCodeUnit.class::cast)
                .flatMap(unit -> Stream.concat(
                        unit.getCallsFromSelf().stream(),
                        Stream.concat(
                                unit.getMethodReferencesFromSelf().stream(),
                                unit.getConstructorReferencesFromSelf().stream())));
    }

    private Optional<Offence> checkType(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        String remedy = isLive(target.getPackageName()) ? WIRED_OUTSIDE : TYPES.get(target.getName());
        return Optional.ofNullable(remedy)
                .map(what -> new Offence(
                        ArrowRule.place(house, dependency.getOriginClass(), dependency.getSourceCodeLocation()),
                        RULE,
                        dependency.getOriginClass().getName() + " uses " + target.getName(),
                        what));
    }

    private Optional<Offence> checkCall(JavaCodeUnitAccess<?> access) {
        String method =
                access.getTargetOwner().getName() + "." + access.getTarget().getName();
        int parameters = access.getTarget().getRawParameterTypes().size();
        return remedy(method, access.getTarget().getName(), parameters)
                .map(remedy -> new Offence(
                        ArrowRule.place(house, access.getOriginOwner(), access.getSourceCodeLocation()),
                        RULE,
                        access.getOriginOwner().getName() + " calls " + method,
                        remedy));
    }

    private static Optional<String> remedy(String method, String name, int parameters) {
        if (name.equals("parallelStream") || method.endsWith("Stream.parallel")) {
            return Optional.of("Use stream(): parallel streams run on other threads.");
        }
        if (method.equals("java.util.Random.<init>") || method.equals("java.util.SplittableRandom.<init>")) {
            return parameters == 0 ? Optional.of(BY_SEED) : Optional.empty();
        }
        if (SHORT_FORMS.getOrDefault(method, Set.of()).contains(parameters)) {
            return Optional.of(IN_ORDER + " Give the collector its map: LinkedHashMap::new.");
        }
        if (parameters > LONGEST_ORDERED.getOrDefault(method, Integer.MAX_VALUE)) {
            return Optional.of(IN_ORDER);
        }
        // With an array for a parameter, Set.of takes any number.
        if (method.equals("java.util.Set.of") && parameters == 1) {
            return Optional.empty();
        }
        return Optional.ofNullable(METHODS.get(method));
    }
}
