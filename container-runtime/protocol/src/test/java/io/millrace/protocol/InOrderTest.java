package io.millrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;

class InOrderTest {
    @ParameterizedTest
    @Seeds(50)
    void eachComesOutOnceAndInOrderHoweverTheyCome(long seed, int size) {
        Random random = new Random(seed);
        List<Long> sent = new ArrayList<>(LongStream.range(0, size).boxed().toList());
        for (int repeated = random.nextInt(size + 1); repeated > 0; repeated--) {
            sent.add((long) random.nextInt(size));
        }
        Collections.shuffle(sent, random);
        InOrder<String> inOrder = new InOrder<>();
        List<String> out = new ArrayList<>();
        sent.forEach(number -> out.addAll(inOrder.take(number, "m" + number)));
        assertThat(out)
                .isEqualTo(LongStream.range(0, size).mapToObj(n -> "m" + n).toList());
        assertThat(inOrder.next()).isEqualTo(size);
    }
}
