package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One pattern as a non-deterministic automaton without empty moves: a state is a position of the
 * pattern, reached by consuming a unit of that position's set. Immutable.
 *
 * <p>Anchors look at the kinds of the two units around a place, see {@link #table}. A pattern that
 * does not ask sees one kind only, so it pays nothing for the possibility.
 */
final class PositionAutomaton {
  static final int KIND_OTHER = 0;
  static final int KIND_WORD = 1;

  /** Stands for the missing unit before the start and after the end of the text. */
  static final int KIND_EDGE = 2;

  static final int KINDS = 3;

  final int positions;

  /** How many longs a set of positions takes. */
  final int words;

  final int maxLength;

  /** The pattern's own classes, by the shared class of a unit. */
  final char[] localClass;

  final int classes;

  /** Whether units of a class are word units, as far as this pattern cares. */
  final byte[] kindOfClass;

  /** Per class the bit set of positions that consume its units, one after the other. */
  final long[] consumers;

  /** Positions of so few units that a literal may be made of them, as a bit set. */
  final long[] spelled;

  /** Per position its chain, see {@link PositionTree#chains}. */
  final int[] chains;

  private final int edgeKindBefore;
  private final StepTable[] tables = new StepTable[KINDS * KINDS];
  private final long tableBytes;

  /**
   * Builds the automaton.
   *
   * @param membersOf the shared classes in each set met so far, shared by the patterns of an engine
   * @param steps the lists of steps met so far, shared like those: "the next one" is nearly all
   */
  PositionAutomaton(
      String patternId,
      Node pattern,
      CharClasses shared,
      Map<CharSet, BitSet> membersOf,
      Map<StepTable.Steps, int[]> steps) {
    PositionTree tree = new PositionTree(patternId, pattern);
    positions = tree.sets.size();
    words = Math.max(1, (positions + 63) >> 6);
    maxLength = pattern.maxLength();
    chains = tree.chains.stream().mapToInt(Integer::intValue).toArray();
    spelled = new long[words];
    for (int position = 0; position < positions; position++) {
      if (tree.sets.get(position).size() <= RequiredLiterals.SET_SIZE_MAX) {
        spelled[position >> 6] |= 1L << position;
      }
    }
    Set<Node.Place> asked = new LinkedHashSet<>();
    collectPlaces(pattern, asked);
    boolean asksWords =
        asked.contains(Node.Place.WORD_BOUNDARY) || asked.contains(Node.Place.NO_WORD_BOUNDARY);
    edgeKindBefore = asked.contains(Node.Place.TEXT_START) ? KIND_EDGE : KIND_OTHER;

    List<CharSet> distinct = tree.sets.stream().distinct().toList();
    List<BitSet> members = new ArrayList<>();
    for (CharSet set : distinct) {
      members.add(membersOf.computeIfAbsent(set, shared::within));
    }
    BitSet wordClasses =
        asksWords ? membersOf.computeIfAbsent(CharSet.WORD, shared::within) : new BitSet();
    localClass = localClasses(members, wordClasses, shared.count());
    int highest = 0;
    for (char local : localClass) {
      highest = Math.max(highest, local);
    }
    classes = highest + 1;
    kindOfClass = new byte[classes];
    consumers = new long[classes * words];
    int[] setOf = setNumbers(tree.sets, distinct);
    BitSet done = new BitSet(classes);
    for (int charClass = 0; charClass < localClass.length; charClass++) {
      int local = localClass[charClass];
      if (done.get(local)) {
        continue;
      }
      done.set(local);
      kindOfClass[local] = (byte) (wordClasses.get(charClass) ? KIND_WORD : KIND_OTHER);
      for (int position = 0; position < positions; position++) {
        if (members.get(setOf[position]).get(charClass)) {
          consumers[local * words + (position >> 6)] |= 1L << position;
        }
      }
    }
    tableBytes = fillTables(patternId, tree, asked, steps);
  }

  /** Numbers the shared classes so that those which no set tells apart share a number. */
  private static char[] localClasses(List<BitSet> members, BitSet wordClasses, int count) {
    int[] group = new int[count];
    int groups = 1;
    // By group and membership the number of the group that both make, -1 until it is met.
    int[] numbers = new int[2 * count];
    List<BitSet> all = new ArrayList<>(members);
    all.add(wordClasses);
    for (BitSet one : all) {
      Arrays.fill(numbers, 0, 2 * groups, -1);
      groups = 0;
      for (int charClass = 0; charClass < count; charClass++) {
        int key = 2 * group[charClass] + (one.get(charClass) ? 1 : 0);
        if (numbers[key] < 0) {
          numbers[key] = groups++;
        }
        group[charClass] = numbers[key];
      }
    }
    char[] local = new char[count];
    for (int charClass = 0; charClass < count; charClass++) {
      local[charClass] = (char) group[charClass];
    }
    return local;
  }

  private static int[] setNumbers(List<CharSet> sets, List<CharSet> distinct) {
    Map<CharSet, Integer> numbers = new HashMap<>();
    for (CharSet set : distinct) {
      numbers.put(set, numbers.size());
    }
    return sets.stream().mapToInt(numbers::get).toArray();
  }

  /** One table per truth of the anchors that the pattern has; equal truths share it. */
  private long fillTables(
      String patternId,
      PositionTree tree,
      Set<Node.Place> asked,
      Map<StepTable.Steps, int[]> known) {
    Map<Integer, StepTable> byTruth = new HashMap<>();
    for (int before = 0; before < KINDS; before++) {
      for (int after = 0; after < KINDS; after++) {
        boolean boundary = (before == KIND_WORD) != (after == KIND_WORD);
        boolean[] truth = new boolean[Node.Place.values().length];
        truth[Node.Place.TEXT_START.ordinal()] = before == KIND_EDGE;
        truth[Node.Place.TEXT_END.ordinal()] = after == KIND_EDGE;
        truth[Node.Place.WORD_BOUNDARY.ordinal()] = boundary;
        truth[Node.Place.NO_WORD_BOUNDARY.ordinal()] = !boundary;
        int key = 0;
        for (Node.Place place : asked) {
          key |= truth[place.ordinal()] ? 1 << place.ordinal() : 0;
        }
        tables[before * KINDS + after] =
            byTruth.computeIfAbsent(key, unused -> StepTable.build(patternId, tree, truth, known));
      }
    }
    return byTruth.values().stream().mapToLong(StepTable::memoryBytes).sum();
  }

  private static void collectPlaces(Node node, Set<Node.Place> found) {
    if (node instanceof Node.Anchor anchor) {
      found.add(anchor.place());
    } else if (node instanceof Node.Repeat repeat) {
      collectPlaces(repeat.body(), found);
    } else if (node instanceof Node.Concat concat) {
      concat.parts().forEach(part -> collectPlaces(part, found));
    } else if (node instanceof Node.Either either) {
      either.branches().forEach(branch -> collectPlaces(branch, found));
    }
  }

  /** The steps over a place, by the kinds of the units before and after it. */
  StepTable table(int kindBefore, int kindAfter) {
    return tables[kindBefore * KINDS + kindAfter];
  }

  /** The steps of each truth of the anchors, once. */
  List<StepTable> distinctTables() {
    return Arrays.stream(tables).distinct().toList();
  }

  /** The kind before {@code place} in a text that starts at {@code from}. */
  int kindBefore(char[] text, int from, int place, CharClasses shared) {
    return place == from
        ? edgeKindBefore
        : kindOfClass[localClass[shared.classOf(text[place - 1])]];
  }

  boolean consumes(int position, int localClass) {
    return (consumers[localClass * words + (position >> 6)] & 1L << position) != 0;
  }

  /** Without the lists of steps, which patterns share. */
  long memoryBytes() {
    return 2L * localClass.length + 8L * consumers.length + 4L * positions + tableBytes;
  }
}
