package com.modalarmor.evaluation;

import java.util.Arrays;

/** A growing list of floats. Single-threaded. */
final class Floats {

  private float[] values = new float[64];
  private int size;

  void add(float value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  float[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
