package com.modalarmor.vector.rights;

/** What rights are about: a row, as far as its reserved part goes. */
public interface Guarded {

  /** Null when it has none that is understood: then nobody may see it. */
  Label label();

  /** Who wrote it; empty when unknown. */
  String owner();
}
