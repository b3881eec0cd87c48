package com.modalarmor.similar;

import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import com.modalarmor.verdict.FindingType;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes sketches of attacks: of the shingles that no harmless text was seen to hold, those with the
 * smallest hashes, so that a longer text with the same words yields the same choice. Used by one
 * thread.
 */
public final class SketchMaker {

  /** 16 MB: about one in twenty shingles of an attack is lost to chance for six million seen. */
  private static final int SEEN_BITS_LOG = 27;

  private final long[] seen = new long[1 << (SEEN_BITS_LOG - 6)];
  private final Views views = new Views();
  private final Shingles shingles = new Shingles();

  /** No sketch made from now on holds a shingle of this harmless text. */
  public void harmless(String text) {
    begin(text);
    while (shingles.next()) {
      int bit = shingles.hash() >>> (32 - SEEN_BITS_LOG);
      seen[bit >> 6] |= 1L << bit;
    }
  }

  /** Empty when too little of the text is its own. */
  public Optional<Sketch> sketch(String id, FindingType type, String text) {
    begin(text);
    TreeSet<Integer> own = new TreeSet<>();
    while (shingles.next()) {
      int bit = shingles.hash() >>> (32 - SEEN_BITS_LOG);
      if ((seen[bit >> 6] & 1L << bit) == 0) {
        own.add(spread(shingles.hash()));
        if (own.size() > Sketch.SHINGLES_MAX) {
          own.pollLast();
        }
      }
    }
    if (own.size() < Sketch.SHINGLES_MIN) {
      return Optional.empty();
    }
    int[] chosen = own.stream().mapToInt(SketchMaker::gather).toArray();
    Arrays.sort(chosen);
    return Optional.of(new Sketch(id, type, chosen));
  }

  private void begin(String text) {
    views.read(text);
    View folded = views.folded();
    shingles.begin(folded.chars(), 0, folded.length());
  }

  /** An order over hashes that has nothing to do with the bit that marks them as seen. */
  private static int spread(int hash) {
    return Integer.reverse(hash);
  }

  private static int gather(int spread) {
    return Integer.reverse(spread);
  }
}
