package com.modalarmor.classify;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * Rows of attacks by family, and of their harmless neighbours: {@code A.kind.family} is an attack,
 * {@code H.family} is harmless, each family a source of its own. Found harmless texts stand around
 * some of either, so that no frame tells them apart. Deterministic for a random generator's state.
 */
final class FamilyRows {

  private static final int ATTACKS_A_LINE = 60;
  private static final int JAILBREAKS_A_LINE = 200;
  private static final int HARMLESS_A_LINE = 110;

  /** One in so many is put after what somebody else asked, one before. */
  private static final int FRAMES = 8;

  private final SplittableRandom random;
  private final Supplier<String> task;
  private final Supplier<String> document;
  private final Supplier<String> passage;
  private final BinaryOperator<String> insert;

  /** {@code insert} puts its second text somewhere into its first. */
  FamilyRows(
      SplittableRandom random,
      Supplier<String> task,
      Supplier<String> document,
      Supplier<String> passage,
      BinaryOperator<String> insert) {
    this.random = random;
    this.task = task;
    this.document = document;
    this.passage = passage;
    this.insert = insert;
  }

  /** All families of a grammar; one whose name has two letters is a language. */
  void addTo(List<LabelledText> out, Grammar grammar, double scale) {
    for (String symbol : new TreeSet<>(grammar.symbols())) {
      String[] names = symbol.split("\\.");
      int lines = grammar.lineCount(symbol);
      if (names[0].equals("A")) {
        int each = names[1].equals("jailbreak") ? JAILBREAKS_A_LINE : ATTACKS_A_LINE;
        times(each * lines * scale, () -> add(out, names[1], names[2], framed(grammar, symbol)));
      } else if (names[0].equals("H")) {
        times(
            HARMLESS_A_LINE * lines * scale, () -> add(out, "", names[1], framed(grammar, symbol)));
      }
    }
  }

  /** Orders inside documents, their harmless neighbours, and prompts of several requests. */
  void addAround(List<LabelledText> out, Grammar grammar, double scale) {
    times(
        1_600 * scale,
        () -> add(out, "indirect", "document", mail(grammar.expand("D.ORDER", random, ""))));
    times(800 * scale, () -> add(out, "", "document", mail(grammar.expand("D.SAFE", random, ""))));
    times(1_200 * scale, () -> add(out, "", "prompt", composed(grammar)));
    times(2_000 * scale, () -> add(out, "", "rules", ruled(grammar)));
  }

  /** Now and then after or before what somebody else asked. */
  private String framed(Grammar grammar, String symbol) {
    String text = grammar.expand(symbol, random, "");
    int frame =
        language(symbol.substring(symbol.lastIndexOf('.') + 1)) ? FRAMES : random.nextInt(FRAMES);
    return switch (frame) {
      case 0 -> task.get() + either(" ", "\n") + text;
      case 1 -> text + either(" ", "\n") + task.get();
      default -> text;
    };
  }

  private String mail(String line) {
    return insert.apply(document.get(), line);
  }

  /** Several found requests as one prompt. */
  private String composed(Grammar grammar) {
    StringBuilder text =
        new StringBuilder(either(grammar.expand("H.chat", random, ""), task.get()));
    int parts = 1 + random.nextInt(3);
    boolean list = random.nextBoolean();
    for (int i = 1; i <= parts; i++) {
      text.append(list ? "\n" + i + ". " : either(" ", "\n")).append(task.get());
    }
    return text.toString();
  }

  /**
   * A request, the text it is about, and rules for the answer. No mail or result of a tool: there
   * such a request is an attack.
   */
  private String ruled(Grammar grammar) {
    String ask = grammar.expand("H.chat", random, "");
    String text = passage.get();
    StringBuilder rules = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      rules.append(either(" ", "\n- ")).append(grammar.expand("RULE", random, ""));
    }
    return switch (random.nextInt(4)) {
      case 0 -> ask + rules + "\n\n" + text;
      case 1 -> text + "\n\n" + ask + rules;
      case 2 -> ask + rules;
      default -> ask + "\n\n" + text + "\n\n" + rules;
    };
  }

  private static boolean language(String family) {
    return family.length() == 2;
  }

  private String either(String a, String b) {
    return random.nextBoolean() ? a : b;
  }

  private static void add(List<LabelledText> out, String kind, String family, String text) {
    boolean attack = !kind.isEmpty();
    String source = Augmentation.SOURCE + ":" + (attack ? attacks(family) : harmless(family));
    String sort = attack ? kind : "hard-benign";
    String lang = language(family) ? family : "en";
    out.add(new LabelledText(source + ":" + out.size(), text, attack, sort, lang, source));
  }

  /** Attacks are a few sources only: found ones are to count for more. */
  private static String attacks(String family) {
    return switch (family) {
      case "secret", "hidden" -> "attack-ask";
      case "de", "zh" -> "attack-" + family;
      default -> language(family) ? "attack-world" : "attack-order";
    };
  }

  private static String harmless(String family) {
    boolean world = language(family) && !family.equals("de") && !family.equals("zh");
    return "family-" + (world ? "world" : family);
  }

  private static void times(double n, Runnable one) {
    for (int i = 0; i < n; i++) {
      one.run();
    }
  }
}
