package com.modalarmor.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON object as maps, lists, strings, longs, doubles, booleans and nulls; and back to JSON. Rows
 * of numbers under chosen names become {@code float[]}, since boxes cost more than the numbers. For
 * one walk.
 */
public final class JsonTree implements JsonVisitor {

  /** Stands for a row of numbers that holds something else, too. */
  public static final Object NOT_NUMBERS = new Object();

  private final Set<String> vectorFields;
  private final int rowDepth;
  private final ArrayDeque<Object> open = new ArrayDeque<>();
  private final ArrayDeque<String> names = new ArrayDeque<>();
  private Object root;
  private float[] numbers;
  private int count = -1;
  private boolean onlyNumbers;
  private String name;
  private final NumberRows cut;

  private JsonTree(Set<String> vectorFields, int rowDepth, NumberRows cut) {
    this.vectorFields = vectorFields;
    this.rowDepth = rowDepth;
    this.cut = cut;
  }

  /**
   * Reads one document, strictly.
   *
   * @param vectorFields top-level names whose value is a list of rows of numbers
   */
  public static Map<String, Object> read(JsonReader reader, byte[] json, Set<String> vectorFields)
      throws JsonFault {
    return read(reader, json, vectorFields, 2);
  }

  /**
   * The same where the rows lie deeper.
   *
   * @param rowDepth steps from the root to a row: 2 for a list of rows, 3 for lists of such lists
   */
  public static Map<String, Object> read(
      JsonReader reader, byte[] json, Set<String> vectorFields, int rowDepth) throws JsonFault {
    NumberRows cut = NumberRows.cut(json, vectorFields, rowDepth);
    JsonTree tree = new JsonTree(vectorFields, rowDepth, cut);
    reader.read(cut.rest(), tree, cut.count());
    return asMap(tree.root);
  }

  @SuppressWarnings("unchecked") // the reader's root is an object, and we make the keys
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }

  @Override
  public void enter(JsonCursor at, boolean array, int start) {
    if (count >= 0) {
      onlyNumbers = false; // something nested in a row of numbers
      open.push(NOT_NUMBERS);
      return;
    }
    boolean row = array && at.depth() == rowDepth && isVectorField(at.name(0));
    if (row) {
      numbers = new float[16];
      count = 0;
      onlyNumbers = true;
      open.push(NOT_NUMBERS);
      return;
    }
    names.push(name == null ? "" : name);
    open.push(array ? new ArrayList<>() : new LinkedHashMap<String, Object>());
  }

  private boolean isVectorField(String field) {
    return field != null && vectorFields.contains(field);
  }

  @Override
  public void leave(JsonCursor at, boolean array, int end) {
    Object value = open.pop();
    if (count >= 0) {
      boolean nested = at.depth() > rowDepth;
      if (!nested) {
        value = onlyNumbers ? row() : NOT_NUMBERS;
        count = -1;
        add(value);
      }
      return;
    }
    name = names.pop();
    if (open.isEmpty()) {
      root = value;
    } else {
      add(value);
    }
  }

  /** Every empty row stands for one that was cut out: an empty one was, too. */
  private float[] row() {
    return count == 0 && cut.hasNext() ? cut.next() : Arrays.copyOf(numbers, count);
  }

  @SuppressWarnings("unchecked") // only our own lists and maps are open
  private void add(Object value) {
    Object parent = open.peek();
    if (parent instanceof Map) {
      ((Map<String, Object>) parent).put(name, value);
    } else {
      ((List<Object>) parent).add(value);
    }
  }

  private void scalar(Object value) {
    if (count < 0) {
      add(value);
    } else {
      onlyNumbers = false;
    }
  }

  private void number(float value) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, count * 2);
    }
    numbers[count++] = value;
  }

  @Override
  public void name(JsonCursor at, String property, int start, int end) {
    if (count < 0) {
      name = property;
    }
  }

  @Override
  public void string(JsonCursor at, String text, int start, int end) {
    scalar(text);
  }

  @Override
  public void integer(JsonCursor at, long value) {
    if (count < 0) {
      add(value);
    } else {
      number(value);
    }
  }

  @Override
  public void decimal(JsonCursor at, double value) {
    if (count < 0) {
      add(value);
    } else {
      number((float) value);
    }
  }

  @Override
  public void literal(JsonCursor at, Boolean value) {
    scalar(value);
  }

  /**
   * Writes a value of the kinds above; what was read is nested no deeper than the reader allows.
   */
  public static void write(JsonGenerator out, Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof Integer number) {
      out.writeNumber(number);
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof float[] row) {
      write(out, row);
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName((String) entry.getKey());
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object entry : list) {
        write(out, entry);
      }
      out.writeEndArray();
    } else {
      throw new IllegalArgumentException("not a JSON value");
    }
  }

  public static void write(JsonGenerator out, float[] row) throws IOException {
    out.writeStartArray();
    for (float number : row) {
      out.writeNumber(number);
    }
    out.writeEndArray();
  }
}
