package io.millrace.dataflow.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InputSplitAssignerTest {
    @Test
    void givesLocalSplitsFirstWhateverTheDomain() {
        LocatableInputSplitAssigner assigner = new LocatableInputSplitAssigner(List.of(
                new LocatableInputSplit(0, "one"),
                new LocatableInputSplit(1, "two.example.org"),
                new LocatableInputSplit(2, "one.example.org")));
        assertThat(assigner.getNextInputSplit("Two", 0).getSplitNumber()).isEqualTo(1);
        assertThat(assigner.getNextInputSplit("one.other", 0).getSplitNumber()).isEqualTo(0);
        assertThat(assigner.getNextInputSplit("one", 0).getSplitNumber()).isEqualTo(2);
        assertThat(assigner.getNextInputSplit("one", 0)).isNull();
        assertThat(assigner.getNumberOfLocalAssignments()).isEqualTo(3);
        assertThat(assigner.getNumberOfRemoteAssignments()).isZero();
    }

    @Test
    void takesFromOthersWhatFewestOfThoseWhoAskHave() {
        LocatableInputSplitAssigner assigner = new LocatableInputSplitAssigner(List.of(
                new LocatableInputSplit(0, new String[] {"busy"}),
                new LocatableInputSplit(1, new String[] {"busy"}),
                new LocatableInputSplit(2, new String[] {"silent"})));
        assertThat(assigner.getNextInputSplit("busy", 0).getSplitNumber()).isEqualTo(0);
        assertThat(assigner.getNextInputSplit("elsewhere", 1).getSplitNumber()).isEqualTo(2);
        assertThat(assigner.getNextInputSplit(null, 1).getSplitNumber()).isEqualTo(1);
        assertThat(assigner.getNextInputSplit("busy", 0)).isNull();
    }

    @Test
    void doesNotTakeAddressesForNames() {
        LocatableInputSplitAssigner assigner = new LocatableInputSplitAssigner(
                List.of(new LocatableInputSplit(0, "10.0.0.1"), new LocatableInputSplit(1, "10.0.0.2")));
        assertThat(assigner.getNextInputSplit("10.0.0.2", 0).getSplitNumber()).isEqualTo(1);
    }

    @Test
    void givesOutAgainWhatCameBack() {
        LocatableInputSplitAssigner assigner =
                new LocatableInputSplitAssigner(List.of(new LocatableInputSplit(0, "one")));
        InputSplit split = assigner.getNextInputSplit("one", 0);
        assertThat(assigner.getNextInputSplit("one", 0)).isNull();
        assigner.returnInputSplit(List.of(split), 0);
        assertThat(assigner.getNextInputSplit("one", 1)).isSameAs(split);

        DefaultInputSplitAssigner plain = new DefaultInputSplitAssigner(
                new InputSplit[] {new GenericInputSplit(0, 2), new GenericInputSplit(1, 2)});
        InputSplit first = plain.getNextInputSplit(null, 0);
        assertThat(first.getSplitNumber()).isZero();
        plain.returnInputSplit(List.of(first), 0);
        assertThat(plain.getNextInputSplit(null, 0)).isSameAs(first);
        assertThat(plain.getNextInputSplit(null, 0).getSplitNumber()).isEqualTo(1);
        assertThat(plain.getNextInputSplit(null, 0)).isNull();
    }
}
