package com.modalarmor.classify;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The rows that one of several learners sees: the attacks of some sources are left out. In the mean
 * of such learners a word that a single source knows counts for less than one that many have.
 * Harmless texts are seen by all: what no learner knows as harmless, the way a mail is laid out, is
 * soon an attack's. Stateless; the same for a seed.
 */
final class SourceBag {

  /** Share of the sources whose attacks a learner does not see. */
  private static final double LEFT_OUT = 0.3;

  /** Of fewer sources none is left out. */
  private static final int SOURCES_MIN = 8;

  /** The source of rows that all learners see: a disguise says nothing, whatever else they know. */
  static final String ALWAYS = "";

  private SourceBag() {}

  static List<Learner.Example> of(List<Learner.Example> examples, long seed) {
    Set<String> out = leftOut(examples, new SplittableRandom(seed));
    return examples.stream()
        .filter(example -> !example.attack() || !out.contains(example.source()))
        .toList();
  }

  private static Set<String> leftOut(List<Learner.Example> examples, SplittableRandom random) {
    Set<String> sources = new TreeSet<>();
    for (Learner.Example example : examples) {
      if (example.attack() && !example.source().equals(ALWAYS)) {
        sources.add(example.source());
      }
    }
    Set<String> out = new HashSet<>();
    for (String source : sources) {
      if (sources.size() >= SOURCES_MIN && random.nextDouble() < LEFT_OUT) {
        out.add(source);
      }
    }
    return out;
  }
}
