package io.millrace.testing;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.types.Key;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A point of any dimension; points are ordered by their coordinates. */
public class CoordVector implements Key<CoordVector> {
    private static final long serialVersionUID = 1L;

    private double[] coordinates;

    public CoordVector() {
        this(new double[0]);
    }

    public CoordVector(Double[] coordinates) {
        this(Arrays.stream(coordinates).mapToDouble(Double::doubleValue).toArray());
    }

    public CoordVector(double[] coordinates) {
        this.coordinates = coordinates;
    }

    public double[] getCoordinates() {
        return coordinates;
    }

    public void setCoordinates(double[] coordinates) {
        this.coordinates = coordinates;
    }

    /** The Euclidean distance; -1 if the dimensions differ. */
    public double computeEuclidianDistance(CoordVector other) {
        if (other.coordinates.length != coordinates.length) {
            return -1.0;
        }
        double sum = 0;
        for (int i = 0; i < coordinates.length; i++) {
            double difference = coordinates[i] - other.coordinates[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    @Override
    public int compareTo(CoordVector other) {
        return Arrays.compare(coordinates, other.coordinates);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        double[] read = new double[in.readInt()];
        for (int i = 0; i < read.length; i++) {
            read[i] = in.readDouble();
        }
        coordinates = read;
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        out.writeInt(coordinates.length);
        for (double coordinate : coordinates) {
            out.writeDouble(coordinate);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CoordVector that && Arrays.equals(coordinates, that.coordinates);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(coordinates);
    }

    @Override
    public String toString() {
        return Arrays.toString(coordinates);
    }
}
