package com.modalarmor.vector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.vector.Metric;
import com.modalarmor.vector.watch.VectorWatch.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Floods and hubs that were planted are told; ordinary rows are not. */
final class VectorWatchTest {

  private static final int ROWS = 3_000;
  private static final long HOUR = 3_600_000_000_000L;

  /** How ordinary rows lie. */
  private enum Corpus {
    /** Everywhere. */
    ROUND,
    /** Around a hundred topics. */
    TOPICS,
    /** All to one side, as many models make them. */
    ONE_SIDED
  }

  private final AtomicLong nanos = new AtomicLong();

  /**
   * One draw of the rows that are compared with: with another, one of 81,000 is flagged at times.
   */
  private final VectorWatch watch = new VectorWatch(nanos::get, new SplittableRandom(1));

  private static float[] random(SplittableRandom random, int dimension, double scale) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) (scale * random.nextGaussian() / Math.sqrt(dimension));
    }
    return vector;
  }

  private static float[] plus(float[] a, float[] b) {
    float[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  private static float[] times(float[] a, double factor) {
    float[] product = a.clone();
    for (int i = 0; i < product.length; i++) {
      product[i] *= (float) factor;
    }
    return product;
  }

  private static List<float[]> corpus(Corpus corpus, int dimension, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] side = random(random, dimension, 1.5);
    List<float[]> topics = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      topics.add(random(random, dimension, 1));
    }
    List<float[]> vectors = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      vectors.add(
          switch (corpus) {
            case ROUND -> random(random, dimension, 1);
            case TOPICS -> plus(topics.get(random.nextInt(100)), random(random, dimension, 0.5));
            case ONE_SIDED -> plus(side, random(random, dimension, 1));
          });
    }
    return vectors;
  }

  private static float[] mean(List<float[]> vectors) {
    float[] sum = new float[vectors.get(0).length];
    for (float[] vector : vectors) {
      sum = plus(sum, vector);
    }
    return times(sum, 1.0 / vectors.size());
  }

  /**
   * Where a metric sees lengths, models make vectors of length 1: a long one is near everything.
   */
  private static float[] ordinary(Metric metric, float[] vector) {
    return metric == Metric.IP ? times(vector, 1 / Math.sqrt(Sketch.dot(vector, vector))) : vector;
  }

  private Marks write(String place, Metric metric, String id, float[] vector) {
    return watch.written(place, metric, List.of(id), List.of(vector));
  }

  @Test
  void ordinary_rows_are_never_flagged() {
    int corpora = 0;
    for (Corpus corpus : Corpus.values()) {
      for (int dimension : new int[] {8, 64, 384}) {
        for (Metric metric : Metric.values()) {
          String place = corpus + " " + dimension + " " + metric;
          List<float[]> vectors = corpus(corpus, dimension, ROWS, 11 + corpora);
          int floods = 0;
          int hubs = 0;
          for (int i = 0; i < ROWS; i++) {
            Marks marks = write(place, metric, "r" + i, ordinary(metric, vectors.get(i)));
            floods += marks.flooding().cardinality();
            hubs += marks.hubs().cardinality();
            nanos.addAndGet(1_000_000);
          }
          assertEquals(0, floods, place);
          assertEquals(0, hubs, place);
          corpora++;
        }
      }
    }
    assertEquals(27, corpora);
  }

  @Test
  void a_flood_between_ordinary_rows_is_flagged_from_its_twentieth_row_on() {
    for (Corpus corpus : Corpus.values()) {
      for (Metric metric : Metric.values()) {
        String place = corpus + " " + metric;
        List<float[]> vectors = corpus(corpus, 384, 2_000, 5);
        SplittableRandom random = new SplittableRandom(6);
        float[] planted = corpus(corpus, 384, 1, 7).get(0);
        int flagged = 0;
        for (int i = 0; i < 2_000; i++) {
          nanos.addAndGet(1_000_000);
          assertTrue(write(place, metric, "r" + i, vectors.get(i)).flooding().isEmpty(), place);
          if (i >= 200 && i % 40 == 0) {
            float[] near = plus(planted, random(random, 384, 0.08));
            flagged += write(place, metric, "f" + i, near).flooding().cardinality();
          }
        }
        assertEquals(45 - 19, flagged, place);
      }
    }
  }

  @Test
  void a_flood_in_one_request_is_flagged_whole_even_as_the_first_rows_of_all() {
    SplittableRandom random = new SplittableRandom(3);
    float[] planted = random(random, 384, 1);
    List<String> ids = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      ids.add("f" + i);
      vectors.add(plus(planted, random(random, 384, 0.02)));
    }
    ids.add("other");
    vectors.add(random(random, 384, 1));
    Marks marks = watch.written("new", Metric.L2, ids, vectors);
    assertEquals(25, marks.flooding().cardinality());
    assertFalse(marks.flooding().get(25));
  }

  @Test
  void the_same_row_written_again_and_rows_of_different_hours_are_no_flood() {
    float[] vector = random(new SplittableRandom(4), 64, 1);
    for (int i = 0; i < 100; i++) {
      assertTrue(write("again", Metric.L2, "same", vector).flooding().isEmpty());
    }
    for (int i = 0; i < 100; i++) {
      nanos.addAndGet(HOUR / 10);
      assertTrue(write("slow", Metric.L2, "s" + i, vector).flooding().isEmpty(), "row " + i);
    }
  }

  @Test
  void a_hub_is_flagged_as_it_is_written() {
    List<float[]> vectors = corpus(Corpus.ONE_SIDED, 384, 1_000, 8);
    float[] middle = mean(vectors);
    for (Metric metric : Metric.values()) {
      String place = "hub " + metric;
      assertTrue(write(place, metric, "early", middle).hubs().isEmpty(), "nothing to compare");
      for (int i = 0; i < 1_000; i++) {
        write(place, metric, "r" + i, vectors.get(i));
      }
      float[] hub = metric == Metric.IP ? times(middle, 3) : middle;
      assertEquals(1, write(place, metric, "hub", hub).hubs().cardinality(), place);
      assertEquals(1, write(place, metric, "second", hub).hubs().cardinality(), place);
    }
  }

  @Test
  void a_row_that_answers_unlike_queries_is_a_hub() {
    SplittableRandom random = new SplittableRandom(9);
    int told = 0;
    for (int q = 0; q < 100; q++) {
      List<String> keys = new ArrayList<>();
      keys.add("hub");
      for (int i = 0; i < 9; i++) {
        keys.add("row " + random.nextInt(5_000));
      }
      told += watch.asked("asked", Metric.COSINE, random(random, 384, 1)).found(keys);
    }
    assertEquals(100 - 31, told, "from the thirty-second query on");
  }

  @Test
  void a_question_asked_often_and_a_small_collection_make_no_hubs() {
    SplittableRandom random = new SplittableRandom(10);
    float[] question = random(random, 384, 1);
    List<String> answer = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      answer.add("row " + i);
    }
    for (int q = 0; q < 200; q++) {
      float[] same = plus(question, random(random, 384, 0.1));
      assertEquals(0, watch.asked("often", Metric.L2, same).found(answer));
      assertEquals(0, watch.asked("small", Metric.L2, random(random, 384, 1)).found(answer));
    }
  }

  @Test
  void places_do_not_know_of_each_other() {
    float[] vector = random(new SplittableRandom(12), 64, 1);
    for (int i = 0; i < 60; i++) {
      String place = "place " + i % 4;
      assertTrue(write(place, Metric.L2, "r" + i, vector).flooding().isEmpty());
    }
  }
}
