package io.millrace.operators.group;

import io.millrace.dataflow.tuple.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random words with counts, and the naive way to add them up. */
final class WordCounts {
    private WordCounts() {}

    static List<Tuple2<String, Integer>> random(long seed, int size) {
        Random random = new Random(seed);
        int words = 1 + random.nextInt(size * 20);
        List<Tuple2<String, Integer>> records = new ArrayList<>();
        for (int i = 0; i < size * 30; i++) {
            records.add(Tuple2.of("w" + random.nextInt(words), random.nextInt(100)));
        }
        return records;
    }

    static Map<String, Integer> sums(List<Tuple2<String, Integer>> records) {
        Map<String, Integer> sums = new TreeMap<>();
        records.forEach(record -> sums.merge(record.f0, record.f1, Integer::sum));
        return sums;
    }
}
