package com.modalarmor.vector.watch;

import com.modalarmor.vector.Metric;
import com.modalarmor.vector.watch.Floods.Group;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Notes what is written and asked, and tells which vectors are odd. Thread-safe; remembers some 400
 * KB for each of the places met last.
 *
 * <p>A place is a collection as one class of subjects writes to it: what is told of a row depends
 * on nothing that its writer's equals have not written, so nobody learns from it what others hide.
 */
public final class VectorWatch {

  private static final int PLACES_MAX = 64;

  /** Rows of one request that are odd, by their index. */
  public record Marks(BitSet flooding, BitSet hubs) {}

  private static final class Place {
    final Metric metric;
    final int dimension;
    final Floods floods = new Floods();
    final Sample sample;
    final Occurrences occurrences = new Occurrences();

    Place(Metric metric, int dimension, SplittableRandom random) {
      this.metric = metric;
      this.dimension = dimension;
      this.sample = new Sample(metric, random);
    }
  }

  private final LongSupplier nanos;
  private final SplittableRandom random;
  private final Map<String, Place> places = new Recent<>(PLACES_MAX);

  /** Which rows are kept to compare with, nobody outside can foretell. */
  public VectorWatch(LongSupplier nanos) {
    this(nanos, new SplittableRandom());
  }

  VectorWatch(LongSupplier nanos, SplittableRandom random) {
    this.nanos = nanos;
    this.random = random;
  }

  private Place place(String name, Metric metric, int dimension) {
    synchronized (places) {
      Place place = places.get(name);
      if (place == null || place.metric != metric || place.dimension != dimension) {
        place = new Place(metric, dimension, random.split());
        places.put(name, place);
      }
      return place;
    }
  }

  /**
   * Rows that are about to be written, all of one dimension.
   *
   * @param vectors with nulls for rows whose vector stays
   */
  public Marks written(String name, Metric metric, List<String> ids, List<float[]> vectors) {
    Marks marks = new Marks(new BitSet(), new BitSet());
    List<Group> groups = new ArrayList<>(vectors.size());
    Place place = null;
    for (int i = 0; i < vectors.size(); i++) {
      float[] vector = vectors.get(i);
      if (vector == null) {
        groups.add(null);
        continue;
      }
      place = place == null ? place(name, metric, vector.length) : place;
      groups.add(add(place, i, ids.get(i), Sketch.of(vector, metric), marks));
    }
    for (int i = 0; i < groups.size(); i++) {
      marks.flooding().set(i, groups.get(i) != null && groups.get(i).isFlood());
    }
    return marks;
  }

  private Group add(Place place, int index, String id, float[] row, Marks marks) {
    synchronized (place) {
      Sample sample = place.sample;
      boolean hub = sample.isHub(row);
      marks.hubs().set(index, hub);
      Group group = place.floods.add(row, id, sample.typical(), nanos.getAsLong());
      if (!hub && group.isNew()) {
        sample.offer(row); // neither floods nor hubs make up what is ordinary
      }
      return group;
    }
  }

  /** A query that waits for its answer. */
  public static final class Asked {
    private final Place place;
    private final Occurrences.Asked query;

    private Asked(Place place, Occurrences.Asked query) {
      this.place = place;
      this.query = query;
    }

    /** The number of hubs among the rows that it finds, nearest first. */
    public int found(List<String> keys) {
      synchronized (place) {
        return place.occurrences.add(query, keys);
      }
    }
  }

  /** A query, as it is asked: the greater part of the work is done before its answer comes. */
  public Asked asked(String name, Metric metric, float[] query) {
    Place place = place(name, metric, query.length);
    float[] direction = Sketch.of(query, Metric.COSINE);
    synchronized (place) {
      return new Asked(place, place.occurrences.asked(direction));
    }
  }
}
