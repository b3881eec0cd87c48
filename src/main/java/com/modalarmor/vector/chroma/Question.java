package com.modalarmor.vector.chroma;

import com.modalarmor.json.NumberText;
import com.modalarmor.vector.Selection;
import com.modalarmor.vector.filter.Where;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * What is searched for among the rows of each label, and the words in which a server is asked for
 * it: they are the same for all labels, and spelling hundreds of numbers is the dear part of it.
 * Thread-safe.
 */
final class Question {

  private final Selection selection;
  private final Where where;
  private final List<float[]> vectors;
  private final int k;
  private byte[] spelt;
  private byte[] body;
  private int bodyRows;
  private List<String> bodyInclude;

  Question(Selection selection, List<float[]> vectors, int k) {
    this.selection = selection;
    this.where = ChromaRows.where(selection);
    this.vectors = vectors;
    this.k = k;
  }

  Selection selection() {
    return selection;
  }

  /** Null = any row. */
  Where where() {
    return where;
  }

  List<float[]> vectors() {
    return vectors;
  }

  int dimension() {
    return vectors.get(0).length;
  }

  /** How many of the nearest rows are wanted. */
  int k() {
    return k;
  }

  /** The body of a query. */
  synchronized byte[] body(int rows, List<String> include) {
    if (body == null || bodyRows != rows || bodyInclude != include) {
      if (spelt == null) {
        spelt = spell(vectors);
      }
      body = ChromaRows.query(spelt, where, rows, include);
      bodyRows = rows;
      bodyInclude = include;
    }
    return body;
  }

  private static byte[] spell(List<float[]> vectors) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 * vectors.get(0).length);
    for (float[] vector : vectors) {
      out.write(out.size() == 0 ? '[' : ',');
      out.writeBytes(NumberText.row(vector));
    }
    out.write(']');
    return out.toByteArray();
  }
}
