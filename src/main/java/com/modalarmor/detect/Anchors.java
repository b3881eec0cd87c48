package com.modalarmor.detect;

import com.modalarmor.text.View;

/**
 * Places where a shape without a literal may begin: digit runs, {@code @}, {@code ://} and the like,
 * collected in one pass. Scratch; single-threaded.
 */
public final class Anchors {

  /** Collects the anchors of a view. */
  void read(View view) {}
}
