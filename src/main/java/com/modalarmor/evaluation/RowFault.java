package com.modalarmor.evaluation;

/** A row that cannot be used: names file and line, never the text. */
public final class RowFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RowFault(String file, long line, String what) {
    super(file + ", line " + line + ": " + what);
  }
}
