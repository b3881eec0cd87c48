package com.modalarmor.classify;

import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import java.util.List;

/** How unusual each trigram of character classes is in harmless text. Stateless. */
final class Surprise {

  private static final double TENTHS_OF_BITS = 10 / Math.log(2);

  private Surprise() {}

  /** Tenths of a bit, at most 127, for each trigram. */
  static byte[] table(List<LabelledText> rows, Views views) {
    long[] counts = new long[Shape.TRIGRAMS];
    long[] before = new long[Shape.TRIGRAMS >> 5];
    for (LabelledText row : rows) {
      if (!row.attack()) {
        views.read(row.text());
        count(views.folded(), counts, before);
      }
    }
    byte[] table = new byte[Shape.TRIGRAMS];
    for (int i = 0; i < table.length; i++) {
      double p = (counts[i] + 0.5) / (before[i >> 5] + 16.0);
      table[i] = (byte) Math.max(0, Math.min(127, -Math.log(p) * TENTHS_OF_BITS));
    }
    return table;
  }

  private static void count(View text, long[] counts, long[] before) {
    int classes = 27 << 5 | 27;
    char last = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.chars()[i] == '\n' ? ' ' : text.chars()[i];
      if (c == ' ' && last == ' ') {
        continue;
      }
      last = c;
      classes = (classes << 5 | CharTable.trigramClass(c)) & (Shape.TRIGRAMS - 1);
      counts[classes]++;
      before[classes >> 5]++;
    }
  }
}
