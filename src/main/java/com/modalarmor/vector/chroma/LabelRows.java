package com.modalarmor.vector.chroma;

import com.modalarmor.vector.rights.Label;
import java.util.Comparator;

/**
 * Where the rows of one label of a collection lie: a Chroma collection of their own. Immutable.
 *
 * @param path of the server's calls about them
 */
record LabelRows(Label label, String path) {

  /** In which labels follow one another where an answer goes over several. */
  static final Comparator<LabelRows> ORDER =
      Comparator.<LabelRows, Integer>comparing(rows -> rows.label().level().ordinal())
          .thenComparing(rows -> rows.label().text());
}
