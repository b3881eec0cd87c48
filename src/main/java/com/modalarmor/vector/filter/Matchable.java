package com.modalarmor.vector.filter;

/** What a filter looks at of a row. */
public interface Matchable {

  /** A string, long, double, boolean or list of these; null when the row lacks the key. */
  Object metadata(String key);

  /** Null when the row has none. */
  String document();
}
