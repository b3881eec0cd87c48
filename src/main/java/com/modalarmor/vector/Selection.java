package com.modalarmor.vector;

import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Clause;
import java.util.List;

/**
 * Which rows of a collection are meant. Immutable.
 *
 * @param clause what the subject may meet; always first
 * @param ids as callers know them; null = any
 * @param where null = any; likewise {@code document}
 * @param offset rows to pass over, of those selected
 * @param limit at most so many; {@link Integer#MAX_VALUE} = all
 * @param vectors true when the rows' vectors are wanted
 */
public record Selection(
    Clause clause,
    List<String> ids,
    Where where,
    Where document,
    int offset,
    int limit,
    boolean vectors) {

  public static Selection of(Clause clause, List<String> ids, Where where, Where document) {
    return new Selection(clause, ids, where, document, 0, Integer.MAX_VALUE, false);
  }

  /** True when rows are compared with something that the caller says of them. */
  public boolean isFiltered() {
    return where != null || document != null;
  }

  public Selection page(int newOffset, int newLimit) {
    return new Selection(clause, ids, where, document, newOffset, newLimit, vectors);
  }

  public Selection withVectors(boolean wanted) {
    return new Selection(clause, ids, where, document, offset, limit, wanted);
  }
}
