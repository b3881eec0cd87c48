package com.modalarmor.classify;

/**
 * Reads a long text by its features, piece by piece, each character once: the stretches that the
 * screen finds, paragraph after paragraph. What a paragraph holds alone and what lies in several is
 * judged apart. What was found of a piece stands in a {@link AttackModel.Scratch}. Scratch;
 * single-threaded.
 */
public final class PieceScan {

  private AttackModel model;
  private AttackModel.Scratch scratch;
  private int length;
  private boolean all;
  private boolean met;

  /** Starts with a text. */
  public void begin(AttackModel by, char[] chars, int newLength, AttackModel.Scratch with) {
    model = by;
    scratch = with;
    length = newLength;
    all = false;
    met = false;
    scratch.read = true;
    scratch.chars = chars;
    scratch.passedOver = false;
    if (scratch.screening != Screening.OFF) {
      scratch.screen.begin(chars, 0, length, WordScreen.LONG_MARGIN_BLOCKS);
    }
  }

  /** Finds the next stretch to be read; false when there is none. */
  public boolean next() {
    if (!all && scratch.screening != Screening.OFF && scratch.screen.next()) {
      met = true;
      scratch.windows.apart();
      return true;
    }
    // Where nothing is passed over, and where scores are compared, all of it is one.
    if (all || met || scratch.screening == Screening.ON) {
      return false;
    }
    all = true;
    scratch.passedOver = scratch.screening == Screening.SCORED;
    scratch.windows.apart();
    return true;
  }

  /** Where that stretch begins. */
  public int start() {
    return all ? 0 : scratch.screen.start;
  }

  public int end() {
    return all ? length : scratch.screen.end;
  }

  /** Reads the next piece of the stretch, as if it stood alone. */
  public boolean piece(int from, int to, int channel, float handicap) {
    WindowScan windows = scratch.windows;
    windows.begin(scratch.chars, from);
    windows.paragraph(from, to);
    return windows.found && judge(windows.logit, windows.start, windows.end, channel, handicap);
  }

  /** What windows over several pieces hold, since this was asked last. */
  public boolean across(int channel, float handicap) {
    WindowScan windows = scratch.windows;
    float logit = windows.acrossLogit;
    windows.acrossAgain();
    return logit > Float.NEGATIVE_INFINITY
        && judge(logit, windows.acrossStart, windows.acrossEnd, channel, handicap);
  }

  /** What is thought of a text in which the screen has found nothing; it is not read. */
  public boolean passedOver(int channel, float handicap) {
    float best = scratch.screen.best;
    if (met || all || best == Float.NEGATIVE_INFINITY) {
      return false;
    }
    scratch.passedOver = true;
    scratch.read = false;
    return judge(model.weights().screen().passedOver(best), 0, 0, channel, handicap);
  }

  private boolean judge(float logit, int start, int end, int channel, float handicap) {
    scratch.found = true;
    scratch.logit = logit;
    scratch.start = start;
    scratch.end = end;
    model.judge(0, channel, handicap, scratch);
    float[] c = model.weights().calibration();
    scratch.unsure &= scratch.sum > c[Weights.ANCHOR] - NetworkGate.REACH + handicap / c[0];
    return true;
  }
}
