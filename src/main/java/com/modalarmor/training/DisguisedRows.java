package com.modalarmor.training;

import com.modalarmor.classify.LabelledText;
import com.modalarmor.classify.LabelledTexts;
import com.modalarmor.evaluation.obfuscate.Obfuscation;
import com.modalarmor.evaluation.obfuscate.Obfuscations;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Harmless rows in every disguise. In found data nearly all that is disguised is an attack, so a
 * model would learn that a disguise is one; what it says is for the decoded views to tell.
 * Stateless.
 */
public final class DisguisedRows {

  private static final int CHARS_MIN = 20;
  private static final int CHARS_MAX = 600;

  private DisguisedRows() {}

  /** {@code each} rows of each disguise, the same for a seed; each disguise is its own source. */
  public static List<LabelledText> of(List<LabelledTexts> files, long seed, int each) {
    List<LabelledText> harmless = new ArrayList<>();
    for (LabelledTexts file : files) {
      for (LabelledText row : file.rows()) {
        int length = row.text().length();
        boolean plain = !row.attack() && !row.kind().equals(LabelledText.HARMFUL);
        if (plain && length >= CHARS_MIN && length <= CHARS_MAX) {
          harmless.add(row);
        }
      }
    }
    List<LabelledText> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (Obfuscation disguise : Obfuscations.all()) {
      for (int i = 0; i < each && !harmless.isEmpty(); i++) {
        LabelledText row = harmless.get(random.nextInt(harmless.size()));
        rows.add(
            new LabelledText(
                row.id() + ":" + disguise.name(),
                disguise.apply(row.text(), random),
                false,
                row.kind(),
                row.lang(),
                "disguise:" + disguise.name()));
      }
    }
    return rows;
  }
}
