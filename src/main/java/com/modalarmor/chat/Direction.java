package com.modalarmor.chat;

/** Which way a text goes. */
public enum Direction {
  /** To the model. */
  INPUT,
  /** From the model to the caller. */
  OUTPUT,
  /** Told by each part: what the model wrote is output, all else input. */
  BY_TRUST;

  /** True when a text of that trust is on its way to the caller. */
  public boolean isOutput(Trust trust) {
    return this == OUTPUT || (this == BY_TRUST && trust == Trust.MODEL);
  }
}
