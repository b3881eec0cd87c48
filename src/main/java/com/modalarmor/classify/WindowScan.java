package com.modalarmor.classify;

import com.modalarmor.text.Pause;

/**
 * Finds the most suspicious window of the stretches of a text. Of a long text, it finds that of
 * each paragraph, and that of those that lie in more than one. Scratch; single-threaded.
 */
final class WindowScan {

  private static final int WINDOW_BLOCKS = AttackModel.WINDOW_BLOCKS;

  /** Blocks between two pauses, a power of two: some 8,000 characters. */
  private static final int PAUSE_BLOCKS = 64;

  boolean found;

  /** That window's, minus infinity where none is found. */
  float logit;

  int start;
  int end;

  private final Weights weights;
  private final NGrams reader;
  private final Pause pause;
  private final int[] sums = new int[WINDOW_BLOCKS];
  private final int[] counts = new int[WINDOW_BLOCKS];
  private final int[] starts = new int[WINDOW_BLOCKS];
  private char[] text = new char[0];
  private int blocksRead; // of all texts and sections

  /** Blocks of this stretch, and how many of them came before this paragraph. */
  private int blocks;

  private int blocksBefore;

  /** The most suspicious window over paragraphs; minus infinity where there is none. */
  float acrossLogit;

  int acrossStart;
  int acrossEnd;

  WindowScan(Weights weights, NGrams reader, Pause pause) {
    this.weights = weights;
    this.reader = reader;
    this.pause = pause;
  }

  /** Starts with a text at {@code from}. */
  void begin(char[] chars, int from) {
    text = chars;
    found = false;
    logit = Float.NEGATIVE_INFINITY;
    start = from;
    end = from;
  }

  /** Reads a stretch of it. */
  void stretch(int from, int to) {
    apart();
    paragraph(from, to);
  }

  /** What comes next does not stand beside what was read. */
  void apart() {
    blocks = 0;
    acrossLogit = Float.NEGATIVE_INFINITY;
  }

  /** Forgets the window over paragraphs, not what was read. */
  void acrossAgain() {
    acrossLogit = Float.NEGATIVE_INFINITY;
  }

  /** Reads the next paragraph of a stretch, as if it stood alone. */
  void paragraph(int from, int to) {
    byte[] features = weights.features();
    blocksBefore = blocks;
    reader.begin(text, from, to);
    while (reader.nextSum(features)) {
      int slot = blocks % WINDOW_BLOCKS;
      sums[slot] = reader.sum;
      counts[slot] = reader.count;
      starts[slot] = reader.start;
      blocks++;
      if ((++blocksRead & (PAUSE_BLOCKS - 1)) == 0) {
        pause.here();
      }
      windowsEndingHere(slot, weights.scale(), weights.bias());
    }
  }

  private void windowsEndingHere(int lastSlot, float scale, float bias) {
    int sum = 0;
    int count = 0;
    int most = Math.min(blocks, WINDOW_BLOCKS);
    int inside = blocks - blocksBefore;
    for (int size = 1; size <= most; size++) {
      int slot = (lastSlot - size + 1 + WINDOW_BLOCKS) % WINDOW_BLOCKS;
      sum += sums[slot];
      count += counts[slot];
      float z = AttackModel.logitOf(sum * scale, count, bias);
      if (count == 0) {
        continue;
      }
      if (size > inside) {
        if (z > acrossLogit) {
          acrossLogit = z;
          acrossStart = starts[slot];
          acrossEnd = reader.end;
        }
      } else if (z > logit || !found) {
        found = true;
        logit = z;
        start = starts[slot];
        end = reader.end;
      }
    }
  }
}
