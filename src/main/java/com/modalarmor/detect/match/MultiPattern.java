package com.modalarmor.detect.match;

import com.modalarmor.text.Pause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A compiled list of patterns that finds all of them in one pass. Immutable, shared between
 * threads; each thread scans with a {@link MatchScratch} of its own.
 */
public final class MultiPattern {
  private final List<PatternSource> patterns;
  private final MatchLimits limits;
  private final CharClasses shared;
  private final PositionAutomaton[] automata;
  private final LiteralEntries[] entries;
  private final BackwardSteps[] backwards;
  private final LiteralAutomaton literals;
  private final TriggerTable triggers;
  private final long stepBytes;

  private MultiPattern(
      List<PatternSource> sources,
      MatchLimits limits,
      int companionsMax,
      Consumer<PatternFault> faults) {
    this.limits = limits;
    List<PatternSource> sound = new ArrayList<>();
    List<Node> trees = new ArrayList<>();
    List<Requirement> required = new ArrayList<>();
    Set<String> texts = new LinkedHashSet<>();
    Set<CharSet> sets = new LinkedHashSet<>();
    sets.add(CharSet.WORD);
    for (PatternSource source : sources) {
      try {
        Node tree = PatternParser.parse(source);
        Requirement requirement = requirement(source, tree, companionsMax);
        requirement.trigger().forEach(literal -> texts.add(literal.text()));
        requirement.companions().forEach(all -> all.forEach(near -> texts.addAll(near.group())));
        required.add(requirement);
        addSets(tree, sets);
        trees.add(tree);
        sound.add(source);
      } catch (PatternFault fault) {
        faults.accept(fault);
      }
    }
    patterns = List.copyOf(sound);
    shared = CharClasses.separating(sets);
    automata = new PositionAutomaton[trees.size()];
    entries = new LiteralEntries[automata.length];
    backwards = new BackwardSteps[automata.length];
    Surroundings[] surroundings = new Surroundings[automata.length];
    Map<CharSet, BitSet> membersOf = new HashMap<>();
    Map<StepTable.Steps, int[]> steps = new HashMap<>();
    for (int i = 0; i < automata.length; i++) {
      try {
        automata[i] =
            new PositionAutomaton(patterns.get(i).id(), trees.get(i), shared, membersOf, steps);
        List<Literal> trigger = required.get(i).trigger();
        entries[i] = new LiteralEntries(automata[i], trigger, shared);
        if (companionsMax > 0) {
          surroundings[i] = new Surroundings(automata[i], trigger, shared);
          if (trigger.stream().anyMatch(CandidateWindows::mayNarrow)) {
            backwards[i] = surroundings[i].backwards(steps);
          }
        }
      } catch (PatternFault fault) {
        faults.accept(fault);
      }
    }
    stepBytes = steps.values().stream().mapToLong(list -> 16 + 4L * list.length).sum();
    literals = new LiteralAutomaton(texts);
    triggers = new TriggerTable(required, surroundings, literals);
  }

  /** Compiles with {@link MatchLimits#DEFAULT}; the first faulty pattern ends it. */
  public static MultiPattern compile(List<PatternSource> patterns) {
    return compile(patterns, MatchLimits.DEFAULT);
  }

  /**
   * Compiles a list of patterns.
   *
   * @throws PatternFault if a pattern cannot be compiled
   * @throws IllegalArgumentException if all literals together are too large
   */
  public static MultiPattern compile(List<PatternSource> patterns, MatchLimits limits) {
    return compile(patterns, limits, Requirement.COMPANIONS_MAX);
  }

  /**
   * Compiles with a choice of how many groups of literals are looked at besides the trigger; with
   * none, nor is what stands just beside it.
   */
  static MultiPattern compile(List<PatternSource> patterns, MatchLimits limits, int companionsMax) {
    return new MultiPattern(
        patterns,
        limits,
        companionsMax,
        fault -> {
          throw fault;
        });
  }

  /**
   * Compiles with {@link MatchLimits#DEFAULT} and reports the faults of all patterns. With a fault
   * the result is of no use.
   */
  public static MultiPattern compile(List<PatternSource> patterns, Consumer<PatternFault> faults) {
    return new MultiPattern(patterns, MatchLimits.DEFAULT, Requirement.COMPANIONS_MAX, faults);
  }

  /** Those of the patterns that stand at the given places of the list, in that order. */
  public MultiPattern only(int[] places) {
    List<PatternSource> some = new ArrayList<>(places.length);
    for (int place : places) {
      some.add(patterns.get(place));
    }
    return compile(some, limits);
  }

  private static Requirement requirement(PatternSource source, Node tree, int companionsMax) {
    Requirement requirement = Requirement.of(tree, companionsMax);
    if (requirement.trigger().isEmpty()) {
      throw new PatternFault(
          source.id(),
          0,
          "expected a literal of at least "
              + RequiredLiterals.LITERAL_LENGTH_MIN
              + " characters in each match; a shape without one needs a scanner of its own");
    }
    return requirement;
  }

  static void addSets(Node node, Set<CharSet> sets) {
    if (node instanceof Node.Chars chars) {
      sets.add(chars.set());
    } else if (node instanceof Node.Repeat repeat) {
      addSets(repeat.body(), sets);
    } else if (node instanceof Node.Concat concat) {
      concat.parts().forEach(part -> addSets(part, sets));
    } else if (node instanceof Node.Either either) {
      either.branches().forEach(branch -> addSets(branch, sets));
    }
  }

  /** Working memory for one thread. */
  public MatchScratch newScratch() {
    return newScratch(Pause.NONE);
  }

  /** The same for texts of any length. */
  public MatchScratch newScratch(Pause pause) {
    Verifier verifier = new Verifier(automata, entries, shared, limits);
    int[] maxLength = new int[automata.length];
    for (int i = 0; i < maxLength.length; i++) {
      maxLength[i] = automata[i].maxLength;
    }
    CandidateWindows windows = new CandidateWindows(verifier, maxLength, backwards, shared);
    LiteralPass pass = new LiteralPass(literals, triggers, windows, pause);
    return new MatchScratch(this, verifier, windows, pass);
  }

  /**
   * Finds the patterns in {@code text[from..to)}, as if there were no text around it. The hits are
   * in {@code scratch} until its next scan: each pattern's own from left to right, patterns in no
   * particular order.
   *
   * @return the number of hits
   */
  public int scan(char[] text, int from, int to, MatchScratch scratch) {
    if (from < 0 || from > to || to > text.length) {
      throw new IndexOutOfBoundsException(from + " to " + to + " of " + text.length);
    }
    if (scratch.owner != this) {
      throw new IllegalArgumentException("this scratch was made for other patterns");
    }
    return scan(text, from, to, scratch, null);
  }

  /**
   * The same over the text that {@code places} has read, from its beginning; this list is one of
   * those that share them.
   */
  public int scan(char[] text, int length, MatchScratch scratch, SharedLiterals.Places places) {
    if (scratch.owner != this || places.rowsOf(this) == null) {
      throw new IllegalArgumentException("made for other patterns");
    }
    return scan(text, 0, length, scratch, places);
  }

  private int scan(
      char[] text, int from, int to, MatchScratch scratch, SharedLiterals.Places places) {
    scratch.verifier.begin(text, from, to);
    scratch.windows.begin(text, from, to);
    scratch.pass.scan(text, from, to, places, places == null ? null : places.rowsOf(this));
    scratch.windows.finish();
    scratch.verifier.end();
    return scratch.verifier.hits();
  }

  LiteralAutomaton literals() {
    return literals;
  }

  /** The id of a pattern, by its place in the list that was compiled. */
  public String idOf(int pattern) {
    return patterns.get(pattern).id();
  }

  public int patternCount() {
    return automata.length;
  }

  public int literalCount() {
    return literals.literalCount();
  }

  /** States of the literal automaton. */
  public int stateCount() {
    return literals.stateCount();
  }

  /** The size of the compiled tables, shared by all threads, about. */
  public long memoryBytes() {
    long bytes = stepBytes + literals.memoryBytes() + triggers.memoryBytes() + shared.memoryBytes();
    for (PositionAutomaton automaton : automata) {
      bytes += automaton.memoryBytes();
    }
    for (LiteralEntries entry : entries) {
      bytes += entry.memoryBytes();
    }
    for (BackwardSteps steps : backwards) {
      bytes += steps == null ? 0 : steps.memoryBytes();
    }
    return bytes;
  }
}
