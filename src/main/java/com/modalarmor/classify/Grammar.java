package com.modalarmor.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Own phrases for training: lines {@code SYMBOL: text with {SYMBOL}, {one|other} and {#}}, expanded
 * at random. Immutable; deterministic for a random generator's state.
 */
final class Grammar {

  private static final int DEPTH_MAX = 12;

  private final Map<String, List<String>> lines = new HashMap<>();

  Grammar(String source) {
    for (String line : source.split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (line.startsWith("#") || colon < 0) {
        if (line.endsWith(":") && !line.startsWith("#")) {
          add(line.substring(0, line.length() - 1), "");
        }
        continue;
      }
      add(line.substring(0, colon), line.substring(colon + 2).replace("\\n", "\n"));
    }
  }

  private void add(String symbol, String text) {
    lines.computeIfAbsent(symbol, s -> new ArrayList<>()).add(text);
  }

  Set<String> symbols() {
    return lines.keySet();
  }

  int lineCount(String symbol) {
    return lines.get(symbol).size();
  }

  int lineCount() {
    return lines.values().stream().mapToInt(List::size).sum();
  }

  /** One text of a symbol; {@code slot} stands for the symbol SLOT. */
  String expand(String symbol, SplittableRandom random, String slot) {
    StringBuilder out = new StringBuilder();
    List<String> texts = lines.get(symbol);
    write(texts.get(random.nextInt(texts.size())), random, slot, out, 0);
    return out.toString();
  }

  private void write(
      String text, SplittableRandom random, String slot, StringBuilder out, int depth) {
    if (depth > DEPTH_MAX) {
      throw new IllegalArgumentException("nested too deep: " + text);
    }
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int close = c == '{' ? close(text, i) : -1;
      if (close < 0) {
        out.append(c);
        i++;
        continue;
      }
      choose(text.substring(i + 1, close), random, slot, out, depth);
      i = close + 1;
    }
  }

  private void choose(
      String inner, SplittableRandom random, String slot, StringBuilder out, int depth) {
    if (inner.equals("#")) {
      out.append(2 + random.nextInt(97));
    } else if (inner.equals("SLOT")) {
      out.append(slot);
    } else if (lines.containsKey(inner)) {
      List<String> texts = lines.get(inner);
      write(texts.get(random.nextInt(texts.size())), random, slot, out, depth + 1);
    } else {
      List<String> options = options(inner);
      if (options.size() == 1) {
        out.append('{');
        write(inner, random, slot, out, depth + 1);
        out.append('}'); // braces of JSON or code
      } else {
        write(options.get(random.nextInt(options.size())), random, slot, out, depth + 1);
      }
    }
  }

  /** The alternatives between bars of the outermost level. */
  private static List<String> options(String inner) {
    List<String> options = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '|' && depth == 0) {
        options.add(inner.substring(from, i));
        from = i + 1;
      }
    }
    options.add(inner.substring(from));
    return options;
  }

  private static int close(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
