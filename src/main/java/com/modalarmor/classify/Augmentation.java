package com.modalarmor.classify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Rows made from own phrases and from the training file's harmless rows: what the file has too
 * little of. Each kind of attack comes with harmless twins of the same wording, so that what is
 * learned is the difference. Deterministic for a seed.
 */
final class Augmentation {

  static final String SOURCE = "own";
  private static final int DOCUMENT_CHARS_MAX = 3_000;
  private static final int HIDDEN_CHARS_MAX = 400;

  private final Grammar english = grammar("english.txt");
  private final Grammar world = grammar("world.txt");
  private final Grammar prompts = grammar("prompts.txt");
  private final Grammar families = grammar("families.txt");
  private final Grammar tongues = grammar("tongues.txt");
  private final SplittableRandom random;
  private final List<LabelledText> out = new ArrayList<>();
  private final List<String> tasks = new ArrayList<>();
  private final List<String> documents = new ArrayList<>();
  private final List<String> passages = new ArrayList<>();
  private final List<String> attacks = new ArrayList<>();

  Augmentation(long seed) {
    random = new SplittableRandom(seed);
  }

  private static Grammar grammar(String name) {
    try (InputStream in = Augmentation.class.getResourceAsStream("training/" + name)) {
      return new Grammar(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows to add to {@code train}; {@code scale} 1 = about a quarter of the shipped file. */
  List<LabelledText> rows(List<LabelledText> train, double scale) {
    for (LabelledText row : train) {
      if (!row.attack()) {
        sort(row);
      } else if (row.text().length() < HIDDEN_CHARS_MAX && !row.kind().equals("indirect")) {
        attacks.add(row.text());
      }
    }
    plain(scale);
    documents(scale);
    languages(2 * scale);
    new PromptRows(random, prompts, this::document, this::insert).addTo(out, scale);
    FamilyRows rows =
        new FamilyRows(random, this::asked, this::document, () -> pick(passages, ""), this::insert);
    rows.addTo(out, families, scale);
    rows.addAround(out, families, scale);
    rows.addTo(out, tongues, scale);
    return out;
  }

  private void sort(LabelledText row) {
    String text = row.text();
    switch (row.source()) {
      case "gpteacher_instruct",
          "fuzzyai_benign",
          "dahoas_hh",
          "oasst1",
          "ultrachat",
          "nq_open",
          "oasst_eval_prompts" -> {
        if (text.length() >= 15 && text.length() <= 140 && text.indexOf('\n') < 0) {
          tasks.add(text);
        }
      }
      case "bipia_train", "enron", "llmail_benign", "asb", "taubench" -> {
        if (text.length() <= DOCUMENT_CHARS_MAX) {
          documents.add(text);
        }
      }
      case "docs", "prompt_guide", "p3_t0", "xquad", "germandpr", "trustllm_benign" -> {
        if (text.length() > 150) {
          passages.add(text);
        }
      }
      default -> {
        // not a carrier
      }
    }
  }

  private void plain(double scale) {
    times(1_800 * scale, () -> attack("jailbreak", english("JAILBREAK")));
    times(2_200 * scale, () -> harmless(english("ROLEPLAY_SAFE")));
    times(500 * scale, () -> attack("injection", english("INJECTION")));
    times(400 * scale, () -> attack("extraction", english("EXTRACT")));
    times(3_000 * scale, () -> harmless(english("HARD")));
    times(600 * scale, () -> harmless(english("TASK")));
    times(600 * scale, () -> attack("jailbreak", "How to " + english("HARM") + " " + gibberish()));
    times(200 * scale, () -> attack("jailbreak", english("JAILBREAK") + " " + gibberish()));
  }

  private void documents(double scale) {
    times(1_600 * scale, () -> attack("indirect", insert(document(), task())));
    times(
        800 * scale,
        () ->
            attack(
                "indirect",
                insert(document(), english("ADDRESS") + " " + either(task(), english("ACTION")))));
    times(1_600 * scale, () -> attack("indirect", english(carrier(), order())));
    times(600 * scale, () -> attack("indirect", english(carrier(), task())));
    times(4_000 * scale, () -> harmless(english(carrier(), either("", english("LINE")))));
    times(2_400 * scale, () -> harmless(english("REFER") + "\n" + document()));
    times(1_200 * scale, () -> harmless(document() + "\n\n" + english("REFER").replace(":", "?")));
    times(1_000 * scale, () -> harmless(english("REFER") + "\n\n" + english(carrier(), "")));
    times(500 * scale, () -> attack("indirect", insert(pick(passages, ""), english("INJECTION"))));
    times(4_000 * scale, () -> attack("indirect", insert(longText(), hidden())));
    times(4_000 * scale, () -> harmless(longText()));
    for (String carrier : List.of("MAIL", "JSON", "TABLE", "CODE")) {
      String source = SOURCE + ":" + carrier.toLowerCase(Locale.ROOT);
      times(600 * scale, () -> add(false, "hard-benign", "en", english(carrier, ""), source));
    }
  }

  private void languages(double scale) {
    for (String symbol : new java.util.TreeSet<>(world.symbols())) {
      int dot = symbol.indexOf('.');
      String lang = symbol.substring(0, dot);
      int n = lang.equals("zh") ? 3 : 1;
      switch (symbol.substring(dot + 1)) {
        case "JAILBREAK" ->
            times(150 * n * scale, () -> add(true, "jailbreak", lang, world(symbol)));
        case "INJECTION" ->
            times(80 * n * scale, () -> add(true, "injection", lang, world(symbol)));
        case "EXTRACT" -> times(50 * scale, () -> add(true, "extraction", lang, world(symbol)));
        case "HARD" -> times(100 * n * scale, () -> add(false, "hard-benign", lang, world(symbol)));
        case "SAFE_ROLE" ->
            times(150 * n * scale, () -> add(false, "hard-benign", lang, world(symbol)));
        default -> {
          // a part of others
        }
      }
    }
  }

  /** Several passages after another, so that an attack is a small part of what surrounds it. */
  private String longText() {
    StringBuilder text = new StringBuilder(pick(passages, ""));
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(random.nextBoolean() ? "\n\n" : " ").append(pick(passages, ""));
    }
    return text.toString();
  }

  private String hidden() {
    return switch (random.nextInt(6)) {
      case 0 -> english("INJECTION");
      case 1 -> english("EXTRACT");
      default -> pick(attacks, english("INJECTION"));
    };
  }

  private String order() {
    String action = english("ACTION");
    return switch (random.nextInt(4)) {
      case 0 -> english("ADDRESS") + " " + action;
      case 1 -> english("FIRST") + " " + action;
      case 2 -> english("INJECTION").trim() + " " + action;
      default -> action;
    };
  }

  private String carrier() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> "MAIL";
      case 2, 3 -> "JSON";
      case 4 -> "TABLE";
      default -> "CODE";
    };
  }

  private String document() {
    return documents.isEmpty() || random.nextInt(3) == 0
        ? english(carrier(), "")
        : pick(documents, "");
  }

  private String task() {
    return tasks.isEmpty() || random.nextInt(3) > 0 ? english("TASK") : pick(tasks, "");
  }

  /** What somebody asked; none of the own ones, as some of those are odd on purpose. */
  private String asked() {
    return pick(tasks, "What is the capital of Peru?");
  }

  private String either(String a, String b) {
    return random.nextBoolean() ? a : b;
  }

  /** At the start, the end or a line's or sentence's end between. */
  private String insert(String document, String what) {
    String gap = random.nextInt(3) == 0 ? " " : "\n";
    switch (random.nextInt(3)) {
      case 0:
        return what + gap + document;
      case 1:
        return document + gap + what;
      default:
        int at = random.nextInt(document.length() + 1);
        while (at < document.length()
            && document.charAt(at) != '\n'
            && document.charAt(at) != '.') {
          at++;
        }
        at = Math.min(document.length(), at + 1);
        return document.substring(0, at) + gap + what + gap + document.substring(at);
    }
  }

  /** The kind of suffix that an optimiser finds: pieces of words, marks and code. */
  private String gibberish() {
    StringBuilder s = new StringBuilder();
    int n = 8 + random.nextInt(20);
    for (int i = 0; i < n; i++) {
      switch (random.nextInt(5)) {
        case 0 -> s.append(piece(passages));
        case 1 -> s.append(".!({[]})\\\"'*=/<>;:-_~#%&+".charAt(random.nextInt(25)));
        case 2 -> s.append(piece(tasks)).append(piece(passages));
        case 3 -> s.append(piece(tasks)).append(".!]})\\(".charAt(random.nextInt(7)));
        default -> s.append(piece(documents));
      }
      if (random.nextInt(4) > 0) {
        s.append(' ');
      }
    }
    return s.toString();
  }

  private String piece(List<String> from) {
    String text = pick(from, "describing similarly now write oppositely");
    int at = random.nextInt(text.length());
    int end = at;
    while (end < text.length() && end < at + 9 && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(at, Math.max(at + 1, end));
  }

  private String pick(List<String> from, String other) {
    return from.isEmpty() ? other : from.get(random.nextInt(from.size()));
  }

  private String english(String symbol) {
    return english.expand(symbol, random, "");
  }

  private String english(String symbol, String slot) {
    return english.expand(symbol, random, slot);
  }

  private String world(String symbol) {
    return world.expand(symbol, random, "");
  }

  private void attack(String kind, String text) {
    add(true, kind, "en", text);
  }

  private void harmless(String text) {
    add(false, "hard-benign", "en", text);
  }

  private void add(boolean attack, String kind, String lang, String text) {
    add(attack, kind, lang, text, SOURCE);
  }

  private void add(boolean attack, String kind, String lang, String text, String source) {
    out.add(new LabelledText(SOURCE + ":" + out.size(), text, attack, kind, lang, source));
  }

  private static void times(double n, Runnable one) {
    for (int i = 0; i < n; i++) {
      one.run();
    }
  }
}
