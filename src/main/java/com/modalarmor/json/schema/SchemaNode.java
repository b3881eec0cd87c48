package com.modalarmor.json.schema;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;

/**
 * One schema of a compiled set of schemas. Filled while compiling (nodes may refer to each other in
 * circles), then only read. A keyword that is not said is null, or a bound that nothing exceeds.
 */
final class SchemaNode {

  static final int NULL = 1;
  static final int BOOLEAN = 2;
  static final int INTEGER = 4;
  static final int NUMBER = 8;
  static final int STRING = 16;
  static final int ARRAY = 32;
  static final int OBJECT = 64;

  /** Texts of which the form is checked. */
  enum Format {
    DATE,
    TIME,
    DATE_TIME,
    UUID
  }

  /** The value of a schema that is {@code false}. */
  boolean never;

  /** Bits of the permitted types; 0 = any. */
  int types;

  /** OpenAPI: null is permitted whatever else is said. */
  boolean nullable;

  List<Object> values;
  SchemaNode ref;

  Map<String, SchemaNode> properties = Map.of();
  List<String> required = List.of();
  SchemaNode additional;
  long propertiesMin;
  long propertiesMax = Long.MAX_VALUE;

  SchemaNode items;
  List<SchemaNode> prefix = List.of();
  long itemsMin;
  long itemsMax = Long.MAX_VALUE;
  boolean unique;

  long lengthMin;
  long lengthMax = Long.MAX_VALUE;
  Pattern pattern;
  Format format;

  double min = Double.NEGATIVE_INFINITY;
  double max = Double.POSITIVE_INFINITY;
  double above = Double.NEGATIVE_INFINITY;
  double below = Double.POSITIVE_INFINITY;
  double multipleOf;

  List<SchemaNode> allOf = List.of();
  List<SchemaNode> anyOf = List.of();
  List<SchemaNode> oneOf = List.of();
  SchemaNode not;
}
