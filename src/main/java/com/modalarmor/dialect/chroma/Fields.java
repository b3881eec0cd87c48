package com.modalarmor.dialect.chroma;

import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonTree;
import com.modalarmor.vector.Include;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.filter.Values;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a body, by the types that Chroma gives them. What nobody asks for is passed over,
 * and never goes on. For one body.
 */
final class Fields {

  static final int IDS_MAX = 20_000;
  private static final int ID_CHARS_MAX = 1_024;
  private static final int DIMENSION_MAX = 16_384;
  private static final Set<String> VECTORS = Set.of("embeddings", "query_embeddings");

  /** Whole batches of vectors: many numbers, little depth. */
  private static final JsonReader READER = new JsonReader(new JsonLimits(32, 16 << 20, 8_000_000));

  private final Map<String, Object> tree;

  private Fields(Map<String, Object> tree) {
    this.tree = tree;
  }

  static Fields of(byte[] body) {
    try {
      return new Fields(JsonTree.read(READER, body, VECTORS));
    } catch (JsonFault e) {
      throw switch (e.kind()) {
        case NOT_AN_OBJECT, DUPLICATE_NAME -> VectorFault.unprocessable(e.getMessage());
        default ->
            VectorFault.invalid("Failed to parse the request body as JSON: " + e.getMessage());
      };
    }
  }

  Object any(String name) {
    return tree.get(name);
  }

  String text(String name) {
    Object value = tree.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(name, "expected a string");
  }

  String requiredText(String name) {
    String text = text(name);
    if (text == null) {
      throw missing(name);
    }
    return text;
  }

  private static VectorFault missing(String name) {
    return VectorFault.unprocessable("missing field `" + name + "`");
  }

  private static VectorFault wrong(String name, String what) {
    return VectorFault.unprocessable(name + ": " + what);
  }

  boolean flag(String name) {
    Object value = tree.get(name);
    if (value == null || value instanceof Boolean) {
      return value != null && (Boolean) value;
    }
    throw wrong(name, "expected a boolean");
  }

  int count(String name, int fallback) {
    Object value = tree.get(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof Long number && number >= 0 && number <= 0xffffffffL) {
      return (int) Math.min(number, Integer.MAX_VALUE);
    }
    throw wrong(name, "expected u32");
  }

  @SuppressWarnings("unchecked") // keys of our trees are strings
  Map<String, Object> map(String name) {
    Object value = tree.get(name);
    if (value == null || value instanceof Map) {
      return (Map<String, Object>) value;
    }
    throw wrong(name, "expected a map");
  }

  private List<?> list(String name) {
    Object value = tree.get(name);
    if (value == null || value instanceof List) {
      return (List<?>) value;
    }
    throw wrong(name, "expected a sequence");
  }

  /** Null when there are none. */
  List<String> ids(String name) {
    List<?> list = list(name);
    if (list == null) {
      return null;
    }
    if (list.size() > IDS_MAX) {
      throw VectorFault.invalid("At most " + IDS_MAX + " ids in one request");
    }
    List<String> ids = new ArrayList<>(list.size());
    for (Object entry : list) {
      if (!(entry instanceof String id)) {
        throw wrong(name + "[" + ids.size() + "]", "expected a string");
      }
      if (id.length() > ID_CHARS_MAX) {
        throw VectorFault.invalid("An ID is longer than " + ID_CHARS_MAX + " characters");
      }
      ids.add(id);
    }
    return ids;
  }

  /** Texts and nulls; null when there are none at all. */
  List<String> texts(String name) {
    List<?> list = list(name);
    if (list == null) {
      return null;
    }
    List<String> texts = new ArrayList<>(list.size());
    for (Object entry : list) {
      if (entry != null && !(entry instanceof String)) {
        throw wrong(name + "[" + texts.size() + "]", "expected a string");
      }
      texts.add((String) entry);
    }
    return texts;
  }

  /** Texts alone, none of them empty; null when there are none at all. */
  List<String> sentTexts(String name) {
    List<String> texts = texts(name);
    if (texts != null && (texts.contains(null) || texts.contains(""))) {
      throw wrong(name, "expected strings that are not empty");
    }
    return texts;
  }

  /** Rows of numbers, or their bytes as base64. */
  List<float[]> vectors(String name, boolean required, boolean nullable, boolean base64) {
    List<?> list = list(name);
    if (list == null) {
      if (required) {
        throw missing(name);
      }
      return null;
    }
    List<float[]> vectors = new ArrayList<>(list.size());
    for (Object entry : list) {
      if (entry instanceof float[] numbers) {
        vectors.add(numbers);
      } else if (entry == null && nullable) {
        vectors.add(null);
      } else if (entry instanceof String text && base64) {
        vectors.add(unpacked(name, text));
      } else {
        throw wrong(name, "data did not match any variant of untagged enum EmbeddingsPayload");
      }
    }
    vectors.forEach(vector -> bounded(name, vector));
    return vectors;
  }

  private static void bounded(String name, float[] vector) {
    if (vector != null && vector.length == 0) {
      throw VectorFault.invalid(
          "Validation error: " + name + ": Each embedding must have at least 1 dimension");
    }
    if (vector != null && vector.length > DIMENSION_MAX) {
      throw VectorFault.invalid("An embedding has more than " + DIMENSION_MAX + " dimensions");
    }
    if (vector != null) {
      for (float number : vector) {
        if (!Float.isFinite(number)) {
          throw VectorFault.invalid("An embedding holds a number that is not finite");
        }
      }
    }
  }

  private static float[] unpacked(String name, String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length % Float.BYTES == 0) {
        float[] numbers = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        return numbers;
      }
    } catch (IllegalArgumentException e) {
      // told below, in one way for both
    }
    throw wrong(name, "not the base64 of floats");
  }

  /** Maps and nulls; null when there are none at all. */
  @SuppressWarnings("unchecked") // keys of our trees are strings
  List<Map<String, Object>> metadatas(String name, boolean nullable) {
    List<?> list = list(name);
    if (list == null) {
      return null;
    }
    List<Map<String, Object>> metadatas = new ArrayList<>(list.size());
    for (Object entry : list) {
      if (entry != null && !(entry instanceof Map)) {
        throw wrong(name + "[" + metadatas.size() + "]", "expected a map");
      }
      metadatas.add(checked((Map<String, Object>) entry, nullable, true));
    }
    return metadatas;
  }

  /** The same map; faults for what it may not hold. An empty list is no value, as in Chroma. */
  static Map<String, Object> checked(Map<String, Object> map, boolean nullable, boolean lists) {
    String fault = map == null ? null : Values.fault(map, nullable, lists);
    if (fault != null) {
      throw fault.endsWith("reserved")
          ? VectorFault.invalid("Validation error: metadata: " + fault)
          : VectorFault.unprocessable("metadata: " + fault);
    }
    if (map != null && lists) {
      map.replaceAll((key, value) -> value instanceof List<?> l && l.isEmpty() ? null : value);
    }
    return map;
  }

  Set<Include> include(List<Include> fallback) {
    List<?> list = list("include");
    if (list == null) {
      return new LinkedHashSet<>(fallback);
    }
    Set<Include> include = new LinkedHashSet<>();
    for (Object entry : list) {
      Include one = entry instanceof String text ? Include.of(text) : null;
      if (one == null) {
        throw wrong(
            "include",
            "unknown variant, expected one of `distances`, `documents`, `embeddings`,"
                + " `metadatas`, `uris`");
      }
      include.add(one);
    }
    return include;
  }
}
