package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.state.KeyedStateStore;
import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.windowing.windows.Window;
import java.util.function.LongSupplier;

/** What a window's function may ask for: times, state of the key and of the window, side outputs. */
public final class WindowScope<W extends Window> {
    private final OperatorContext context;
    private final KeyedStateBackend<?> state;
    private final TypeInformation<W> windowType;
    private final Output<?> output;
    private final boolean mayKeepWindowState;
    private final LongSupplier watermark;

    public WindowScope(
            OperatorContext context,
            KeyedStateBackend<?> state,
            TypeInformation<W> windowType,
            Output<?> output,
            boolean mayKeepWindowState,
            LongSupplier watermark) {
        this.context = context;
        this.state = state;
        this.windowType = windowType;
        this.output = output;
        this.mayKeepWindowState = mayKeepWindowState;
        this.watermark = watermark;
    }

    public long processingTime() {
        return context.processingTime();
    }

    public long watermark() {
        return watermark.getAsLong();
    }

    public <X> void output(OutputTag<X> tag, X value, W window) {
        output.collect(tag, value, window.maxTimestamp());
    }

    public KeyedStateStore globalState() {
        return new BackendStateStore() {
            @Override
            <S extends State> S state(StateDescriptor<S, ?> descriptor) {
                return state.state(descriptor);
            }
        };
    }

    public KeyedStateStore windowState(W window) {
        if (!mayKeepWindowState) {
            throw new UnsupportedOperationException("Per-window state is not allowed when using merging windows.");
        }
        return new BackendStateStore() {
            @Override
            <S extends State> S state(StateDescriptor<S, ?> descriptor) {
                return state.state(windowType, descriptor).in(window);
            }
        };
    }
}
