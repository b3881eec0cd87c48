package com.modalarmor.dialect;

import com.modalarmor.pipeline.Wire;
import com.modalarmor.verdict.Refusal;

/** One client-facing wire: which routes it has. Immutable; shared between loops. */
public interface Dialect {

  /**
   * The wire for a route of this dialect, or null when the path is none of its own.
   *
   * @param path normalised, without the query
   * @param query raw, empty where there is none
   * @throws Refusal METHOD_NOT_ALLOWED or NOT_FOUND for a path of this dialect that cannot be
   *     served
   */
  Wire match(String method, String path, String query);
}
