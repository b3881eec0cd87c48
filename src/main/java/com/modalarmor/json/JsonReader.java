package com.modalarmor.json;

/**
 * Reads a JSON object once, strictly and within bounds, and hands each scalar with its byte range
 * to a visitor, so that a caller can rewrite single strings and keep every other byte. Immutable;
 * thread-safe.
 *
 * <p>Strict means: UTF-8 only, no byte-order mark, no duplicate names, no trailing content, no
 * infinite numbers, no unpaired surrogates (RFC 8259, RFC 7493).
 */
public final class JsonReader {

  private final JsonLimits limits;

  public JsonReader(JsonLimits limits) {
    this.limits = limits;
  }

  /** Walks one whole document. */
  public void read(byte[] json, JsonVisitor visitor) throws JsonFault {
    read(json, visitor, 0);
  }

  /**
   * The same of a document of which a part was read before.
   *
   * @param before names and values in that part
   */
  void read(byte[] json, JsonVisitor visitor, int before) throws JsonFault {
    int root = rootOf(json);
    int fault = Utf8.faultAt(json);
    if (fault >= 0) {
      throw new JsonFault(JsonFault.Kind.NOT_UTF8, fault);
    }
    new JsonWalk(json, limits, visitor, before).walk(root);
  }

  /** Where the object begins; refuses a byte-order mark, UTF-16 and UTF-32, too. */
  private static int rootOf(byte[] json) throws JsonFault {
    int root = JsonWalk.blanks(json, 0);
    if (root < json.length
        && json[root] == '{'
        && (root + 1 == json.length || json[root + 1] != 0)) {
      return root;
    }
    throw new JsonFault(JsonFault.Kind.NOT_AN_OBJECT, 0);
  }
}
