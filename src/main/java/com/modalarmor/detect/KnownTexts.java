package com.modalarmor.detect;

import com.modalarmor.chat.TextRun;
import com.modalarmor.settings.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * Which texts nothing was found in, by their keyed hashes. A conversation is sent whole with every
 * question, and so are a system instruction and the results of an agent's tools: what was read once
 * need not be read again. Confined to one thread; of fixed size, older texts give way.
 *
 * <p>A text is known to the same plan, trust and reader alone. A plan is another one as soon as any
 * of its rules is; a reader is one caller, so that time does not tell what others have sent.
 */
public final class KnownTexts {

  /** Shorter ones are read as fast as they are hashed; longer ones would hold up the thread. */
  static final int CHARS_MIN = 48;

  static final int CHARS_MAX = 1 << 20;

  /** Neighbouring cells in which a text may lie. */
  private static final int WAYS = 4;

  private static final int PIECE_CHARS = 1 << 12;

  private final MessageDigest digest = Sha256.digest();
  private final byte[] secret = new byte[Sha256.BYTES];
  private final byte[] hash = new byte[Sha256.BYTES];
  private final ByteBuffer numbers = ByteBuffer.allocate(3 * Long.BYTES);
  private final char[] chars = new char[PIECE_CHARS];
  private final ByteBuffer bytes =
      ByteBuffer.allocate(Character.BYTES * PIECE_CHARS).order(ByteOrder.nativeOrder());
  private final CharBuffer units = bytes.asCharBuffer();
  private final long[] high;
  private final long[] low;
  private final float[] likelihoods;
  private final int mask;
  private int turn;
  private long keyHigh;
  private long keyLow;
  private int cell;

  /**
   * @param textsMax how many are kept at most; 0 = none
   */
  public KnownTexts(int textsMax) {
    int sets = Integer.highestOneBit(textsMax / WAYS);
    mask = sets - 1;
    high = new long[sets * WAYS];
    low = new long[sets * WAYS];
    likelihoods = new float[sets * WAYS];
    new SecureRandom().nextBytes(secret);
  }

  /** Keeps none. */
  static KnownTexts none() {
    return new KnownTexts(0);
  }

  /**
   * Whether it is worth to ask about a text.
   *
   * @param reader null = nobody's
   */
  boolean takes(String reader, TextRun run) {
    int length = run.text().length();
    return reader != null && mask >= 0 && length >= CHARS_MIN && length <= CHARS_MAX;
  }

  /** True when nothing was found in it; {@link #likelihood} then tells the rest. */
  boolean knows(ScanPlan plan, String reader, TextRun run) {
    key(plan, reader, run);
    int first = ((int) keyLow & mask) * WAYS;
    for (int i = first; i < first + WAYS; i++) {
      if (low[i] == keyLow && high[i] == keyHigh) {
        cell = i;
        return true;
      }
    }
    return false;
  }

  /** The model's probability of an attack in the text that was known. */
  float likelihood() {
    return likelihoods[cell];
  }

  /** Keeps the text that was asked about last: nothing was found in it. */
  void add(float likelihood) {
    int at = ((int) keyLow & mask) * WAYS + (turn++ & WAYS - 1);
    low[at] = keyLow;
    high[at] = keyHigh;
    likelihoods[at] = likelihood;
  }

  /** Over all that a finding may hang on, each of known length. */
  private void key(ScanPlan plan, String reader, TextRun run) {
    byte[] who = reader.getBytes(StandardCharsets.UTF_8);
    int[] starts = run.starts();
    digest.update(secret);
    add(plan.number(), run.trust().ordinal(), (long) who.length << Integer.SIZE | starts.length);
    digest.update(who);
    for (int i = 1; i < starts.length; i++) {
      add(starts[i], 0, 0);
    }
    String text = run.text();
    for (int from = 0; from < text.length(); from += PIECE_CHARS) {
      int count = Math.min(PIECE_CHARS, text.length() - from);
      text.getChars(from, from + count, chars, 0);
      units.clear().put(chars, 0, count);
      digest.update(bytes.array(), 0, Character.BYTES * count);
    }
    try {
      digest.digest(hash, 0, hash.length);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
    ByteBuffer words = ByteBuffer.wrap(hash);
    keyHigh = words.getLong();
    keyLow = words.getLong();
  }

  private void add(long first, long second, long third) {
    numbers.clear().putLong(first).putLong(second).putLong(third);
    digest.update(numbers.array());
  }
}
