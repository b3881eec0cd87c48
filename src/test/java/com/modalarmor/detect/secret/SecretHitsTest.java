package com.modalarmor.detect.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SecretHitsTest {

  private static final int CASES = 20_000;
  private static final long SEED = Long.getLong("seed", 20_261_126L);
  private static final float[] SCORES = {0.65f, 0.8f, 0.9f, 0.95f, 0.99f};

  private final SecretRule rule = SecretFinder.PACK.at(0);

  private record Hit(int number, int start, int end, float score) {
    boolean overlaps(Hit other) {
      return start < other.end && other.start < end;
    }
  }

  @Test
  void two_sure_secrets_under_one_weak_value_are_both_kept() {
    SecretHits hits = new SecretHits();
    hits.add(rule, 10, 200, 0.9f);
    hits.add(rule, 40, 80, 0.95f);
    hits.add(rule, 190, 320, 0.95f);
    hits.settle();
    assertEquals(2, hits.kept());
    assertEquals(40, hits.start(0));
    assertEquals(190, hits.start(1));
    assertEquals(1, hits.groups());
    assertEquals(10, hits.groupStart(0));
    assertEquals(320, hits.groupEnd(0));
  }

  @Test
  void of_readings_of_one_encoding_what_lies_within_a_surer_one_goes() {
    SplittableRandom random = new SplittableRandom(SEED);
    SecretHits hits = new SecretHits();
    int gone = 0;
    for (int i = 0; i < CASES; i++) {
      hits.clear();
      List<Hit> all = new ArrayList<>();
      for (int j = random.nextInt(12); j >= 0; j--) {
        int start = random.nextInt(12);
        Hit hit =
            new Hit(
                all.size(),
                start,
                start + 1 + random.nextInt(12),
                SCORES[random.nextInt(SCORES.length)]);
        all.add(hit);
        hits.add(rule, hit.start(), hit.end(), hit.score());
      }
      hits.settleWithin();
      List<String> kept = new ArrayList<>();
      for (int j = 0; j < hits.kept(); j++) {
        kept.add(hits.start(j) + "-" + hits.end(j) + " " + hits.score(j));
      }
      List<String> expected =
          all.stream()
              .filter(hit -> all.stream().noneMatch(other -> outdoes(other, hit)))
              .map(hit -> hit.start() + "-" + hit.end() + " " + hit.score())
              .sorted()
              .toList();
      assertEquals(expected, kept.stream().sorted().toList(), "seed " + SEED);
      gone += all.size() - kept.size();
    }
    assertTrue(gone > CASES, gone + " gone");
  }

  @Test
  void as_many_surer_hits_as_an_attacker_likes_may_lie_in_a_weak_one() {
    SecretHits hits = new SecretHits();
    int inner = 200_000;
    hits.add(rule, 0, 4 * inner, 0.4f);
    for (int i = 0; i < inner; i++) {
      hits.add(rule, 4 * i, 4 * i + 3, 0.95f);
      hits.add(rule, 4 * i + 1, 4 * i + 2, 0.4f);
    }
    hits.settleWithin();
    assertEquals(1 + inner, hits.kept());
  }

  private static boolean outdoes(Hit one, Hit other) {
    boolean holds = one.start() <= other.start() && one.end() >= other.end();
    boolean same = one.start() == other.start() && one.end() == other.end();
    return one.number() != other.number()
        && holds
        && (one.score() > other.score()
            || (one.score() == other.score() && (!same || one.number() < other.number())));
  }

  @Test
  void what_stays_is_what_choosing_the_best_again_and_again_leaves() {
    SplittableRandom random = new SplittableRandom(SEED);
    SecretHits hits = new SecretHits();
    int tried = 0;
    for (int i = 0; i < CASES; i++) {
      hits.clear();
      List<Hit> all = new ArrayList<>();
      int count = 1 + random.nextInt(24);
      int span = 20 + random.nextInt(400);
      for (int j = 0; j < count; j++) {
        int start = random.nextInt(span);
        Hit hit =
            new Hit(
                j, start, start + 1 + random.nextInt(60), SCORES[random.nextInt(SCORES.length)]);
        all.add(hit);
        hits.add(rule, hit.start(), hit.end(), hit.score());
      }
      hits.settle();
      List<String> kept = new ArrayList<>();
      for (int j = 0; j < hits.kept(); j++) {
        kept.add(hits.start(j) + "-" + hits.end(j) + " " + hits.score(j));
      }
      assertEquals(slowly(all), kept, "seed " + SEED + ", case " + i);
      tried++;
    }
    assertEquals(CASES, tried);
  }

  private static List<String> slowly(List<Hit> all) {
    List<Hit> left = new ArrayList<>(all);
    List<Hit> kept = new ArrayList<>();
    while (!left.isEmpty()) {
      Hit best =
          left.stream()
              .min(
                  Comparator.<Hit>comparingDouble(hit -> -hit.score())
                      .thenComparingInt(hit -> hit.start() - hit.end())
                      .thenComparingInt(Hit::number))
              .orElseThrow();
      kept.add(best);
      left.removeIf(best::overlaps);
    }
    kept.sort(Comparator.comparingInt(Hit::start));
    return kept.stream().map(h -> h.start() + "-" + h.end() + " " + h.score()).toList();
  }
}
