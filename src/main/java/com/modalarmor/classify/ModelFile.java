package com.modalarmor.classify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A model as one file: a mark, the card (JSON: data, counts, command, measures) and the numbers, in
 * one fixed order and of sizes that the code knows. Stateless.
 *
 * <p>The file is parsed only after its SHA-256 was found to be the expected one, so that not one
 * flipped bit reaches the parser.
 */
public final class ModelFile {

  private static final byte[] MARK =
      "modal armor attack model 7\n".getBytes(StandardCharsets.US_ASCII);
  private static final int CARD_BYTES_MAX = 64 << 10;
  private static final int SCREEN_FLOATS = 5;
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
    if (in.remaining() < mark.length + 12) {
      throw new IOException("model: cut short");
    }
    in.get(mark);
    if (!Arrays.equals(mark, MARK)) {
      throw new IOException("model: not a model file of this version");
    }
    if (in.getInt() != lists()) {
      throw new IOException("model: trained with other lists of words; train it anew");
    }
    int cardBytes = in.getInt();
    int rest = numbers();
    if (cardBytes < 0 || cardBytes > CARD_BYTES_MAX || in.remaining() != cardBytes + rest) {
      throw new IOException("model: made for other sizes, or cut short");
    }
    byte[] card = new byte[cardBytes];
    in.get(card);
    Weights weights =
        new Weights(
            bytes(in, NGrams.FEATURES),
            floats(in, 1)[0],
            bytes(in, Weights.KIND_FEATURES * Weights.KINDS),
            floats(in, 1)[0],
            phrases(in),
            floats(in, Weights.CALIBRATION),
            screen(in));
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
    ByteBuffer out = ByteBuffer.allocate(MARK.length + 8 + cardBytes.length + numbers());
    out.put(MARK).putInt(lists());
    out.putInt(cardBytes.length).put(cardBytes);
    out.put(weights.features()).putFloat(weights.scale());
    out.put(weights.kinds()).putFloat(weights.bias());
    put(out, weights.phrases());
    put(out, weights.calibration());
    ScreenWeights screen = weights.screen();
    out.put(screen.features());
    put(
        out,
        new float[] {
          screen.scale(), screen.bias(), screen.bound(), screen.slope(), screen.shift()
        });
    return out.array();
  }

  private static void put(ByteBuffer out, PhraseNet net) {
    out.put(net.steps());
    put(out, net.scales());
    put(out, net.biases());
    put(out, net.hidden());
    put(out, net.hiddenBiases());
    put(out, net.out());
    out.putFloat(net.outBias());
  }

  private static PhraseNet phrases(ByteBuffer in) throws IOException {
    return new PhraseNet(
        PhraseNet.pack(bytes(in, PhraseNet.ROWS * PhraseNet.ROW)),
        floats(in, PhraseNet.FILTERS),
        floats(in, PhraseNet.FILTERS),
        floats(in, PhraseNet.HIDDEN * PhraseNet.PART),
        floats(in, PhraseNet.HIDDEN),
        floats(in, PhraseNet.HIDDEN),
        floats(in, 1)[0]);
  }

  /** Tells the lists of words apart that features are made with. */
  private static int lists() {
    return 31 * Concepts.packaged().fingerprint() + WordGroups.packaged().fingerprint();
  }

  private static void put(ByteBuffer out, float[] floats) {
    for (float f : floats) {
      out.putFloat(f);
    }
  }

  /** Bytes of all numbers. */
  private static int numbers() {
    int features = NGrams.FEATURES + Weights.KIND_FEATURES * Weights.KINDS;
    int screen = ScreenWeights.FEATURES + 4 * SCREEN_FLOATS;
    return features + PhraseNet.BYTES + 4 * (2 + Weights.CALIBRATION) + screen;
  }

  private static ScreenWeights screen(ByteBuffer in) throws IOException {
    byte[] features = bytes(in, ScreenWeights.FEATURES);
    float[] floats = floats(in, SCREEN_FLOATS);
    return new ScreenWeights(features, floats[0], floats[1], floats[2], floats[3], floats[4]);
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
