package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The network learns what words in a row say, and ships as it was learnt. */
class PhraseNetTest {

  private static final String[] FILLER = {
    "the", "river", "was", "cold", "and", "we", "took", "a", "boat", "to", "old", "town", "for",
    "bread", "with", "salt", "while", "rain", "fell", "on", "green", "roofs"
  };

  private final NGrams reader = new NGrams();

  /** A network that says nothing of any text. */
  static PhraseNet silent() {
    return new PhraseNet(
        PhraseNet.pack(new byte[PhraseNet.ROWS * PhraseNet.ROW]),
        new float[PhraseNet.FILTERS],
        new float[PhraseNet.FILTERS],
        new float[PhraseNet.HIDDEN * PhraseNet.PART],
        new float[PhraseNet.HIDDEN],
        new float[PhraseNet.HIDDEN],
        0);
  }

  private record Row(String text, boolean attack) {}

  /** An attack holds "open gate"; a harmless text "gate open", or one of the words. */
  private static List<Row> rows(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      StringBuilder text = new StringBuilder();
      int words = 8 + random.nextInt(90);
      int at = random.nextInt(words);
      boolean attack = i % 2 == 0;
      String[] sayings = {"gate open", "open", "gate", "open the gate"};
      for (int w = 0; w < words; w++) {
        String said = attack ? "open gate" : sayings[random.nextInt(4)];
        text.append(w == at ? said : FILLER[random.nextInt(FILLER.length)]).append(' ');
      }
      rows.add(new Row(text.toString(), attack));
    }
    return rows;
  }

  private int[] words(String text) {
    int[] words = new int[2_000];
    int n = 0;
    reader.begin(text.toCharArray(), 0, text.length());
    while (reader.nextWords()) {
      System.arraycopy(reader.ids, 0, words, n, reader.count);
      n += reader.count;
    }
    return Arrays.copyOf(words, n);
  }

  private PhraseLearner learnt(long seed) {
    PhraseLearner learner = new PhraseLearner(seed);
    for (int round = 0; round < 6; round++) {
      for (Row row : rows(1_200, 20_261_126)) {
        learner.learn(words(row.text()), row.attack() ? 0.98f : 0.05f, 1, 1 - round / 6f);
      }
    }
    return learner;
  }

  /** What ships, all of it learnt by the same learner, or by each of two. */
  private static PhraseNet shipped(PhraseLearner first, PhraseLearner second) {
    List<PhraseLearner> nets = new ArrayList<>();
    for (int net = 0; net < PhraseNet.NETS; net++) {
      nets.add(net % 2 == 0 ? first : second);
    }
    return PhraseLearner.rounded(nets);
  }

  @Test
  void it_tells_the_order_of_words_anywhere_in_a_text() {
    PhraseLearner learner = learnt(1);
    int right = 0;
    List<Row> rows = rows(400, 77);
    for (Row row : rows) {
      right += learner.logit(words(row.text())) > 0 == row.attack() ? 1 : 0;
    }
    assertEquals(400, rows.size());
    assertTrue(right >= 380, "right: " + right);
  }

  @Test
  void the_table_in_bytes_scores_as_the_learner_does() {
    PhraseLearner learner = learnt(1);
    PhraseScan scan = new PhraseScan(shipped(learner, learner));
    int alike = 0;
    for (Row row : rows(300, 5)) {
      char[] chars = row.text().toCharArray();
      float z = scan.score(reader, chars, 0, chars.length);
      float expected = learner.logit(words(row.text()));
      alike += Math.abs(z - expected) < 0.25 + 0.05 * Math.abs(expected) ? 1 : 0;
    }
    assertTrue(alike >= 297, "alike: " + alike);
    assertEquals(
        scan.score(reader, new char[0], 0, 0), learner.logit(new int[0]), 0.01, "of nothing");
  }

  /** The obvious way, number by number. */
  private static float slowly(PhraseNet net, int[] words) {
    byte[] steps = net.steps();
    int total = words.length + PhraseNet.WIDTH - 1;
    int halves = (total + PhraseNet.HALF - 1) / PhraseNet.HALF;
    int[][] best = new int[halves][PhraseNet.FILTERS];
    for (int i = 0; i < total; i++) {
      for (int f = 0; f < PhraseNet.FILTERS; f++) {
        int sum = 0;
        for (int place = 0; place < PhraseNet.WIDTH; place++) {
          int at = i - (PhraseNet.WIDTH - 1 - place);
          int word = at >= 0 && at < words.length ? words[at] : PhraseNet.NOTHING;
          int number = place * PhraseNet.FILTERS + f;
          sum += steps[PhraseNet.ownRow(word) * PhraseNet.ROW + number];
          sum += steps[PhraseNet.groupRow(word) * PhraseNet.ROW + number];
          sum += steps[PhraseNet.conceptRow(word) * PhraseNet.ROW + number];
        }
        int[] half = best[i / PhraseNet.HALF];
        half[f] = i % PhraseNet.HALF == 0 ? sum : Math.max(half[f], sum);
      }
    }
    float highest = Float.NEGATIVE_INFINITY;
    float[] matches = new float[PhraseNet.FILTERS];
    for (int h = 0; h < halves; h++) {
      float z = net.outBias();
      for (int f = 0; f < matches.length; f++) {
        int sum = h == 0 ? best[h][f] : Math.max(best[h][f], best[h - 1][f]);
        matches[f] = Math.max(0, sum * net.scales()[f] + net.biases()[f]);
      }
      for (int unit = 0; unit < PhraseNet.HIDDEN; unit++) {
        float sum = net.hiddenBiases()[unit];
        for (int f = 0; f < PhraseNet.PART; f++) {
          int own = unit / PhraseNet.PART_UNITS * PhraseNet.PART + f;
          sum += net.hidden()[unit * PhraseNet.PART + f] * matches[own];
        }
        z += net.out()[unit] * Math.max(0, sum);
      }
      highest = Math.max(highest, z);
    }
    return highest;
  }

  @Test
  void eight_numbers_at_once_say_what_one_by_one_say() {
    SplittableRandom random = new SplittableRandom(20_261_126);
    byte[] steps = new byte[PhraseNet.ROWS * PhraseNet.ROW];
    random.nextBytes(steps);
    for (int row : new int[] {PhraseNet.NO_GROUP, PhraseNet.NO_CONCEPT}) {
      Arrays.fill(steps, row * PhraseNet.ROW, (row + 1) * PhraseNet.ROW, (byte) 0);
    }
    PhraseNet net =
        new PhraseNet(
            PhraseNet.pack(steps),
            floats(random, PhraseNet.FILTERS, 0.01f),
            floats(random, PhraseNet.FILTERS, 1),
            floats(random, PhraseNet.HIDDEN * PhraseNet.PART, 1),
            floats(random, PhraseNet.HIDDEN, 1),
            floats(random, PhraseNet.HIDDEN, 1),
            0.5f);
    assertTrue(Arrays.equals(steps, net.steps()), "numbers come back");
    PhraseScan scan = new PhraseScan(net);
    int compared = 0;
    for (Row row : rows(200, 8)) {
      char[] chars = row.text().toCharArray();
      assertEquals(
          slowly(net, words(row.text())), scan.score(reader, chars, 0, chars.length), row.text());
      compared++;
    }
    assertEquals(slowly(net, new int[0]), scan.score(reader, new char[0], 0, 0), "of nothing");
    assertEquals(200, compared);
  }

  private static float[] floats(SplittableRandom random, int count, float scale) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) (random.nextDouble() - 0.5) * scale;
    }
    return floats;
  }

  @Test
  void the_mean_of_two_networks_counts() {
    PhraseLearner one = learnt(1);
    PhraseLearner two = learnt(2);
    PhraseNet both = shipped(one, two);
    PhraseNet first = shipped(one, one);
    PhraseNet second = shipped(two, two);
    float[] matches = new float[PhraseNet.FILTERS];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < matches.length; i++) {
      matches[i] = (float) random.nextDouble();
    }
    float[] ofFirst = Arrays.copyOf(matches, matches.length);
    float[] ofSecond = Arrays.copyOf(matches, matches.length);
    System.arraycopy(matches, 0, ofFirst, PhraseNet.PART, PhraseNet.PART);
    System.arraycopy(matches, PhraseNet.PART, ofSecond, 0, PhraseNet.PART);
    assertEquals(
        (logit(first, ofFirst) + logit(second, ofSecond)) / 2, logit(both, matches), 1e-3, "mean");
  }

  @Test
  void units_are_added_up_side_by_side_as_one_by_one() {
    PhraseNet net = shipped(learnt(1), learnt(2));
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 100; round++) {
      float[] matches = new float[PhraseNet.FILTERS];
      for (int i = 0; i < matches.length; i++) {
        matches[i] = random.nextInt(3) == 0 ? 0 : (float) random.nextDouble() * 4;
      }
      float z = net.outBias();
      for (int unit = 0; unit < PhraseNet.HIDDEN; unit++) {
        float sum = net.hiddenBiases()[unit];
        for (int f = 0; f < PhraseNet.PART; f++) {
          sum +=
              net.hidden()[unit * PhraseNet.PART + f]
                  * matches[unit / PhraseNet.PART_UNITS * PhraseNet.PART + f];
        }
        z += net.out()[unit] * Math.max(0, sum);
      }
      assertEquals(z, logit(net, matches), "round " + round);
    }
  }

  private static float logit(PhraseNet net, float[] matches) {
    return net.logit(
        matches, net.byFilter(), new int[PhraseNet.PART + 1], new float[PhraseNet.PART_UNITS]);
  }

  @Test
  void equal_seeds_learn_the_same_and_others_do_not() {
    PhraseLearner again = learnt(1);
    PhraseLearner other = learnt(2);
    long[] one = shipped(learnt(1), other).table();
    assertTrue(Arrays.equals(one, shipped(again, other).table()));
    assertNotEquals(Arrays.hashCode(one), Arrays.hashCode(shipped(other, other).table()));
  }

  @Test
  void a_word_has_three_rows_and_none_has_zeros() {
    int word = PhraseNet.word(0xFFFFFFFF, 1_000, 42);
    assertTrue(word > 0);
    assertEquals((1 << 13) - 1, PhraseNet.ownRow(word));
    assertEquals(PhraseNet.NO_GROUP + 1_000, PhraseNet.groupRow(word));
    assertEquals(PhraseNet.NO_CONCEPT + 42, PhraseNet.conceptRow(word));
    PhraseLearner learner = new PhraseLearner(1);
    byte[] table = shipped(learner, learner).steps();
    for (int row :
        new int[] {
          PhraseNet.ownRow(PhraseNet.NOTHING),
          PhraseNet.groupRow(PhraseNet.word(7, 0, 0)),
          PhraseNet.conceptRow(PhraseNet.word(7, 0, 0))
        }) {
      for (int i = 0; i < PhraseNet.ROW; i++) {
        assertEquals(0, table[row * PhraseNet.ROW + i]);
      }
    }
  }
}
