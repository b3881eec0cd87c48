package com.modalarmor.similar;

import com.modalarmor.text.Pause;
import com.modalarmor.verdict.FindingType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sketches of known attacks, as one table from shingle to attacks. Immutable, shared between
 * threads; each thread looks with a {@link Scratch} of its own.
 *
 * <p>A look goes over the words of a text once. A filter of some bits an entry, small enough for
 * the cache, turns away nearly every shingle of an ordinary text; of the rest each attack met keeps
 * the bits of its shingles. Every {@link #STRIDE} words the attacks met in the last {@link #SPAN}
 * words are judged, so that in a long text nothing adds up over distances no attack has.
 */
public final class KnownAttacks {

  /** Attacks that one index may hold. */
  public static final int ATTACKS_MAX = 1 << 17;

  /** Attacks that share one shingle; a commoner one says little and is left out for the rest. */
  static final int SHARED_MAX = 16;

  /** Words in which an attack must stand. */
  static final int SPAN = 4_096;

  static final int STRIDE = SPAN / 2;

  /** Hits kept of one span; further ones push the judgement forward. */
  private static final int HITS_MAX = 1 << 14;

  private final FindingType[] types;
  private final String[] ids;
  private final byte[] sizes;
  private final int[] keys;
  private final int[] starts;
  private final int[] postings;
  private final ShingleFilter filter;
  private final int mask;

  private KnownAttacks(List<Sketch> sketches) {
    if (sketches.size() > ATTACKS_MAX) {
      throw new IllegalArgumentException("more than " + ATTACKS_MAX + " known attacks");
    }
    types = new FindingType[sketches.size()];
    ids = new String[sketches.size()];
    sizes = new byte[sketches.size()];
    List<long[]> all = new ArrayList<>();
    for (int attack = 0; attack < types.length; attack++) {
      Sketch sketch = sketches.get(attack);
      types[attack] = sketch.type();
      ids[attack] = sketch.id();
      sizes[attack] = (byte) sketch.shingles().length;
      long[] entries = new long[sketch.shingles().length];
      for (int slot = 0; slot < entries.length; slot++) {
        entries[slot] = (long) sketch.shingles()[slot] << 32 | (long) attack << 5 | slot;
      }
      all.add(entries);
    }
    long[] sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    int capacityLog = Math.max(4, 33 - Integer.numberOfLeadingZeros(Math.max(1, sorted.length)));
    mask = (1 << capacityLog) - 1;
    keys = new int[mask + 1];
    starts = new int[mask + 1];
    filter = new ShingleFilter(capacityLog);
    postings = new int[sorted.length + 1];
    fill(sorted);
  }

  /** Builds the table. */
  public static KnownAttacks of(List<Sketch> sketches) {
    return new KnownAttacks(sketches);
  }

  private void fill(long[] sorted) {
    int count = 1; // 0 marks a free cell
    int i = 0;
    while (i < sorted.length) {
      int key = (int) (sorted[i] >> 32);
      int cell = cellOf(key);
      keys[cell] = key;
      starts[cell] = count;
      filter.add(key);
      int last = count - 1;
      for (int shared = 0; i < sorted.length && (int) (sorted[i] >> 32) == key; i++, shared++) {
        if (shared < SHARED_MAX) {
          last = count;
          postings[count++] = (int) sorted[i];
        }
      }
      postings[last] |= Integer.MIN_VALUE; // the list's end
    }
  }

  private int cellOf(int key) {
    int cell = key * 0x9E3779B1 >>> 7 & mask;
    while (starts[cell] != 0 && keys[cell] != key) {
      cell = cell + 1 & mask;
    }
    return cell;
  }

  public int size() {
    return types.length;
  }

  public FindingType typeOf(int attack) {
    return types[attack];
  }

  public String idOf(int attack) {
    return ids[attack];
  }

  /** The size of the tables, about. */
  public long memoryBytes() {
    int entries = keys.length + starts.length + postings.length;
    return 4L * entries + filter.memoryBytes() + 9L * size();
  }

  /** Working memory for one thread. */
  public Scratch newScratch() {
    return newScratch(Pause.NONE);
  }

  /** The same for texts of any length. */
  public Scratch newScratch(Pause pause) {
    return new Scratch(this, pause);
  }

  /**
   * Looks for the attack whose sketch {@code chars[from..to)}, folded text, holds most of; the
   * answer is in {@code scratch}. Returns the share of its shingles that were met, 0 when none.
   */
  public float nearest(char[] chars, int from, int to, Scratch scratch) {
    scratch.clear();
    Shingles words = scratch.shingles;
    words.begin(chars, from, to);
    int boundary = SPAN;
    while (words.next()) {
      int hash = words.hash();
      if (filter.mayHold(hash)) {
        scratch.meet(hash, words);
      }
      if (words.words() >= boundary || scratch.hits >= HITS_MAX) {
        scratch.judge();
        scratch.forget(words.words() - STRIDE);
        boundary = words.words() + STRIDE;
        scratch.pause.here();
      }
    }
    scratch.judge();
    return scratch.bestShare;
  }

  /** What one look found. Confined to one thread; of use with the index that made it. */
  public static final class Scratch {

    private final KnownAttacks index;
    private final Pause pause;
    private final Shingles shingles = new Shingles();
    private final long[] met;
    private final int[] touched;
    private int[] hitPosting = new int[64];
    private int[] hitWord = new int[64];
    private int[] hitStart = new int[64];
    private int[] hitEnd = new int[64];
    private int hits;
    private int best;
    private int bestMet;
    private float bestShare;
    private int bestStart;
    private int bestEnd;

    private Scratch(KnownAttacks index, Pause pause) {
      this.index = index;
      this.pause = pause;
      met = new long[index.size()];
      touched = new int[index.size()];
    }

    /** The attack found, by its place in the index. */
    public int attack() {
      return best;
    }

    /** How many of its shingles were met. */
    public int shinglesMet() {
      return bestMet;
    }

    /** Where the first of them begins, in the text that was looked at. */
    public int start() {
      return bestStart;
    }

    public int end() {
      return bestEnd;
    }

    private void clear() {
      hits = 0;
      best = 0;
      bestMet = 0;
      bestShare = 0;
      bestStart = 0;
      bestEnd = 0;
    }

    private void meet(int hash, Shingles words) {
      int cell = index.cellOf(hash);
      if (index.starts[cell] == 0) {
        return;
      }
      if (hits == hitPosting.length) {
        int room = 2 * hits;
        hitPosting = Arrays.copyOf(hitPosting, room);
        hitWord = Arrays.copyOf(hitWord, room);
        hitStart = Arrays.copyOf(hitStart, room);
        hitEnd = Arrays.copyOf(hitEnd, room);
      }
      hitPosting[hits] = index.starts[cell];
      hitWord[hits] = words.words();
      hitStart[hits] = words.start;
      hitEnd[hits++] = words.end;
    }

    private void judge() {
      int count = 0;
      for (int i = 0; i < hits; i++) {
        int at = hitPosting[i];
        int posting;
        do {
          posting = index.postings[at++];
          int attack = (posting & Integer.MAX_VALUE) >> 5;
          if (met[attack] == 0) {
            touched[count++] = attack;
          }
          met[attack] |= 1L << (posting & 31);
        } while (posting > 0);
      }
      boolean better = false;
      for (int i = 0; i < count; i++) {
        int attack = touched[i];
        int shinglesMet = Long.bitCount(met[attack]);
        float share = shinglesMet / (float) index.sizes[attack];
        if (share > bestShare || (share == bestShare && shinglesMet > bestMet)) {
          best = attack;
          bestMet = shinglesMet;
          bestShare = share;
          better = true;
        }
        met[attack] = 0;
      }
      if (better) {
        place(best);
      }
    }

    private void place(int attack) {
      bestStart = -1;
      for (int i = 0; i < hits; i++) {
        int at = hitPosting[i];
        int posting;
        do {
          posting = index.postings[at++];
          if ((posting & Integer.MAX_VALUE) >> 5 == attack) {
            bestStart = bestStart < 0 ? hitStart[i] : bestStart;
            bestEnd = hitEnd[i];
          }
        } while (posting > 0);
      }
    }

    private void forget(int beforeWord) {
      int drop = 0;
      while (drop < hits && hitWord[drop] < beforeWord) {
        drop++;
      }
      if (hits - drop >= HITS_MAX / 2) {
        drop = hits - HITS_MAX / 2; // a text of nothing but known shingles: judged already
      }
      System.arraycopy(hitPosting, drop, hitPosting, 0, hits - drop);
      System.arraycopy(hitWord, drop, hitWord, 0, hits - drop);
      System.arraycopy(hitStart, drop, hitStart, 0, hits - drop);
      System.arraycopy(hitEnd, drop, hitEnd, 0, hits - drop);
      hits -= drop;
    }
  }
}
