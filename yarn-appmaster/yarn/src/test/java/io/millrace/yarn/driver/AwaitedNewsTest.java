package io.millrace.yarn.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AwaitedNewsTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
    private final AwaitedNews awaited = new AwaitedNews(now::get);

    @Test
    void isNoneAtTheBeginning() {
        assertThat(awaited.isAny()).isFalse();
    }

    @Test
    void isAnyAsLongAsARequestIsOpen() {
        awaited.asked();
        awaited.asked();
        awaited.takenBack();
        assertThat(awaited.isAny()).isTrue();
        awaited.takenBack();
        assertThat(awaited.isAny()).isFalse();
    }

    @Test
    void isAnyForAWhileAfterASuspicion() {
        awaited.suspect();
        now.addAndGet(AwaitedNews.SUSPICION.toNanos() - 1);
        assertThat(awaited.isAny()).isTrue();
        now.addAndGet(1);
        assertThat(awaited.isAny()).isFalse();
    }
}
