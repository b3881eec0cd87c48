package com.modalarmor.classify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A model as one file: a mark, the card (JSON: data, counts, command, measures) and the numbers, in
 * one fixed order and of sizes that the code knows. Stateless.
 *
 * <p>The file is parsed only after its SHA-256 was found to be the expected one, so that not one
 * flipped bit reaches the parser.
 */
public final class ModelFile {

  private static final byte[] MARK =
      "modal armor attack model 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int CARD_BYTES_MAX = 64 << 10;
  private static final String PACKAGED = "attack.model";

  private ModelFile() {}

  /** The model that ships with the program, checked against the sum that ships beside it. */
  public static AttackModel packaged() throws IOException {
    byte[] file = resource(PACKAGED);
    String expected = new String(resource(PACKAGED + ".sha256"), StandardCharsets.US_ASCII).trim();
    return read(file, expected);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ModelFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + ": missing from the class path");
      }
      return in.readAllBytes();
    }
  }

  /** The SHA-256 of a file's content, as {@link #read} expects it: lower-case hex. */
  public static String sum(byte[] file) {
    return LabelledTexts.sha256(file);
  }

  /**
   * Reads a model; fails with a message that says what is wrong when it is not the expected one.
   */
  public static AttackModel read(byte[] file, String sha256) throws IOException {
    String actual = sum(file);
    if (!actual.equals(sha256)) {
      throw new IOException("model: its SHA-256 is " + actual + ", expected " + sha256);
    }
    ByteBuffer in = ByteBuffer.wrap(file);
    byte[] mark = new byte[MARK.length];
    if (in.remaining() < mark.length + 8) {
      throw new IOException("model: cut short");
    }
    in.get(mark);
    if (!Arrays.equals(mark, MARK)) {
      throw new IOException("model: not a model file of this version");
    }
    int cardBytes = in.getInt();
    long rest = numbers();
    if (cardBytes < 0 || cardBytes > CARD_BYTES_MAX || in.remaining() != cardBytes + rest) {
      throw new IOException("model: made for other sizes, or cut short");
    }
    byte[] card = new byte[cardBytes];
    in.get(card);
    Weights weights =
        new Weights(
            bytes(in, Shape.TRIGRAMS),
            bytes(in, Shape.WIDE),
            in.getFloat(),
            floats(in, 2),
            bytes(in, Shape.ROWS * Shape.DIM),
            in.getFloat(),
            floats(in, Shape.DIM * Shape.CONV),
            floats(in, Shape.FILTERS),
            judge(in, Judge.empty(Shape.BLOCK_INPUTS, Shape.BLOCK_HIDDEN, Shape.CUES)),
            judge(in, Judge.empty(Shape.INPUTS, Shape.HIDDEN, Shape.OUTPUTS)),
            floats(in, Weights.CALIBRATION));
    return new AttackModel(
        weights, new String(card, StandardCharsets.UTF_8), actual.substring(0, 8));
  }

  /** The bytes of a model; equal weights and cards give equal bytes. */
  public static byte[] write(AttackModel model) {
    return write(model.weights(), model.card());
  }

  static byte[] write(Weights weights, String card) {
    byte[] cardBytes = card.getBytes(StandardCharsets.UTF_8);
    if (cardBytes.length > CARD_BYTES_MAX) {
      throw new IllegalArgumentException("card of " + cardBytes.length + " bytes");
    }
    ByteBuffer out = ByteBuffer.allocate((int) (MARK.length + 4 + cardBytes.length + numbers()));
    out.put(MARK).putInt(cardBytes.length).put(cardBytes);
    out.put(weights.surprise()).put(weights.wide());
    out.putFloat(weights.wideScale());
    put(out, weights.wideBias());
    out.put(weights.rows()).putFloat(weights.rowScale());
    put(out, weights.conv());
    put(out, weights.filterBias());
    for (Judge judge : List.of(weights.blocks(), weights.windows())) {
      put(out, judge.hidden());
      put(out, judge.hiddenBias());
      put(out, judge.out());
      put(out, judge.outBias());
    }
    put(out, weights.calibration());
    return out.array();
  }

  private static void put(ByteBuffer out, float[] floats) {
    for (float f : floats) {
      out.putFloat(f);
    }
  }

  private static Judge judge(ByteBuffer in, Judge size) throws IOException {
    return new Judge(
        size.inputs(),
        size.units(),
        size.outputs(),
        floats(in, size.hidden().length),
        floats(in, size.units()),
        floats(in, size.out().length),
        floats(in, size.outputs()));
  }

  /** Bytes of all numbers. */
  private static long numbers() {
    long floats =
        4
            + Shape.DIM * Shape.CONV
            + Shape.FILTERS
            + judge(Shape.BLOCK_INPUTS, Shape.BLOCK_HIDDEN, Shape.CUES)
            + judge(Shape.INPUTS, Shape.HIDDEN, Shape.OUTPUTS)
            + Weights.CALIBRATION;
    return (long) Shape.TRIGRAMS + Shape.WIDE + Shape.ROWS * Shape.DIM + 4 * floats;
  }

  private static long judge(int inputs, int units, int outputs) {
    return (long) inputs * units + units + (long) outputs * units + outputs;
  }

  private static byte[] bytes(ByteBuffer in, int n) {
    byte[] bytes = new byte[n];
    in.get(bytes);
    return bytes;
  }

  private static float[] floats(ByteBuffer in, int n) throws IOException {
    float[] floats = new float[n];
    for (int i = 0; i < n; i++) {
      floats[i] = in.getFloat();
      if (!Float.isFinite(floats[i])) {
        throw new IOException("model: a number is not finite");
      }
    }
    return floats;
  }
}
