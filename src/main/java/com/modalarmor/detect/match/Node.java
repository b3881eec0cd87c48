package com.modalarmor.detect.match;

import java.util.List;

/** A parsed pattern as a tree. Immutable. */
sealed interface Node {
  /** Lengths above this read as this, so that products of nested repetitions cannot overflow. */
  int LENGTH_CEILING = 1 << 20;

  /** The fewest UTF-16 units that a match consumes. */
  int minLength();

  /** The most UTF-16 units that a match consumes. */
  int maxLength();

  /** One unit out of a set. */
  record Chars(CharSet set) implements Node {
    @Override
    public int minLength() {
      return 1;
    }

    @Override
    public int maxLength() {
      return 1;
    }
  }

  /** All parts, one after the other; no parts match the empty text. */
  record Concat(List<Node> parts) implements Node {
    @Override
    public int minLength() {
      long sum = 0;
      for (Node part : parts) {
        sum += part.minLength();
      }
      return (int) Math.min(sum, LENGTH_CEILING);
    }

    @Override
    public int maxLength() {
      long sum = 0;
      for (Node part : parts) {
        sum += part.maxLength();
      }
      return (int) Math.min(sum, LENGTH_CEILING);
    }
  }

  /** Any one of the branches. */
  record Either(List<Node> branches) implements Node {
    @Override
    public int minLength() {
      int min = LENGTH_CEILING;
      for (Node branch : branches) {
        min = Math.min(min, branch.minLength());
      }
      return min;
    }

    @Override
    public int maxLength() {
      int max = 0;
      for (Node branch : branches) {
        max = Math.max(max, branch.maxLength());
      }
      return max;
    }
  }

  /** The body, {@code min} to {@code max} times over. */
  record Repeat(Node body, int min, int max) implements Node {
    @Override
    public int minLength() {
      return Math.min(body.minLength() * min, LENGTH_CEILING);
    }

    @Override
    public int maxLength() {
      return Math.min(body.maxLength() * max, LENGTH_CEILING);
    }
  }

  /** A condition on the place between two units; consumes nothing. */
  record Anchor(Place place) implements Node {
    @Override
    public int minLength() {
      return 0;
    }

    @Override
    public int maxLength() {
      return 0;
    }
  }

  /** What an anchor asks of its place. */
  enum Place {
    TEXT_START,
    TEXT_END,
    WORD_BOUNDARY,
    NO_WORD_BOUNDARY
  }
}
