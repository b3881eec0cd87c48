package com.modalarmor.names;

import com.modalarmor.settings.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model as one file: a mark, the card (JSON: data, counts, command, measures), the numbers, the
 * words and the lists, in one fixed order. Stateless.
 *
 * <p>The file is parsed only after its SHA-256 was found to be the expected one, so that not one
 * flipped bit reaches the parser.
 */
public final class NameModelFile {

  private static final byte[] MARK =
      "modal armor name model 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int CARD_BYTES_MAX = 64 << 10;
  private static final int ENTRIES_MAX = 2_000_000;
  private static final int ENTRY_BYTES = 8;
  private static final String PACKAGED = "names.model";

  private NameModelFile() {}

  /** The model that ships with the program, checked against the sum that ships beside it. */
  public static NameModel packaged() throws IOException {
    byte[] file = NameLists.resource(PACKAGED);
    byte[] sum = NameLists.resource(PACKAGED + ".sha256");
    return read(file, new String(sum, StandardCharsets.US_ASCII).trim());
  }

  /**
   * Reads a model; fails with a message that says what is wrong when it is not the expected one.
   */
  public static NameModel read(byte[] file, String sha256) throws IOException {
    String actual = Sha256.over(file).hex();
    if (!actual.equals(sha256)) {
      throw new IOException("name model: its SHA-256 is " + actual + ", expected " + sha256);
    }
    ByteBuffer in = ByteBuffer.wrap(file);
    byte[] mark = new byte[MARK.length];
    if (in.remaining() < mark.length + 4) {
      throw new IOException("name model: cut short");
    }
    in.get(mark);
    if (!Arrays.equals(mark, MARK)) {
      throw new IOException("name model: not a model file of this version");
    }
    byte[] card = new byte[count(in, CARD_BYTES_MAX, 1)];
    in.get(card);
    NameWeights weights = weights(in);
    WordTable words = Tables.words(entries(in));
    Lexicon lexicon = Tables.lexicon(entries(in));
    if (in.hasRemaining()) {
      throw new IOException("name model: longer than it says");
    }
    return new NameModel(
        weights, words, lexicon, new String(card, StandardCharsets.UTF_8), actual.substring(0, 8));
  }

  private static NameWeights weights(ByteBuffer in) throws IOException {
    int count = count(in, FeatureIds.FEATURES, Tags.TAGS);
    long[] filled = new long[FeatureIds.FEATURES / Long.SIZE];
    if (in.remaining() < filled.length * Long.BYTES + count * Tags.TAGS) {
      throw new IOException("name model: made for other sizes, or cut short");
    }
    int set = 0;
    for (int i = 0; i < filled.length; i++) {
      filled[i] = in.getLong();
      set += Long.bitCount(filled[i]);
    }
    if (set != count) {
      throw new IOException("name model: its features do not add up");
    }
    long[] rows = new long[count * 2];
    for (int row = 0; row < count; row++) {
      rows[row * 2 + 1] = (long) WeightRows.BIAS << 8 * (Tags.TAGS - 8);
      for (int tag = 0; tag < Tags.TAGS; tag++) {
        long biased = (in.get() + WeightRows.BIAS) & 0xFFL;
        rows[row * 2 + tag / 8] |= biased << tag % 8 * 8;
      }
    }
    if (in.remaining() < 4 * Tags.LANES * Tags.LANES + 12) {
      throw new IOException("name model: made for other sizes, or cut short");
    }
    int[] transitions = new int[Tags.LANES * Tags.LANES];
    for (int k = 0; k < transitions.length; k++) {
      transitions[k] = in.getInt();
      if (Math.abs((long) transitions[k]) > NameWeights.TRANSITION_MAX) {
        throw new IOException("name model: a number is out of range");
      }
    }
    return new NameWeights(
        new WeightRows(filled, rows), transitions, finite(in), finite(in), finite(in));
  }

  private static float finite(ByteBuffer in) throws IOException {
    float number = in.getFloat();
    if (!Float.isFinite(number)) {
      throw new IOException("name model: a number is not finite");
    }
    return number;
  }

  private static List<Map.Entry<Integer, Integer>> entries(ByteBuffer in) throws IOException {
    int count = count(in, ENTRIES_MAX, ENTRY_BYTES);
    List<Map.Entry<Integer, Integer>> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(Map.entry(in.getInt(), in.getInt()));
    }
    return entries;
  }

  private static int count(ByteBuffer in, int max, int bytesEach) throws IOException {
    int count = in.remaining() < 4 ? -1 : in.getInt();
    if (count < 0 || count > max || (long) count * bytesEach > in.remaining()) {
      throw new IOException("name model: cut short, or a length is wrong");
    }
    return count;
  }

  /** The bytes of a model; equal numbers, words and cards give equal bytes. */
  static byte[] write(NameWeights weights, WordTable words, Lexicon lexicon, String card) {
    byte[] cardBytes = card.getBytes(StandardCharsets.UTF_8);
    if (cardBytes.length > CARD_BYTES_MAX) {
      throw new IllegalArgumentException("card of " + cardBytes.length + " bytes");
    }
    WeightRows rows = weights.rows();
    int size =
        MARK.length
            + 4
            + cardBytes.length
            + 4
            + rows.filled().length * Long.BYTES
            + rows.count() * Tags.TAGS
            + 4 * Tags.LANES * Tags.LANES
            + 12
            + 8
            + ENTRY_BYTES * (filled(words.keys()) + filled(lexicon.keys()));
    ByteBuffer out = ByteBuffer.allocate(size);
    out.put(MARK).putInt(cardBytes.length).put(cardBytes);
    out.putInt(rows.count());
    for (long bits : rows.filled()) {
      out.putLong(bits);
    }
    for (int row = 0; row < rows.count(); row++) {
      for (int tag = 0; tag < Tags.TAGS; tag++) {
        out.put((byte) rows.weight(row, tag));
      }
    }
    for (int move : weights.transitions()) {
      out.putInt(move);
    }
    out.putFloat(weights.unit()).putFloat(weights.slope()).putFloat(weights.offset());
    put(out, words.keys(), words.values());
    put(out, lexicon.keys(), lexicon.lists());
    return out.array();
  }

  private static int filled(int[] keys) {
    int n = 0;
    for (int key : keys) {
      n += key != 0 ? 1 : 0;
    }
    return n;
  }

  private static void put(ByteBuffer out, int[] keys, int[] values) {
    TreeMap<Integer, Integer> sorted = new TreeMap<>();
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        sorted.put(keys[i], values[i]);
      }
    }
    out.putInt(sorted.size());
    sorted.forEach((key, value) -> out.putInt(key).putInt(value));
  }
}
