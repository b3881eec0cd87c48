package com.modalarmor.vector.embedded;

import com.modalarmor.vector.rights.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of one label and owner, their vectors side by side: what a subject may see is a set of
 * whole cells, so a search neither touches nor counts anything else. Guarded by its collection's
 * lock.
 */
final class Cell {

  private static final int BLOCK_SHIFT = 10;
  static final int BLOCK_ROWS = 1 << BLOCK_SHIFT;

  final Label label;
  final String owner;
  private final int dimension;
  private final Codes coder;
  private final List<Block> blocks = new ArrayList<>();
  private Entry[] entries = new Entry[16];
  private int size;

  /** The vectors of up to {@link #BLOCK_ROWS} rows; the first one grows. */
  static final class Block {
    float[] vectors;
    long[] codes;

    /** The square of each vector's length. */
    float[] squares;

    /** How well each code stands for its vector. */
    float[] fits;

    private Block(int rows, int dimension, int words) {
      vectors = new float[rows * dimension];
      codes = new long[rows * words];
      squares = new float[rows];
      fits = new float[rows];
    }

    private void grow(int rows, int dimension, int words) {
      vectors = Arrays.copyOf(vectors, rows * dimension);
      codes = Arrays.copyOf(codes, rows * words);
      squares = Arrays.copyOf(squares, rows);
      fits = Arrays.copyOf(fits, rows);
    }
  }

  Cell(Label label, String owner, int dimension, Codes coder) {
    this.label = label;
    this.owner = owner;
    this.dimension = dimension;
    this.coder = coder;
  }

  int size() {
    return size;
  }

  Entry entry(int index) {
    return entries[index];
  }

  Block block(int index) {
    return blocks.get(index >> BLOCK_SHIFT);
  }

  static int inBlock(int index) {
    return index & BLOCK_ROWS - 1;
  }

  /** A copy. */
  float[] vector(int index) {
    int from = inBlock(index) * dimension;
    return Arrays.copyOfRange(block(index).vectors, from, from + dimension);
  }

  /** The index that {@link #add} will give. */
  int next() {
    return size;
  }

  void add(Entry entry, float[] vector) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size + (size >> 1));
    }
    entries[size] = entry;
    room(size);
    set(size, vector);
    size++;
  }

  private void room(int index) {
    int words = coder.words();
    if (index >> BLOCK_SHIFT == blocks.size()) {
      blocks.add(new Block(blocks.isEmpty() ? 16 : BLOCK_ROWS, dimension, words));
    }
    Block block = block(index);
    int rows = block.squares.length;
    if (inBlock(index) >= rows) {
      block.grow(Math.min(BLOCK_ROWS, rows * 2), dimension, words);
    }
  }

  void set(int index, float[] vector) {
    Block block = block(index);
    int at = inBlock(index);
    System.arraycopy(vector, 0, block.vectors, at * dimension, dimension);
    block.squares[at] =
        Distances.dot(block.vectors, at * dimension, block.vectors, at * dimension, dimension);
    block.fits[at] =
        coder.encode(block.vectors, at * dimension, dimension, block.codes, at * coder.words());
  }

  /** The last row takes the place of the one that goes. */
  void remove(Entry entry) {
    int last = --size;
    int hole = entry.index;
    if (hole != last) {
      Entry moved = entries[last];
      moved.index = hole;
      entries[hole] = moved;
      copy(last, hole);
    }
    entries[last] = null;
    if (size % BLOCK_ROWS == 0) {
      blocks.remove(blocks.size() - 1);
    }
  }

  private void copy(int from, int to) {
    Block a = block(from);
    Block b = block(to);
    int words = coder.words();
    int i = inBlock(from);
    int j = inBlock(to);
    System.arraycopy(a.vectors, i * dimension, b.vectors, j * dimension, dimension);
    System.arraycopy(a.codes, i * words, b.codes, j * words, words);
    b.squares[j] = a.squares[i];
    b.fits[j] = a.fits[i];
  }
}
