package com.modalarmor.vector.chroma;

import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Label;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a collection's rows lie, as the server told it a moment ago. Immutable.
 *
 * @param isOlder true when rows lie in the collection itself, as older gateways left them
 * @param labels in the order of {@link LabelRows#ORDER}
 */
record Layout(CollectionInfo info, boolean isOlder, List<LabelRows> labels, Twins twins) {

  /** Null when nothing was ever written under that label. */
  LabelRows of(Label label) {
    for (LabelRows rows : labels) {
      if (rows.label().equals(label)) {
        return rows;
      }
    }
    return null;
  }

  /** Those that may hold rows which the clause permits. */
  List<LabelRows> permitted(Clause clause) {
    List<LabelRows> permitted = new ArrayList<>(labels.size());
    for (LabelRows rows : labels) {
      if (clause.permits(rows.label(), clause.owner())) {
        permitted.add(rows);
      }
    }
    return permitted;
  }

  Layout with(LabelRows more) {
    List<LabelRows> all = new ArrayList<>(labels);
    if (of(more.label()) == null) {
      all.add(more);
      all.sort(LabelRows.ORDER);
    }
    return new Layout(info, isOlder, List.copyOf(all), twins);
  }

  Layout with(Twins others) {
    return new Layout(info, isOlder, labels, others);
  }
}
