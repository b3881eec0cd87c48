package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Patterns without a literal (digit groups and the like), each matched from a place that the caller
 * chose. Compiled whole at load; a match is linear in its length and never goes back. Immutable,
 * shared between threads. A digit is one from 0 to 9.
 *
 * <p>Syntax as in {@link MultiPattern}; the longest match counts. {@code ^} and {@code $} hold
 * nowhere.
 */
public final class ShapeSet {

  private static final CharSet DIGITS = CharSet.range('0', '9');

  /** Digits of other scripts are read in the folded view. */
  private static final CharSet OTHER_DIGITS = CharSet.DIGIT.without(DIGITS);

  final CharClasses shared;
  private final Shape[] shapes;
  final boolean[] digit;
  final boolean[] word;

  private ShapeSet(CharClasses shared, Shape[] shapes, CharSet words) {
    this.shared = shared;
    this.shapes = shapes;
    digit = flags(shared, DIGITS);
    word = flags(shared, words);
  }

  /**
   * Compiles.
   *
   * @throws PatternFault if a shape cannot be compiled
   */
  public static ShapeSet compile(List<ShapeSource> sources) {
    return compile(
        sources,
        CharSet.WORD,
        new LinkedHashSet<>(List.of(CharSet.WORD, CharSet.SPACED_WORD, CharSet.SPACE, DIGITS)));
  }

  /** The same for texts of nothing but digits, in a fraction of the memory. */
  public static ShapeSet ofDigits(List<ShapeSource> sources) {
    return compile(sources, DIGITS, new LinkedHashSet<>(List.of(DIGITS)));
  }

  private static ShapeSet compile(List<ShapeSource> sources, CharSet words, Set<CharSet> sets) {
    List<Node> trees = new ArrayList<>();
    List<ShapeGraph> graphs = new ArrayList<>();
    List<CharSet[]> around = new ArrayList<>();
    for (ShapeSource source : sources) {
      Node tree = PatternParser.parse(new PatternSource(source.id(), source.regex()));
      tree = with(tree, set -> set.without(OTHER_DIGITS));
      if (source.anyCase()) {
        tree = with(tree, ShapeSet::anyCase);
      }
      ShapeGraph graph = new ShapeGraph(tree);
      sets.addAll(graph.sets());
      CharSet[] edges = {edge(source, source.notBefore()), edge(source, source.notAfter())};
      for (CharSet set : edges) {
        if (set != null) {
          sets.add(set);
        }
      }
      trees.add(tree);
      graphs.add(graph);
      around.add(edges);
    }
    CharClasses shared = CharClasses.separating(sets);
    Shape[] shapes = new Shape[sources.size()];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] =
          new Shape(
              sources.get(i).id(),
              trees.get(i),
              graphs.get(i),
              shared,
              sources.get(i).unspaced() ? CharSet.SPACED_WORD : words,
              flags(shared, around.get(i)[0]),
              flags(shared, around.get(i)[1]));
    }
    return new ShapeSet(shared, shapes, words);
  }

  private static CharSet edge(ShapeSource source, String unitClass) {
    if (unitClass.isEmpty()) {
      return null;
    }
    Node node = PatternParser.parse(new PatternSource(source.id(), unitClass));
    if (node instanceof Node.Chars chars) {
      boolean words = source.unspaced() && chars.set().containsAll(CharSet.WORD);
      return words ? chars.set().without(CharSet.WORD).union(CharSet.SPACED_WORD) : chars.set();
    }
    throw new PatternFault(source.id(), 0, "expected one class of units around a match");
  }

  private static boolean[] flags(CharClasses shared, CharSet set) {
    if (set == null) {
      return null;
    }
    BitSet members = shared.within(set);
    boolean[] flags = new boolean[shared.count()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = members.get(i);
    }
    return flags;
  }

  private static Node with(Node node, UnaryOperator<CharSet> change) {
    if (node instanceof Node.Chars chars) {
      return new Node.Chars(change.apply(chars.set()));
    }
    if (node instanceof Node.Repeat repeat) {
      return new Node.Repeat(with(repeat.body(), change), repeat.min(), repeat.max());
    }
    if (node instanceof Node.Concat concat) {
      return new Node.Concat(concat.parts().stream().map(part -> with(part, change)).toList());
    }
    if (node instanceof Node.Either either) {
      return new Node.Either(either.branches().stream().map(one -> with(one, change)).toList());
    }
    return node;
  }

  private static CharSet anyCase(CharSet set) {
    CharSet both = set;
    for (char lower : "abcdefghijklmnopqrstuvwxyzäöü".toCharArray()) {
      char upper = Character.toUpperCase(lower);
      if (set.contains(lower) != set.contains(upper)) {
        both = both.union(CharSet.of(lower)).union(CharSet.of(upper));
      }
    }
    return both;
  }

  Shape shape(int index) {
    return shapes[index];
  }

  public int size() {
    return shapes.length;
  }

  /** Number of unit classes that some shape tells apart. */
  public int classes() {
    return shared.count();
  }

  public int classOf(char unit) {
    return shared.classOf(unit);
  }

  /** The end of the longest match of a shape that starts at {@code from}, or -1. */
  public int match(int shape, char[] text, int length, int from) {
    return shapes[shape].match(text, length, from, shared);
  }

  /**
   * True when a text that ends at {@code to} may go on so that the shape stands at {@code from}.
   */
  public boolean open(int shape, char[] text, int from, int to) {
    return shapes[shape].open(text, from, to, shared);
  }

  /** The most UTF-16 units that a match of the shape has. */
  public int maxLength(int shape) {
    return shapes[shape].maxLength;
  }

  public boolean isWord(char unit) {
    return word[shared.classOf(unit)];
  }

  /** The size of the compiled tables, about. */
  public long memoryBytes() {
    long bytes = shared.memoryBytes();
    for (Shape shape : shapes) {
      bytes += shape.memoryBytes();
    }
    return bytes;
  }
}
