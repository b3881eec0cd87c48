package com.modalarmor.json.schema;

import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonTree;
import com.modalarmor.json.schema.SchemaFault.Kind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON schema (2020-12), or the subset of OpenAPI's that Gemini takes (types in upper case,
 * {@code nullable}, counts as texts), compiled. Nothing is ever fetched. Immutable once made;
 * thread-safe.
 */
public final class Schema {

  /** Bytes of a schema that is compiled. */
  public static final int BYTES_MAX = 64 << 10;

  private static final int NODES_MAX = 4_096;
  private static final JsonReader READER = new JsonReader(new JsonLimits(64, BYTES_MAX, 32_768));

  private final SchemaNode root;
  private final boolean partial;

  private Schema(SchemaNode root, boolean partial) {
    this.root = root;
    this.partial = partial;
  }

  /** Compiles a schema that is an object. */
  public static Schema of(byte[] json) throws SchemaFault {
    if (json.length > BYTES_MAX) {
      throw new SchemaFault(Kind.TOO_LARGE);
    }
    Map<String, Object> said;
    try {
      said = JsonTree.read(READER, json, Set.of());
    } catch (JsonFault e) {
      boolean large =
          e.kind() == JsonFault.Kind.LIMIT || e.kind() == JsonFault.Kind.TOO_MANY_TOKENS;
      throw new SchemaFault(large ? Kind.TOO_LARGE : Kind.MALFORMED);
    }
    Compiler compiler = new Compiler(said);
    return new Schema(compiler.node(said), compiler.partial);
  }

  SchemaNode root() {
    return root;
  }

  /** True when it says more than is checked. */
  public boolean partial() {
    return partial;
  }

  /** For one schema; recursion is as deep as the schema is nested, which the reader bounds. */
  private static final class Compiler {

    private final Map<String, Object> document;
    private final IdentityHashMap<Object, SchemaNode> nodes = new IdentityHashMap<>();
    private int made;
    private boolean partial;

    Compiler(Map<String, Object> document) {
      this.document = document;
    }

    SchemaNode node(Object said) throws SchemaFault {
      if (++made > NODES_MAX) {
        throw new SchemaFault(Kind.TOO_LARGE);
      }
      if (said instanceof Boolean any) {
        SchemaNode node = new SchemaNode();
        node.never = !any;
        return node;
      }
      if (!(said instanceof Map)) {
        throw new SchemaFault(Kind.MALFORMED);
      }
      SchemaNode known = nodes.get(said);
      if (known != null) {
        return known;
      }
      SchemaNode node = new SchemaNode();
      nodes.put(said, node);
      Map<String, Object> keywords = named(said);
      partial |= SchemaKeywords.saysMore(keywords);
      SchemaKeywords.read(keywords, node);
      if (keywords.get("$ref") instanceof String pointer) {
        node.ref = node(target(pointer));
      }
      node.properties = byName(keywords.get("properties"));
      node.additional = optional(keywords.get("additionalProperties"));
      node.items = optional(keywords.get("items"));
      node.prefix = list(keywords.get("prefixItems"));
      node.allOf = list(keywords.get("allOf"));
      node.anyOf = list(keywords.get("anyOf"));
      node.oneOf = list(keywords.get("oneOf"));
      node.not = optional(keywords.get("not"));
      return node;
    }

    @SuppressWarnings("unchecked") // the reader makes no other maps
    private static Map<String, Object> named(Object map) {
      return (Map<String, Object>) map;
    }

    private SchemaNode optional(Object said) throws SchemaFault {
      return said == null ? null : node(said);
    }

    private List<SchemaNode> list(Object said) throws SchemaFault {
      if (said == null) {
        return List.of();
      }
      if (!(said instanceof List<?> list)) {
        throw new SchemaFault(Kind.MALFORMED);
      }
      List<SchemaNode> all = new ArrayList<>(list.size());
      for (Object schema : list) {
        all.add(node(schema));
      }
      return all;
    }

    private Map<String, SchemaNode> byName(Object said) throws SchemaFault {
      if (said == null) {
        return Map.of();
      }
      if (!(said instanceof Map)) {
        throw new SchemaFault(Kind.MALFORMED);
      }
      Map<String, SchemaNode> all = new LinkedHashMap<>();
      for (Map.Entry<String, Object> entry : named(said).entrySet()) {
        all.put(entry.getKey(), node(entry.getValue()));
      }
      return all;
    }

    /** A place in this very document. */
    private Object target(String pointer) throws SchemaFault {
      if (pointer.equals("#")) {
        return document;
      }
      if (!pointer.startsWith("#/")) {
        throw new SchemaFault(Kind.REFERENCE);
      }
      Object at = document;
      for (String step : pointer.substring(2).split("/", -1)) {
        at = at instanceof Map ? named(at).get(unescaped(step)) : null;
      }
      if (at == null) {
        throw new SchemaFault(Kind.REFERENCE);
      }
      return at;
    }

    private static String unescaped(String step) {
      return step.replace("~1", "/").replace("~0", "~");
    }
  }
}
