package io.millrace.control.live;

import io.millrace.control.Actor;
import io.millrace.control.Actors;
import io.millrace.control.Address;
import io.millrace.control.Message;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * The actors of one process (or of one node of several in a JVM), on one thread of their own. All methods may be called
 * by any thread.
 */
public final class LiveNode implements Actors, AutoCloseable {
    private final String name;
    private final ActorLoop loop;
    private final StepThread thread;
    private final Runnable leave;

    private LiveNode(String name, Transport transport, TurnFailure onFailure, Runnable leave) {
        this.name = name;
        this.leave = leave;
        this.loop = new ActorLoop(name, Clock.systemUTC(), RandomGenerator.getDefault(), transport, onFailure);
        this.thread = new StepThread("millrace-" + name, loop, loop::idleNanos);
    }

    /** A node whose messages to others go by {@code transport}; what comes from there is given to {@link #receive}. */
    public static LiveNode start(String name, Transport transport, TurnFailure onFailure) {
        LiveNode node = new LiveNode(name, transport, onFailure, () -> {});
        node.thread.start();
        return node;
    }

    /** A node among others of this JVM. */
    public static LiveNode start(String name, InProcessTransport neighbours, TurnFailure onFailure) {
        LiveNode[] self = new LiveNode[1];
        LiveNode node = new LiveNode(name, neighbours, onFailure, () -> neighbours.leave(self[0]));
        self[0] = node;
        neighbours.join(node);
        node.thread.start();
        return node;
    }

    public String name() {
        return name;
    }

    public Address address(String actor) {
        return new Address(name, actor);
    }

    @Override
    public void host(String actorName, Actor<?> actor) {
        loop.host(actorName, actor);
        thread.wakeUp();
    }

    @Override
    public void retire(String actorName) {
        loop.retire(actorName);
    }

    @Override
    public void post(String actor, Message message) {
        loop.post(actor, message);
        if (!thread.isOwn()) {
            thread.wakeUp();
        }
    }

    /** Takes what the transport brought. */
    public void receive(Address to, Message message) {
        post(to.actor(), message);
    }

    /** Ends the turns after the current one; when it returns, the node's thread has ended. */
    @Override
    public void close() {
        leave.run();
        thread.close();
    }
}
