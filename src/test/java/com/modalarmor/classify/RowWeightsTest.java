package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowWeightsTest {

  private static List<LabelledText> rows(String source, boolean attack, String kind, int count) {
    List<LabelledText> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new LabelledText(source + i, "text " + i, attack, kind, "en", source));
    }
    return rows;
  }

  private static List<LabelledText> found() {
    List<LabelledText> rows = new ArrayList<>(rows("large", false, "benign", 1_600));
    rows.addAll(rows("small", false, "benign", 400));
    rows.addAll(rows("hard", false, "hard-benign", 400));
    rows.addAll(rows("attacks", true, "injection", 90));
    return rows;
  }

  @Test
  void a_small_source_counts_for_more_than_its_size_and_trigger_words_three_times() {
    float[] weights = RowWeights.of(found());
    assertEquals(Math.pow(4, 0.75), weights[1_600] / weights[0], 0.001);
    assertEquals(3, weights[2_000] / weights[1_600], 0.001);
  }

  @Test
  void packaged_texts_take_nothing_from_the_others_and_count_as_told_in_the_mean()
      throws Exception {
    List<LabelledText> rows = found();
    float[] alone = RowWeights.of(rows);
    int before = rows.size();
    rows.addAll(WrittenTexts.packaged().rows());
    float[] weights = RowWeights.of(rows);
    assertArrayEquals(alone, Arrays.copyOf(weights, before));
    double[] sum = new double[2];
    int[] count = new int[2];
    for (int i = before; i < weights.length; i++) {
      int label = rows.get(i).attack() ? 1 : 0;
      sum[label] += weights[i];
      count[label]++;
    }
    // Single texts of a family would count for more than any text may: that is cut off.
    assertEquals(1, sum[0] / count[0], 0.02);
    assertEquals(0.2, sum[1] / count[1], 0.002);
  }
}
