package com.modalarmor.upstream.gemini;

import com.modalarmor.chat.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Which texts of a reply go on from event to event: the answer of each candidate is one, its
 * thoughts, which are shown apart, another. For one walk; single-threaded.
 */
final class GeminiCandidates {

  private static final int INDEX_MAX = 1 << 20;

  /** Marks a thought until the number of its candidate is known. */
  private static final int OPEN_THOUGHT = GeminiTurns.OPEN_GROUP - 1;

  private final List<Integer> ended = new ArrayList<>(0);
  private int candidateBegin;
  private int candidate;
  private boolean finished;
  private int partBegin;
  private boolean thought;

  /** The group of a candidate's answer, or of its thoughts. */
  static int group(int candidate, boolean thought) {
    return 2 * candidate + (thought ? 1 : 0);
  }

  static int candidateOf(int group) {
    return group / 2;
  }

  static boolean isThought(int group) {
    return group % 2 == 1;
  }

  /** {@code place} stands for its number until the candidate tells it. */
  void begins(int textsBefore, int place) {
    candidateBegin = textsBefore;
    finished = false;
    index(place);
  }

  void index(long number) {
    candidate = (int) Math.max(0, Math.min(INDEX_MAX, number));
  }

  /** A reason was told; {@code ownField} = by the candidate itself. */
  void finished(boolean ownField) {
    finished |= ownField;
  }

  void partBegins(int textsBefore) {
    partBegin = textsBefore;
    thought = false;
  }

  void partIsThought() {
    thought = true;
  }

  void partEnds(List<Part> texts) {
    if (thought) {
      for (int i = partBegin; i < texts.size(); i++) {
        regroup(texts, i, GeminiTurns.OPEN_GROUP, OPEN_THOUGHT);
      }
    }
    thought = false;
  }

  void ends(List<Part> texts) {
    for (int i = candidateBegin; i < texts.size(); i++) {
      regroup(texts, i, GeminiTurns.OPEN_GROUP, group(candidate, false));
      regroup(texts, i, OPEN_THOUGHT, group(candidate, true));
      int group = texts.get(i).group();
      if (GeminiPieces.isArgument(group)) {
        regroup(texts, i, group, GeminiPieces.ofCandidate(group, candidate));
      }
    }
    if (finished) {
      ended.add(group(candidate, false));
      ended.add(group(candidate, true));
    }
  }

  private static void regroup(List<Part> texts, int at, int from, int to) {
    Part part = texts.get(at);
    if (part.group() == from) {
      texts.set(at, part.with(part.trust(), to, part.turn()));
    }
  }

  /** Groups that the reply says are at their end. */
  int[] ended() {
    return ended.stream().mapToInt(Integer::intValue).toArray();
  }
}
