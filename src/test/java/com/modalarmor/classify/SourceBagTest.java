package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceBagTest {

  @Test
  void a_bag_lacks_whole_sources_and_others_lack_others() {
    List<Learner.Example> all = examples(20);
    Set<Set<String>> bags = new HashSet<>();
    Set<String> met = new HashSet<>();
    for (int seed = 0; seed < 7; seed++) {
      List<Learner.Example> seen = SourceBag.of(all, seed);
      Set<String> sources = new HashSet<>();
      seen.forEach(e -> sources.add(e.source() + e.attack()));
      assertTrue(sources.size() >= 26 && sources.size() < 40, "sources: " + sources.size());
      assertEquals(3 * sources.size(), seen.size(), "a source is seen whole or not at all");
      bags.add(sources);
      met.addAll(sources);
    }
    assertEquals(7, bags.size());
    assertEquals(40, met.size(), "each source is in some bag");
  }

  @Test
  void harmless_texts_are_seen_by_all_learners() {
    for (int seed = 0; seed < 7; seed++) {
      assertEquals(60, SourceBag.of(examples(20), seed).stream().filter(e -> !e.attack()).count());
    }
  }

  @Test
  void rows_in_disguise_are_seen_by_all_learners() {
    List<Learner.Example> all = examples(20);
    all.add(new Learner.Example(BLOCKS, WORDS, true, -1, 1, SourceBag.ALWAYS));
    for (int seed = 0; seed < 7; seed++) {
      assertTrue(SourceBag.of(all, seed).contains(all.get(120)));
    }
  }

  @Test
  void of_few_sources_none_is_left_out_and_a_seed_is_a_bag() {
    assertEquals(examples(7), SourceBag.of(examples(7), 1));
    assertEquals(SourceBag.of(examples(20), 3), SourceBag.of(examples(20), 3));
  }

  @Test
  void the_mean_of_learners_has_the_mean_of_their_weights() {
    Learner one = new Learner(1);
    Learner two = new Learner(2);
    one.weights[5] = 1;
    two.weights[5] = 3;
    two.weights[6] = -1;
    one.kinds[0] = 4;
    one.bias = -2;
    two.bias = -4;
    Learner mean = Learner.mean(List.of(one, two));
    assertEquals(2, mean.weights[5]);
    assertEquals(-0.5f, mean.weights[6]);
    assertEquals(2, mean.kinds[0]);
    assertEquals(-3, mean.bias);
  }

  private static final int[][] BLOCKS = {{1}};
  private static final int[] WORDS = {};

  /** Three texts of each label from each source. */
  private static List<Learner.Example> examples(int sources) {
    List<Learner.Example> examples = new ArrayList<>();
    for (int i = 0; i < 6 * sources; i++) {
      examples.add(new Learner.Example(BLOCKS, WORDS, i % 2 == 0, -1, 1, "s" + i / 6));
    }
    return examples;
  }
}
