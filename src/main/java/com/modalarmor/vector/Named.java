package com.modalarmor.vector;

import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Level;
import java.util.List;

/**
 * What a store has under some ids: for decisions, never for answers. Immutable by agreement.
 *
 * @param rows every row of these ids that the clause permits, with its vector; perhaps others,
 *     without
 * @param levels for each id the levels of its rows, whoever may see them, one bit each
 */
public record Named(List<Row> rows, byte[] levels) {

  /** The bit of a row whose label is missing or not understood. */
  private static final int UNKNOWN = 1 << Level.ALL.size();

  /** All bits together are less. */
  static final int LEVELS_END = UNKNOWN << 1;

  /** The bit of a row's level. */
  public static int bit(Label label) {
    return label == null ? UNKNOWN : bit(label.level());
  }

  public static int bit(Level level) {
    return 1 << level.ordinal();
  }

  /** The greatest of some levels; null when only unknown ones are among them, or none. */
  static Level greatest(int levels) {
    int known = levels & (UNKNOWN - 1);
    return known == 0 ? null : Level.ALL.get(31 - Integer.numberOfLeadingZeros(known));
  }
}
