package com.modalarmor.similar;

/**
 * Turns away nearly every shingle that no sketch holds. The same bits in two sizes: the coarse ones
 * stay in a processor's cache while other tables come and go, and turn away most. Filled once, then
 * shared between threads.
 */
final class ShingleFilter {

  /** Bits for each entry, as a power of two. */
  private static final int ROOM_LOG = 3;

  private static final int FINE_LOG_MAX = 27;

  /** 128 KB. */
  private static final int COARSE_LOG_MAX = 20;

  private final long[] fine;
  private final long[] coarse;
  private final int fineShift;
  private final int coarseShift;

  /**
   * @param entriesLog room for so many entries, as a power of two
   */
  ShingleFilter(int entriesLog) {
    int fineLog = Math.min(FINE_LOG_MAX, entriesLog + ROOM_LOG);
    int coarseLog = Math.min(fineLog, COARSE_LOG_MAX);
    fine = new long[1 << (fineLog - 6)];
    coarse = new long[1 << (coarseLog - 6)];
    fineShift = Integer.SIZE - fineLog;
    coarseShift = Integer.SIZE - coarseLog;
  }

  void add(int hash) {
    set(fine, hash >>> fineShift);
    set(coarse, hash >>> coarseShift);
  }

  /** False = no sketch holds it. */
  boolean mayHold(int hash) {
    return isSet(coarse, hash >>> coarseShift) && isSet(fine, hash >>> fineShift);
  }

  private static void set(long[] bits, int bit) {
    bits[bit >> 6] |= 1L << bit;
  }

  private static boolean isSet(long[] bits, int bit) {
    return (bits[bit >> 6] & 1L << bit) != 0;
  }

  long memoryBytes() {
    return 8L * (fine.length + coarse.length);
  }
}
