package com.modalarmor.guard;

import java.util.List;

/** The stages of one text, one after another. Single-threaded. */
final class StageChain implements TextStage {

  /** Lets everything through. */
  static final TextStage NONE = new StageChain(List.of());

  private final TextStage[] stages;
  private final StringBuilder[] between;

  StageChain(List<TextStage> inOrder) {
    stages = inOrder.toArray(new TextStage[0]);
    between = new StringBuilder[Math.max(0, stages.length - 1)];
    for (int i = 0; i < between.length; i++) {
      between[i] = new StringBuilder();
    }
  }

  @Override
  public boolean holds() {
    for (TextStage stage : stages) {
      if (stage.holds()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void push(CharSequence piece, boolean last, StringBuilder out) {
    if (stages.length == 0) {
      out.append(piece);
      return;
    }
    CharSequence next = piece;
    for (int i = 0; i < stages.length; i++) {
      StringBuilder to = i < between.length ? between[i] : out;
      if (i < between.length) {
        to.setLength(0);
      }
      stages[i].push(next, last, to);
      next = to;
    }
  }
}
