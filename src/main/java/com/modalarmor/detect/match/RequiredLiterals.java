package com.modalarmor.detect.match;

import com.modalarmor.detect.match.Node.Anchor;
import com.modalarmor.detect.match.Node.Chars;
import com.modalarmor.detect.match.Node.Concat;
import com.modalarmor.detect.match.Node.Either;
import com.modalarmor.detect.match.Node.Repeat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the set of literals of which each match contains at least one, the set that costs the least
 * to look for. Stateless.
 */
final class RequiredLiterals {
  static final int LITERAL_LENGTH_MIN = 2;

  /** Longer literals are cut: the rest would make them no rarer, only the automaton larger. */
  static final int LITERAL_LENGTH_MAX = 32;

  /** The most alternatives that are written out side by side. */
  static final int SET_SIZE_MAX = 24;

  /** What looking at a hit costs, in units of text walked by the pattern's automaton. */
  private static final double HIT_COST = 12;

  /** What a literal costs although it never occurs: it spreads the automaton over more memory. */
  private static final double LITERAL_COST = 1e-6;

  private static final Set<String> EMPTY_TEXT = Set.of("");

  /**
   * Literals of which each match holds one, found in a run of neighbouring parts.
   *
   * @param literals the literals, counted from the start of the run
   * @param beforeMin the fewest units of the match before the run
   * @param beforeMax the most units of the match before the run
   */
  record Candidate(List<Literal> literals, int beforeMin, int beforeMax) {
    /** Whether the literals are long enough to look for a match around each of them. */
    boolean isTrigger() {
      return literals.stream().allMatch(literal -> literal.text().length() >= LITERAL_LENGTH_MIN);
    }

    List<Literal> fromMatchStart() {
      List<Literal> all = new ArrayList<>();
      for (Literal literal : literals) {
        all.add(literal.shifted(beforeMin, beforeMax));
      }
      return all;
    }
  }

  private RequiredLiterals() {}

  /** The cheapest set, or an empty list if matches have no literal of two units in common. */
  static List<Literal> of(Node pattern) {
    List<Literal> best = best(pattern);
    return best == null ? List.of() : best;
  }

  /** The sets of which each match needs every one, the cheapest first; empty if there is none. */
  static List<Candidate> all(Node pattern) {
    List<Candidate> found = new ArrayList<>();
    add(usable(texts(pattern)), 0, 0, found);
    if (pattern instanceof Concat concat) {
      candidates(concat, found);
    } else {
      add(best(pattern), 0, 0, found);
    }
    found.sort(Comparator.comparingDouble(candidate -> cost(candidate.fromMatchStart())));
    return found;
  }

  private static List<Literal> best(Node node) {
    List<Literal> best = usable(texts(node));
    if (node instanceof Concat concat) {
      best = cheaper(best, bestOf(concat));
    } else if (node instanceof Either either) {
      best = cheaper(best, bestOf(either));
    } else if (node instanceof Repeat repeat && repeat.min() > 0) {
      best = cheaper(best, best(repeat.body()));
    }
    return best;
  }

  private static List<Literal> bestOf(Either either) {
    List<Literal> all = new ArrayList<>();
    for (Node branch : either.branches()) {
      List<Literal> next = best(branch);
      if (next == null) {
        return null;
      }
      all.addAll(next);
    }
    return withoutImplied(all);
  }

  private static List<Literal> bestOf(Concat concat) {
    List<Candidate> found = new ArrayList<>();
    candidates(concat, found);
    List<Literal> best = null;
    for (Candidate candidate : found) {
      if (candidate.isTrigger()) {
        best = cheaper(best, candidate.fromMatchStart());
      }
    }
    return best;
  }

  /** Tries each run of neighbouring parts that have few texts, and each part by itself. */
  private static void candidates(Concat concat, List<Candidate> found) {
    Set<String> run = EMPTY_TEXT;
    int runMin = 0;
    int runMax = 0;
    int min = 0;
    int max = 0;
    for (Node part : concat.parts()) {
      Set<String> texts = texts(part);
      Set<String> joined = texts == null ? null : product(run, texts);
      if (joined == null) {
        add(usableBeside(run), runMin, runMax, found);
        add(best(part), min, max, found);
      }
      min += part.minLength();
      max += part.maxLength();
      if (joined != null) {
        run = joined;
      } else {
        run = texts == null ? EMPTY_TEXT : texts;
        runMin = texts == null ? min : min - part.minLength();
        runMax = texts == null ? max : max - part.maxLength();
      }
    }
    add(usableBeside(run), runMin, runMax, found);
  }

  private static void add(List<Literal> literals, int min, int max, List<Candidate> found) {
    if (literals != null) {
      found.add(new Candidate(literals, min, max));
    }
  }

  /** Every text that the node matches, or null if they are many. */
  private static Set<String> texts(Node node) {
    if (node instanceof Chars chars) {
      if (chars.set().size() > SET_SIZE_MAX) {
        return null;
      }
      Set<String> texts = new LinkedHashSet<>();
      for (char unit : chars.set().toArray()) {
        texts.add(String.valueOf(unit));
      }
      return texts;
    }
    if (node instanceof Anchor) {
      return EMPTY_TEXT;
    }
    if (node instanceof Either either) {
      Set<String> texts = new LinkedHashSet<>();
      for (Node branch : either.branches()) {
        Set<String> more = texts(branch);
        if (more == null || texts.size() + more.size() > SET_SIZE_MAX) {
          return null;
        }
        texts.addAll(more);
      }
      return texts;
    }
    if (node instanceof Repeat repeat) {
      return repeated(repeat);
    }
    Set<String> texts = EMPTY_TEXT;
    for (Node part : ((Concat) node).parts()) {
      Set<String> more = texts(part);
      texts = more == null ? null : product(texts, more);
      if (texts == null) {
        return null;
      }
    }
    return texts;
  }

  private static Set<String> repeated(Repeat repeat) {
    Set<String> body = texts(repeat.body());
    if (body == null || repeat.max() - repeat.min() >= SET_SIZE_MAX) {
      return null;
    }
    Set<String> all = new LinkedHashSet<>();
    Set<String> power = EMPTY_TEXT;
    for (int times = 0; times <= repeat.max(); times++) {
      if (times >= repeat.min()) {
        all.addAll(power);
      }
      power = times < repeat.max() ? product(power, body) : EMPTY_TEXT;
      if (power == null || all.size() > SET_SIZE_MAX) {
        return null;
      }
    }
    return all;
  }

  private static Set<String> product(Set<String> left, Set<String> right) {
    if (left.size() * right.size() > SET_SIZE_MAX) {
      return null;
    }
    Set<String> all = new LinkedHashSet<>();
    for (String head : left) {
      for (String tail : right) {
        if (head.length() + tail.length() > PatternParser.MATCH_LENGTH_MAX) {
          return null;
        }
        all.add(head + tail);
      }
    }
    return all;
  }

  /** The texts as literals at the start of a match, or null if one is too short to look for. */
  private static List<Literal> usable(Set<String> texts) {
    return literals(texts, text -> text.length() >= LITERAL_LENGTH_MIN);
  }

  /** As {@link #usable}; a single sign will do, as it is looked for beside other literals only. */
  private static List<Literal> usableBeside(Set<String> texts) {
    return literals(
        texts, text -> text.length() >= LITERAL_LENGTH_MIN || LiteralRarity.isSigns(text));
  }

  private static List<Literal> literals(Set<String> texts, Predicate<String> isLongEnough) {
    if (texts == null) {
      return null;
    }
    List<Literal> literals = new ArrayList<>();
    for (String text : texts) {
      if (!isLongEnough.test(text)) {
        return null;
      }
      literals.add(
          new Literal(text.substring(0, Math.min(text.length(), LITERAL_LENGTH_MAX)), 0, 0));
    }
    return withoutImplied(literals);
  }

  /** Drops a literal that holds another one of the set: where it stands the other is found too. */
  private static List<Literal> withoutImplied(List<Literal> literals) {
    List<Literal> byLength = new ArrayList<>(literals);
    byLength.sort((a, b) -> Integer.compare(a.text().length(), b.text().length()));
    List<Literal> kept = new ArrayList<>();
    for (Literal literal : byLength) {
      boolean implied = false;
      for (int i = 0; i < kept.size() && !implied; i++) {
        Literal shorter = kept.get(i);
        int place = literal.text().indexOf(shorter.text());
        if (place >= 0) {
          implied = true;
          kept.set(
              i,
              new Literal(
                  shorter.text(),
                  Math.min(shorter.beforeMin(), literal.beforeMin() + place),
                  Math.max(shorter.beforeMax(), literal.beforeMax() + place)));
        }
      }
      if (!implied) {
        kept.add(literal);
      }
    }
    return kept;
  }

  private static List<Literal> cheaper(List<Literal> left, List<Literal> right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return cost(right) < cost(left) ? right : left;
  }

  /** What looking for the literals costs, in units of text walked per unit of text. */
  static double cost(List<Literal> literals) {
    double cost = 0;
    for (Literal literal : literals) {
      int walk = literal.beforeMax() + literal.text().length();
      cost += LITERAL_COST + LiteralRarity.share(literal.text()) * (HIT_COST + walk);
    }
    return cost;
  }
}
