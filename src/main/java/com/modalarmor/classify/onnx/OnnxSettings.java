package com.modalarmor.classify.onnx;

import com.modalarmor.settings.SettingsReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A transformer that the user brings, and when it is asked. Immutable.
 *
 * @param modelFile an ONNX export of a sequence classifier; empty = no second stage
 * @param modelSha256 lower-case hex; another content is refused
 * @param tokenizerFile its {@code tokenizer.json}
 * @param tokenizerSha256 lower-case hex; another content is refused
 * @param attackLabels the outputs that mean an attack; their probabilities are added
 * @param tokensMax a passage is read in windows of at most that many tokens
 * @param windowsMax of a passage; what lies beyond is not read
 * @param greyMin first-stage probabilities from here on are asked about
 * @param greyMax up to here, exclusive: above it the first stage stands
 * @param passagesMax of one request, those with the highest probability first
 * @param passageCharsMax UTF-16 units around the suspicious place
 * @param deadlineMs after which the first stage stands, and coverage says so
 * @param inFlightMax unanswered calls per worker; beyond it the first stage stands
 */
public record OnnxSettings(
    Path modelFile,
    String modelSha256,
    Path tokenizerFile,
    String tokenizerSha256,
    List<Integer> attackLabels,
    int tokensMax,
    int windowsMax,
    float greyMin,
    float greyMax,
    int passagesMax,
    int passageCharsMax,
    int deadlineMs,
    int inFlightMax,
    int workers) {

  public boolean off() {
    return modelFile.toString().isEmpty();
  }

  /** Reads the section; faults are collected in {@code reader}. */
  public static OnnxSettings read(SettingsReader reader) {
    Path model = reader.path("model-file", "");
    boolean on = !model.toString().isEmpty();
    String modelSha256 = on ? sha256(reader, "model-sha256") : reader.text("model-sha256", "");
    Path tokenizer = reader.path("tokenizer-file", "");
    if (on && tokenizer.toString().isEmpty()) {
      reader.fault("tokenizer-file", "is required beside model-file");
    }
    String tokenizerSha256 =
        on ? sha256(reader, "tokenizer-sha256") : reader.text("tokenizer-sha256", "");
    double greyMin = reader.decimal("grey-min", 0.2, 0, 1);
    double greyMax = reader.decimal("grey-max", 0.9, 0, 1);
    if (greyMin >= greyMax) {
      reader.fault("grey-min", "must be below grey-max");
    }
    return new OnnxSettings(
        model,
        modelSha256,
        tokenizer,
        tokenizerSha256,
        labels(reader),
        reader.integer("tokens-max", 512, 8, 8_192),
        reader.integer("windows-max", 8, 1, 256),
        (float) greyMin,
        (float) greyMax,
        reader.integer("passages-max", 4, 1, 64),
        reader.integer("passage-chars-max", 4_000, 100, 100_000),
        reader.integer("deadline-ms", 250, 10, 30_000),
        reader.integer("in-flight-max", 16, 1, 10_000),
        reader.integer("workers", 1, 1, 64));
  }

  private static String sha256(SettingsReader reader, String key) {
    String text = reader.requiredText(key);
    if (!text.isBlank() && !(text.length() == 64 && isLowerHex(text))) {
      reader.fault(key, "must be 64 lower-case hex digits");
    }
    return text;
  }

  private static boolean isLowerHex(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private static List<Integer> labels(SettingsReader reader) {
    List<Integer> labels = new ArrayList<>();
    for (String text : reader.texts("attack-labels", List.of("1"))) {
      boolean number =
          !text.isEmpty() && text.length() < 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
      if (number) {
        labels.add(Integer.parseInt(text));
      } else {
        reader.fault("attack-labels", "must list numbers of outputs, from 0");
      }
    }
    return List.copyOf(labels);
  }
}
