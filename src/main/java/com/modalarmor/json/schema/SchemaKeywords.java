package com.modalarmor.json.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.modalarmor.json.schema.SchemaFault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the keywords of one schema that refer to no other. Stateless. */
final class SchemaKeywords {

  private static final int PATTERN_CHARS_MAX = 512;
  private static final int VALUES_MAX = 4_096;

  /** What is understood, here or by the compiler, or says nothing about what fits. */
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "nullable",
          "enum",
          "const",
          "format",
          "pattern",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minItems",
          "maxItems",
          "uniqueItems",
          "items",
          "prefixItems",
          "minProperties",
          "maxProperties",
          "properties",
          "additionalProperties",
          "required",
          "anyOf",
          "oneOf",
          "allOf",
          "not",
          "$ref",
          "$defs",
          "definitions",
          "$id",
          "$schema",
          "$anchor",
          "$comment",
          "title",
          "description",
          "default",
          "example",
          "examples",
          "propertyOrdering",
          "property_ordering",
          "deprecated",
          "readOnly",
          "writeOnly",
          "discriminator");

  private SchemaKeywords() {}

  /** True when something is said that is not checked. */
  static boolean saysMore(Map<String, Object> said) {
    return !KNOWN.containsAll(said.keySet());
  }

  static void read(Map<String, Object> said, SchemaNode node) throws SchemaFault {
    node.types = types(said.get("type"));
    node.nullable = Boolean.TRUE.equals(said.get("nullable"));
    node.values = values(said);
    node.lengthMin = count(said, "minLength", 0);
    node.lengthMax = count(said, "maxLength", Long.MAX_VALUE);
    node.itemsMin = count(said, "minItems", 0);
    node.itemsMax = count(said, "maxItems", Long.MAX_VALUE);
    node.propertiesMin = count(said, "minProperties", 0);
    node.propertiesMax = count(said, "maxProperties", Long.MAX_VALUE);
    node.unique = Boolean.TRUE.equals(said.get("uniqueItems"));
    node.min = number(said.get("minimum"), Double.NEGATIVE_INFINITY);
    node.max = number(said.get("maximum"), Double.POSITIVE_INFINITY);
    node.multipleOf = number(said.get("multipleOf"), 0);
    Object above = said.get("exclusiveMinimum");
    if (above instanceof Boolean exclusive) { // as in OpenAPI 3.0
      node.above = exclusive ? node.min : Double.NEGATIVE_INFINITY;
    } else {
      node.above = number(above, Double.NEGATIVE_INFINITY);
    }
    Object below = said.get("exclusiveMaximum");
    if (below instanceof Boolean exclusive) {
      node.below = exclusive ? node.max : Double.POSITIVE_INFINITY;
    } else {
      node.below = number(below, Double.POSITIVE_INFINITY);
    }
    node.required = names(said.get("required"));
    node.pattern = pattern(said.get("pattern"));
    node.format = format(said.get("format"));
  }

  private static int types(Object said) throws SchemaFault {
    if (said == null) {
      return 0;
    }
    int bits = 0;
    for (Object name : said instanceof List<?> list ? list : List.of(said)) {
      bits |= type(name);
    }
    return bits;
  }

  private static int type(Object name) throws SchemaFault {
    String type = name instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
    return switch (type) {
      case "null" -> SchemaNode.NULL;
      case "boolean" -> SchemaNode.BOOLEAN;
      case "integer" -> SchemaNode.INTEGER;
      case "number" -> SchemaNode.NUMBER | SchemaNode.INTEGER;
      case "string" -> SchemaNode.STRING;
      case "array" -> SchemaNode.ARRAY;
      case "object" -> SchemaNode.OBJECT;
      case "type_unspecified" -> 0;
      default -> throw new SchemaFault(Kind.MALFORMED);
    };
  }

  private static List<Object> values(Map<String, Object> said) throws SchemaFault {
    if (said.containsKey("const")) {
      List<Object> one = new ArrayList<>(1);
      one.add(said.get("const"));
      return one;
    }
    Object values = said.get("enum");
    if (values == null) {
      return null;
    }
    if (!(values instanceof List<?> list)) {
      throw new SchemaFault(Kind.MALFORMED);
    }
    if (list.size() > VALUES_MAX) {
      throw new SchemaFault(Kind.TOO_LARGE);
    }
    return new ArrayList<>(list);
  }

  /** A count; Protobuf writes 64-bit ones as texts. */
  private static long count(Map<String, Object> said, String keyword, long otherwise)
      throws SchemaFault {
    Object value = said.get(keyword);
    if (value instanceof String digits) {
      try {
        return Long.parseLong(digits);
      } catch (NumberFormatException e) {
        throw new SchemaFault(Kind.MALFORMED);
      }
    }
    return value == null ? otherwise : (long) number(value, 0);
  }

  private static double number(Object value, double otherwise) throws SchemaFault {
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new SchemaFault(Kind.MALFORMED);
  }

  private static List<String> names(Object said) throws SchemaFault {
    if (said == null) {
      return List.of();
    }
    if (!(said instanceof List<?> list)) {
      throw new SchemaFault(Kind.MALFORMED);
    }
    List<String> names = new ArrayList<>(list.size());
    for (Object name : list) {
      if (!(name instanceof String text)) {
        throw new SchemaFault(Kind.MALFORMED);
      }
      names.add(text);
    }
    return names;
  }

  private static Pattern pattern(Object said) throws SchemaFault {
    if (said == null) {
      return null;
    }
    if (!(said instanceof String text)) {
      throw new SchemaFault(Kind.MALFORMED);
    }
    if (text.length() > PATTERN_CHARS_MAX) {
      throw new SchemaFault(Kind.TOO_LARGE);
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new SchemaFault(Kind.PATTERN);
    }
  }

  /** Others are notes to the reader. */
  private static SchemaNode.Format format(Object said) {
    return said instanceof String name
        ? switch (name) {
          case "date" -> SchemaNode.Format.DATE;
          case "time" -> SchemaNode.Format.TIME;
          case "date-time" -> SchemaNode.Format.DATE_TIME;
          case "uuid" -> SchemaNode.Format.UUID;
          default -> null;
        }
        : null;
  }
}
