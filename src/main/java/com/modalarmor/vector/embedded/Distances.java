package com.modalarmor.vector.embedded;

/** Sums over vectors, in four lanes so that the processor's pipeline stays full. Stateless. */
final class Distances {

  private Distances() {}

  static float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i <= length - 8; i += 8) {
      s0 += a[aFrom + i] * b[bFrom + i];
      s1 += a[aFrom + i + 1] * b[bFrom + i + 1];
      s2 += a[aFrom + i + 2] * b[bFrom + i + 2];
      s3 += a[aFrom + i + 3] * b[bFrom + i + 3];
      s4 += a[aFrom + i + 4] * b[bFrom + i + 4];
      s5 += a[aFrom + i + 5] * b[bFrom + i + 5];
      s6 += a[aFrom + i + 6] * b[bFrom + i + 6];
      s7 += a[aFrom + i + 7] * b[bFrom + i + 7];
    }
    for (; i < length; i++) {
      s0 += a[aFrom + i] * b[bFrom + i];
    }
    return s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
  }

  /** The squared distance without the loss of digits that three products bring. */
  static float square(float[] a, int aFrom, float[] b, int bFrom, int length) {
    float s0 = 0;
    float s1 = 0;
    for (int i = 0; i < length; i++) {
      float d = a[aFrom + i] - b[bFrom + i];
      if ((i & 1) == 0) {
        s0 += d * d;
      } else {
        s1 += d * d;
      }
    }
    return s0 + s1;
  }
}
