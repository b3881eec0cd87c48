package com.modalarmor.detect.match;

import com.modalarmor.detect.match.Node.Anchor;
import com.modalarmor.detect.match.Node.Chars;
import com.modalarmor.detect.match.Node.Concat;
import com.modalarmor.detect.match.Node.Either;
import com.modalarmor.detect.match.Node.Place;
import com.modalarmor.detect.match.Node.Repeat;
import java.util.ArrayList;
import java.util.List;

/** Reads one pattern into its tree by recursive descent. Used by one thread, once. */
final class PatternParser {
  /** What {@code *} and {@code +} stand for at most: an open end would make a match unbounded. */
  static final int OPEN_REPEAT_MAX = 32;

  static final int COUNTED_REPEAT_MAX = 256;
  static final int MATCH_LENGTH_MAX = 4_096;
  static final int PATTERN_LENGTH_MAX = 8192;
  static final int GROUP_DEPTH_MAX = 32;

  private final PatternCursor cursor;
  private final UnitReader units;

  private PatternParser(PatternSource source) {
    cursor = new PatternCursor(source);
    units = new UnitReader(cursor);
  }

  static Node parse(PatternSource source) {
    if (source.regex().length() > PATTERN_LENGTH_MAX) {
      throw new PatternFault(
          source.id(),
          PATTERN_LENGTH_MAX,
          "expected at most " + PATTERN_LENGTH_MAX + " characters");
    }
    PatternParser parser = new PatternParser(source);
    Node root = parser.either(0);
    if (!parser.cursor.atEnd()) {
      throw parser.cursor.fault("expected the end of the pattern, as no group is open; write \\)");
    }
    int longest = root.maxLength();
    if (longest > MATCH_LENGTH_MAX) {
      throw parser.cursor.faultAt(
          0,
          "expected matches of at most " + MATCH_LENGTH_MAX + " units, its longest has " + longest);
    }
    return root;
  }

  private Node either(int depth) {
    List<Node> branches = new ArrayList<>();
    branches.add(concat(depth));
    while (cursor.take('|')) {
      branches.add(concat(depth));
    }
    return branches.size() == 1 ? branches.get(0) : new Either(List.copyOf(branches));
  }

  private Node concat(int depth) {
    List<Node> parts = new ArrayList<>();
    while (!cursor.atEnd() && cursor.peek() != '|' && cursor.peek() != ')') {
      parts.add(quantified(depth));
    }
    return parts.size() == 1 ? parts.get(0) : new Concat(List.copyOf(parts));
  }

  private Node quantified(int depth) {
    Node atom = atom(depth);
    if (!atQuantifier()) {
      return atom;
    }
    int offset = cursor.offset();
    if (atom.maxLength() == 0) {
      throw cursor.fault("expected something that consumes text before a quantifier");
    }
    Node repeat = repeat(atom);
    if (atQuantifier()) {
      throw cursor.fault("expected one quantifier only; lazy and possessive ones are not offered");
    }
    if (repeat.maxLength() > MATCH_LENGTH_MAX) {
      throw cursor.faultAt(
          offset,
          "expected a repetition of at most "
              + MATCH_LENGTH_MAX
              + " units, this one reaches "
              + repeat.maxLength());
    }
    return repeat;
  }

  private boolean atQuantifier() {
    return !cursor.atEnd() && "?*+{".indexOf(cursor.peek()) >= 0;
  }

  private Node repeat(Node body) {
    char sign = cursor.next();
    if (sign == '?') {
      return new Repeat(body, 0, 1);
    }
    if (sign == '*') {
      return new Repeat(body, 0, OPEN_REPEAT_MAX);
    }
    if (sign == '+') {
      return new Repeat(body, 1, OPEN_REPEAT_MAX);
    }
    int offset = cursor.offset();
    int min = cursor.number();
    int max = cursor.take(',') ? cursor.number() : min;
    if (!cursor.take('}')) {
      throw cursor.fault("expected } to close a repetition {m} or {m,n}");
    }
    if (max < 1 || max > COUNTED_REPEAT_MAX || min > max) {
      throw cursor.faultAt(
          offset, "expected {m,n} with m at most n and n from 1 to " + COUNTED_REPEAT_MAX);
    }
    return new Repeat(body, min, max);
  }

  private Node atom(int depth) {
    char head = cursor.peek();
    switch (head) {
      case '(':
        return group(depth);
      case '[':
        return new Chars(units.bracketed());
      case '.':
        cursor.next();
        return new Chars(CharSet.ANY);
      case '^':
        cursor.next();
        return new Anchor(Place.TEXT_START);
      case '$':
        cursor.next();
        return new Anchor(Place.TEXT_END);
      case '\\':
        return escaped();
      case '?', '*', '+', '{':
        throw cursor.fault("expected something to repeat before " + head + "; write \\" + head);
      case ']', '}':
        throw cursor.fault("expected \\" + head + " for a literal " + head);
      default:
        return literal();
    }
  }

  private Node group(int depth) {
    int offset = cursor.offset();
    cursor.next();
    if (depth == GROUP_DEPTH_MAX) {
      throw cursor.faultAt(offset, "expected at most " + GROUP_DEPTH_MAX + " nested groups");
    }
    if (cursor.take('?') && !cursor.take(':')) {
      throw cursor.fault("expected : after (?, the only group of that kind");
    }
    Node body = either(depth + 1);
    if (!cursor.take(')')) {
      throw cursor.faultAt(offset, "expected ) to close the group opened here");
    }
    return body;
  }

  private Node escaped() {
    if (cursor.followedBy('b')) {
      return new Anchor(Place.WORD_BOUNDARY);
    }
    if (cursor.followedBy('B')) {
      return new Anchor(Place.NO_WORD_BOUNDARY);
    }
    return new Chars(units.escape());
  }

  /** A surrogate pair stays one atom, so that a quantifier after it takes both halves. */
  private Node literal() {
    char head = cursor.next();
    if (Character.isHighSurrogate(head)
        && !cursor.atEnd()
        && Character.isLowSurrogate(cursor.peek())) {
      Node low = new Chars(CharSet.of(cursor.next()));
      return new Concat(List.of(new Chars(CharSet.of(head)), low));
    }
    return new Chars(CharSet.of(head));
  }
}
