package com.modalarmor.classify;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * Rows of how practised people write to a model, and attacks of that kind. Each harmless family is
 * a source of its own, so that it counts beside found data; the attacks are one. Deterministic for
 * a random generator's state.
 */
final class PromptRows {

  private final SplittableRandom random;
  private final Grammar prompts;
  private final Supplier<String> document;
  private final BinaryOperator<String> insert;

  /** {@code insert} puts its second text somewhere into its first. */
  PromptRows(
      SplittableRandom random,
      Grammar prompts,
      Supplier<String> document,
      BinaryOperator<String> insert) {
    this.random = random;
    this.prompts = prompts;
    this.document = document;
    this.insert = insert;
  }

  void addTo(List<LabelledText> out, double scale) {
    harmless(out, 2_500 * scale, "POWER");
    harmless(out, 2_500 * scale, "PERSONA");
    harmless(out, 1_200 * scale, "AGENT");
    harmless(out, 800 * scale, "GAME");
    harmless(out, 1_000 * scale, "CHAT");
    harmless(out, 1_000 * scale, "CONTACT");
    harmless(out, 1_000 * scale, "SOUNDS");
    harmless(out, 1_200 * scale, "TRIGGER");
    harmless(out, 600 * scale, "STUB");
    attacks(out, 600 * scale, "jailbreak", "FOLLOW");
    attacks(out, 900 * scale, "jailbreak", "JAIL");
    attacks(out, 600 * scale, "indirect", "ORDER");
    attacks(out, 700 * scale, "injection", "EXACT");
    attacks(out, 800 * scale, "extraction", "LEAK");
    times(
        600 * scale,
        () -> add(out, true, "indirect", "attacks", insert.apply(document.get(), one("ORDER"))));
    times(1_000 * scale, () -> add(out, false, "hard-benign", "document", document.get()));
    times(
        500 * scale,
        () ->
            add(out, false, "hard-benign", "document", insert.apply(document.get(), one("NEWS"))));
  }

  private void harmless(List<LabelledText> out, double n, String symbol) {
    String family = symbol.toLowerCase(Locale.ROOT);
    times(n, () -> add(out, false, "hard-benign", family, one(symbol)));
  }

  private void attacks(List<LabelledText> out, double n, String kind, String symbol) {
    times(n, () -> add(out, true, kind, "attacks", one(symbol)));
  }

  private String one(String symbol) {
    return prompts.expand(symbol, random, "");
  }

  private static void add(
      List<LabelledText> out, boolean attack, String kind, String family, String text) {
    String source = Augmentation.SOURCE + ":" + family;
    out.add(new LabelledText(source + ":" + out.size(), text, attack, kind, "en", source));
  }

  private static void times(double n, Runnable one) {
    for (int i = 0; i < n; i++) {
      one.run();
    }
  }
}
