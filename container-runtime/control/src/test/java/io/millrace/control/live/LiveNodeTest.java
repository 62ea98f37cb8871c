package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.Actor;
import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveNodeTest {
    private record Word(String text) implements Message {}

    private final InProcessTransport wires = new InProcessTransport();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> broken = new LinkedBlockingQueue<>();
    private final List<LiveNode> nodes = new ArrayList<>();

    private LiveNode node(String name) {
        LiveNode node = LiveNode.start(
                name, wires, (actor, message, cause) -> broken.add(actor + " " + message + " " + cause.getMessage()));
        nodes.add(node);
        return node;
    }

    @AfterEach
    void close() {
        nodes.forEach(LiveNode::close);
    }

    private String next(BlockingQueue<String> queue) throws InterruptedException {
        return queue.poll(10, TimeUnit.SECONDS);
    }

    private Actor<Word> listener() {
        return (word, turn) -> heard.add(word.text());
    }

    @Test
    void startsAnActorBeforeItsFirstMessage() throws Exception {
        LiveNode node = node("n");
        node.host("a", new Actor<Word>() {
            @Override
            public void start(Turn turn) {
                heard.add("started at " + turn.self());
            }

            @Override
            public void on(Word word, Turn turn) {
                heard.add(word.text());
            }
        });
        node.post("a", new Word("first"));
        assertThat(next(heard)).isEqualTo("started at a@n");
        assertThat(next(heard)).isEqualTo("first");
    }

    @Test
    void deliversToNeighboursByReferenceAndInOrder() throws Exception {
        node("b").host("listener", listener());
        LiveNode a = node("a");
        a.host("speaker", (Actor<Word>) (word, turn) ->
                IntStream.range(0, 500).forEach(i -> turn.send(new Address("b", "listener"), new Word("" + i))));
        a.post("speaker", new Word("go"));
        for (int i = 0; i < 500; i++) {
            assertThat(next(heard)).isEqualTo("" + i);
        }
    }

    @Test
    void dropsWhatGoesToNobody() throws Exception {
        LiveNode node = node("n");
        node.host("listener", listener());
        node.host("speaker", (Actor<Word>) (word, turn) -> {
            turn.send(new Address("nowhere", "x"), new Word("lost"));
            turn.send(new Address("n", "nobody"), new Word("lost"));
            turn.send(new Address("n", "listener"), new Word("after"));
        });
        node.post("speaker", new Word("go"));
        assertThat(next(heard)).isEqualTo("after");
        assertThat(broken).isEmpty();
    }

    @Test
    void aTimerThatIsArmedAgainIsReplacedAndADisarmedOneNeverComes() throws Exception {
        LiveNode node = node("n");
        node.host("a", new Actor<Word>() {
            @Override
            public void start(Turn turn) {
                turn.arm(new TimerName("replaced"), Duration.ofMillis(1), new Word("old"));
                turn.arm(new TimerName("replaced"), Duration.ofMillis(20), new Word("new"));
                turn.arm(new TimerName("disarmed"), Duration.ofMillis(2), new Word("never"));
                turn.disarm(new TimerName("disarmed"));
                turn.arm(new TimerName("last"), Duration.ofMillis(40), new Word("last"));
            }

            @Override
            public void on(Word word, Turn turn) {
                heard.add(word.text());
            }
        });
        assertThat(next(heard)).isEqualTo("new");
        assertThat(next(heard)).isEqualTo("last");
    }

    @Test
    void reportsAnActorThatBreaksAndGoesOnWithTheOthers() throws Exception {
        LiveNode node = node("n");
        node.host("sane", listener());
        node.host("mad", (Actor<Word>) (word, turn) -> {
            throw new IllegalStateException("mad at " + word.text());
        });
        node.post("mad", new Word("x"));
        node.post("mad", new Word("y"));
        node.post("sane", new Word("z"));
        assertThat(next(heard)).isEqualTo("z");
        assertThat(next(broken)).isEqualTo("mad@n Word[text=x] mad at x");
        assertThat(broken).as("a broken actor takes no more turns").isEmpty();
    }

    @Test
    void retiresAnActorWithItsTimers() throws Exception {
        LiveNode node = node("n");
        node.host("a", new Actor<Word>() {
            @Override
            public void start(Turn turn) {
                turn.arm(new TimerName("t"), Duration.ofMillis(20), new Word("timer of the retired"));
                heard.add("started");
            }

            @Override
            public void on(Word word, Turn turn) {
                heard.add(word.text());
            }
        });
        assertThat(next(heard)).isEqualTo("started");
        node.retire("a");
        node.host("a", new Actor<Word>() {
            @Override
            public void start(Turn turn) {
                turn.arm(new TimerName("t"), Duration.ofMillis(60), new Word("timer of the heir"));
            }

            @Override
            public void on(Word word, Turn turn) {
                heard.add(word.text());
            }
        });
        assertThat(next(heard)).isEqualTo("timer of the heir");
    }

    @Test
    void refusesASecondActorOfTheSameName() {
        LiveNode node = node("n");
        node.host("a", listener());
        assertThatThrownBy(() -> node.host("a", listener()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'a'")
                .hasMessageContaining("'n'");
    }

    @Test
    void leavesNoThreadWhenClosedEvenInTheMiddleOfATurn() throws Exception {
        LiveNode node = node("closing");
        CountDownLatch inTurn = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        node.host("slow", (Actor<Word>) (word, turn) -> {
            inTurn.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            heard.add("done");
        });
        node.post("slow", new Word("x"));
        assertThat(inTurn.await(10, TimeUnit.SECONDS)).isTrue();
        go.countDown();
        node.close();
        assertThat(heard).containsExactly("done");
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(Thread::isAlive)
                        .map(Thread::getName))
                .doesNotContain("millrace-closing");
    }
}
