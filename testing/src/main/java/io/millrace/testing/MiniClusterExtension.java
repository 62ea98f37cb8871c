package io.millrace.testing;

import io.millrace.client.ClusterClient;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.local.LocalCluster;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs the programs of a test class on one cluster in the JVM, started once for the class:
 *
 * <pre>{@code
 * class MyJobTest {
 *     @RegisterExtension
 *     static final MiniClusterExtension CLUSTER = new MiniClusterExtension(
 *             new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());
 *
 *     @Test
 *     void doubles() throws Exception {
 *         ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
 *         assertThat(env.fromElements(1, 2).map(x -> 2 * x).collect()).containsExactlyInAnyOrder(2, 4);
 *     }
 * }
 * }</pre>
 *
 * <p>Environments that are given no parallelism take that of all slots. A parameter of type {@link LocalCluster} is the
 * cluster itself, one of type {@link ClusterClient} its client. Jobs that still run after the last test are cancelled. Must be a static field: a cluster for each test
 * would be slow.
 */
public class MiniClusterExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(MiniClusterExtension.class);

    private final Supplier<MiniClusterResourceConfiguration> size;
    private @Nullable MiniClusterWithClientResource resource;

    /** One TaskManager with a slot for each processor. */
    public MiniClusterExtension() {
        this(new MiniClusterResourceConfiguration.Builder()
                .setNumberSlotsPerTaskManager(Runtime.getRuntime().availableProcessors())
                .build());
    }

    public MiniClusterExtension(MiniClusterResourceConfiguration miniClusterResourceConfiguration) {
        this(() -> miniClusterResourceConfiguration);
    }

    /** @param miniClusterResourceConfigurationSupplier asked when the class's tests begin */
    public MiniClusterExtension(Supplier<MiniClusterResourceConfiguration> miniClusterResourceConfigurationSupplier) {
        this.size = miniClusterResourceConfigurationSupplier;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        MiniClusterWithClientResource started = new MiniClusterWithClientResource(size.get());
        started.before();
        resource = started;
    }

    /** Once more for each test: JUnit may run it on another thread than {@code beforeAll}. */
    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put(this, running().enter());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ExecutionContext.Scope scope = context.getStore(NAMESPACE).remove(this, ExecutionContext.Scope.class);
        if (scope != null) {
            scope.close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        running().after();
        resource = null;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalCluster.class || type == ClusterClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ClusterClient.class
                ? running().getClusterClient()
                : running().getCluster();
    }

    /** All slots of the cluster, while it runs. */
    public int getNumberSlots() {
        return running().getNumberSlots();
    }

    private MiniClusterWithClientResource running() {
        MiniClusterWithClientResource running = resource;
        if (running == null) {
            throw new IllegalStateException(
                    "the cluster of this test class does not run; is the extension a static field with"
                            + " @RegisterExtension?");
        }
        return running;
    }
}
