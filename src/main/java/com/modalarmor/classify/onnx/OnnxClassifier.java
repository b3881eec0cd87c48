package com.modalarmor.classify.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sequence classifier in ONNX form with its tokenizer: text to the probability of an attack.
 * Thread-safe; a call takes milliseconds, so it belongs on a worker.
 *
 * <p>Its two libraries bring native code of some 70 MB and are not in the product's jar: who wants
 * the second stage puts them on the class path.
 */
public final class OnnxClassifier implements AutoCloseable {

  /** An export larger than this is refused: it would not fit a pod. */
  static final long MODEL_BYTES_MAX = 2L << 30;

  private static final long TOKENIZER_BYTES_MAX = 64L << 20;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;
  private final OnnxSettings settings;

  private OnnxClassifier(
      OrtEnvironment environment,
      OrtSession session,
      HuggingFaceTokenizer tokenizer,
      OnnxSettings settings) {
    this.environment = environment;
    this.session = session;
    this.tokenizer = tokenizer;
    this.settings = settings;
  }

  /**
   * Loads model and tokenizer after checking both hashes.
   *
   * @throws InvalidSettings when a file is missing, differs from its hash or cannot be used, or
   *     when the libraries are not on the class path
   */
  public static OnnxClassifier open(OnnxSettings settings) {
    byte[] model = read(settings.modelFile(), settings.modelSha256(), "model", MODEL_BYTES_MAX);
    byte[] tokens =
        read(
            settings.tokenizerFile(), settings.tokenizerSha256(), "tokenizer", TOKENIZER_BYTES_MAX);
    try {
      OnnxClassifier classifier = load(model, tokens, settings);
      classifier.tryOnce();
      return classifier;
    } catch (OrtException | IOException | RuntimeException e) {
      if (e instanceof InvalidSettings known) {
        throw known;
      }
      throw fault("model-file", "cannot be used: " + e.getMessage());
    }
  }

  private static OnnxClassifier load(byte[] model, byte[] tokens, OnnxSettings settings)
      throws OrtException, IOException {
    offline();
    // With a stride a sequence never ends before its last word: windows overlap by an eighth.
    HuggingFaceTokenizer tokenizer =
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(tokens),
            Map.of(
                "truncation",
                "true",
                "padding",
                "false",
                "maxLength",
                Integer.toString(settings.tokensMax()),
                "stride",
                Integer.toString(settings.tokensMax() / 8)));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return new OnnxClassifier(
          environment, environment.createSession(model, options), tokenizer, settings);
    }
  }

  /** The tokenizer's library may otherwise look for newer natives on the network. */
  private static void offline() {
    System.setProperty("ai.djl.offline", "true");
    if (System.getProperty("DJL_CACHE_DIR") == null && System.getenv("DJL_CACHE_DIR") == null) {
      System.setProperty(
          "DJL_CACHE_DIR", Path.of(System.getProperty("java.io.tmpdir"), "djl").toString());
    }
  }

  private void tryOnce() throws OrtException {
    for (String name : session.getInputNames()) {
      if (!name.equals("input_ids")
          && !name.equals("attention_mask")
          && !name.equals("token_type_ids")) {
        throw fault("model-file", "asks for an input that is not known here: " + name);
      }
    }
    score("A text to see that it works.");
  }

  /** The highest probability of an attack over the windows of the text, in [0,1]. */
  public float score(String text) throws OrtException {
    Encoding first = tokenizer.encode(text, true, true);
    float highest = score(first);
    Encoding[] further = first.getOverflowing();
    int windows = Math.min(further.length, settings.windowsMax() - 1);
    for (int i = 0; i < windows; i++) {
      highest = Math.max(highest, score(further[i]));
    }
    return highest;
  }

  private float score(Encoding window) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        long[] values =
            switch (name) {
              case "input_ids" -> window.getIds();
              case "attention_mask" -> window.getAttentionMask();
              default -> window.getTypeIds();
            };
        inputs.put(
            name,
            OnnxTensor.createTensor(
                environment, LongBuffer.wrap(values), new long[] {1, values.length}));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return probability(logits(result.get(0)));
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static float[] logits(OnnxValue value) throws OrtException {
    if (value.getValue() instanceof float[][] rows && rows.length == 1 && rows[0].length > 0) {
      return rows[0];
    }
    throw fault("model-file", "must answer with one row of numbers for a text");
  }

  private float probability(float[] logits) {
    if (logits.length == 1) {
      return (float) (1 / (1 + Math.exp(-logits[0])));
    }
    double highest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    double sum = 0;
    double attack = 0;
    for (int i = 0; i < logits.length; i++) {
      double share = Math.exp(logits[i] - highest);
      sum += share;
      attack += settings.attackLabels().contains(i) ? share : 0;
    }
    float probability = (float) (attack / sum);
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalStateException("the second stage answered with no number");
    }
    return probability;
  }

  private static byte[] read(Path file, String expected, String what, long bytesMax) {
    try {
      if (Files.size(file) > bytesMax) {
        throw fault(what + "-file", "is larger than " + bytesMax + " bytes");
      }
      byte[] content = Files.readAllBytes(file);
      String actual = Sha256.over(content).hex();
      if (!actual.equals(expected)) {
        throw fault(what + "-sha256", "the file's SHA-256 is " + actual);
      }
      return content;
    } catch (IOException e) {
      throw fault(what + "-file", "is missing or unreadable: " + file);
    }
  }

  private static InvalidSettings fault(String key, String message) {
    List<String> faults = new ArrayList<>();
    faults.add("detection.second-stage." + key + ": " + message);
    return new InvalidSettings(faults);
  }

  @Override
  public void close() throws OrtException {
    session.close();
    tokenizer.close();
  }
}
