package com.modalarmor.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws rows evenly from a stream of unknown length (reservoir sampling). Stateless. */
final class Sample {

  private Sample() {}

  /** At most {@code size} attacks, then at most {@code size} benign rows. */
  static List<LabelledRow> draw(RowStream stream, int size, long seed) throws IOException {
    Reservoir<LabelledRow> attacks = new Reservoir<>(size, seed);
    Reservoir<LabelledRow> benign = new Reservoir<>(size, seed + 1);
    stream.forEach(
        (file, row) -> {
          if (row.attack()) {
            attacks.offer(row);
          } else if (row.benign()) {
            benign.offer(row);
          }
        });
    List<LabelledRow> drawn = new ArrayList<>(attacks.kept);
    drawn.addAll(benign.kept);
    return drawn;
  }

  /** Keeps {@code size} of what it is offered, each with the same chance. Single-threaded. */
  static final class Reservoir<T> {

    final List<T> kept = new ArrayList<>();
    private final int size;
    private final SplittableRandom random;
    private long offered;

    Reservoir(int size, long seed) {
      this.size = size;
      this.random = new SplittableRandom(seed);
    }

    void offer(T item) {
      offered++;
      if (kept.size() < size) {
        kept.add(item);
        return;
      }
      long at = random.nextLong(offered);
      if (at < size) {
        kept.set((int) at, item);
      }
    }
  }
}
