package com.modalarmor.json;

import com.fasterxml.jackson.core.io.NumberInput;
import com.modalarmor.json.JsonFault.Kind;
import java.nio.charset.StandardCharsets;

/**
 * One walk through one document: grammar, bounds, events. For one document and one thread.
 *
 * <p>The document has been found to be UTF-8 before; so a byte below 0x80 is a character wherever
 * it stands.
 */
final class JsonWalk {

  /** Digits of which every number fits a long. */
  private static final int LONG_DIGITS_SURE = 18;

  private final byte[] json;
  private final int length;
  private final JsonLimits limits;
  private final JsonVisitor visitor;
  private final JsonCursor at = new JsonCursor();
  private final JsonNames names = new JsonNames();
  private final JsonLiteral literal;
  private int tokens;
  private int open;

  // Of the number that was scanned last.
  private int digits;
  private boolean whole;

  JsonWalk(byte[] json, JsonLimits limits, JsonVisitor visitor, int before) {
    this.json = json;
    this.length = json.length;
    this.limits = limits;
    this.visitor = visitor;
    this.literal = new JsonLiteral(json);
    this.tokens = before;
  }

  /** White space of the grammar, and no other. */
  static int blanks(byte[] json, int from) {
    int i = from;
    while (i < json.length
        && (json[i] == ' ' || json[i] == '\n' || json[i] == '\r' || json[i] == '\t')) {
      i++;
    }
    return i;
  }

  /** Walks the object that begins at {@code root}, and nothing may come behind it. */
  void walk(int root) throws JsonFault {
    int i = begin(false, root);
    boolean first = true;
    while (open > 0) {
      i = blanks(json, i);
      boolean array = at.inArray();
      if (byteAt(i) == (array ? ']' : '}')) {
        i = end(array, i);
        first = false;
        continue;
      }
      if (!first) {
        require(i, ',');
        i = blanks(json, i + 1);
      }
      int value = array ? i : name(i);
      byte b = byteAt(value);
      if (b == '{' || b == '[') {
        i = begin(b == '[', value);
        first = true;
      } else {
        i = scalar(value, b);
        first = false;
      }
    }
    nothingBehind(blanks(json, i));
  }

  private int begin(boolean array, int start) throws JsonFault {
    if (++open > limits.depthMax()) {
      throw new JsonFault(Kind.LIMIT, start);
    }
    count(start);
    visitor.enter(at, array, start);
    if (array) {
      at.pushArray();
    } else {
      at.pushObject();
      names.begin();
    }
    return start + 1;
  }

  private int end(boolean array, int start) {
    at.pop();
    open--;
    if (!array) {
      names.end();
    }
    visitor.leave(at, array, start + 1);
    at.advance();
    return start + 1;
  }

  /** Reads a name and its colon; returns where its value begins. */
  private int name(int start) throws JsonFault {
    require(start, '"');
    int end = literal.endOf(start);
    String name = literal.name(start);
    if (!names.add(name)) {
      throw new JsonFault(Kind.DUPLICATE_NAME, start);
    }
    int colon = blanks(json, end);
    require(colon, ':');
    int value = blanks(json, colon + 1);
    count(start);
    at.setName(name);
    visitor.name(at, name, start, end);
    return value;
  }

  private int scalar(int start, byte first) throws JsonFault {
    int end;
    if (first == '"') {
      count(start);
      end = literal.endOf(start);
      String text = literal.text(start, limits.stringCharsMax());
      visitor.string(at, text, start, end);
    } else if (first == '-' || isDigit(first)) {
      end = number(start);
      count(start);
      visitor.number(at, json, start, end);
      value(start, end);
    } else {
      end = word(start, first);
      count(start);
      visitor.literal(at, first == 'n' ? null : (Boolean) (first == 't'));
    }
    at.advance();
    return end;
  }

  private void count(int start) throws JsonFault {
    if (++tokens > limits.tokensMax()) {
      throw new JsonFault(Kind.TOO_MANY_TOKENS, start);
    }
  }

  /** The end of the number that begins here. */
  private int number(int start) throws JsonFault {
    int i = start + (json[start] == '-' ? 1 : 0);
    int end = digits(i);
    digits = end - i;
    whole = true;
    if (digits > 1 && json[i] == '0') {
      throw new JsonFault(Kind.NOT_JSON, i);
    }
    if (end < length && json[end] == '.') {
      i = end + 1;
      end = digits(i);
      digits += end - i;
      whole = false;
    }
    if (end < length && (json[end] == 'e' || json[end] == 'E')) {
      i = end + 1;
      if (i < length && (json[i] == '+' || json[i] == '-')) {
        i++;
      }
      end = digits(i);
      digits += end - i;
      whole = false;
    }
    if (digits > JsonLimits.NUMBER_CHARS_MAX) {
      throw new JsonFault(Kind.LIMIT, start);
    }
    return end;
  }

  /** The end of the digits that begin here, one at least. */
  private int digits(int start) throws JsonFault {
    int i = start;
    while (i < length && isDigit(json[i])) {
      i++;
    }
    if (i == start) {
      throw new JsonFault(Kind.NOT_JSON, i);
    }
    return i;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Tells the value of the number that was scanned last. */
  private void value(int start, int end) throws JsonFault {
    if (whole && digits <= LONG_DIGITS_SURE) {
      boolean negative = json[start] == '-';
      long value = 0;
      for (int i = negative ? start + 1 : start; i < end; i++) {
        value = value * 10 + (json[i] - '0');
      }
      visitor.integer(at, negative ? -value : value);
      return;
    }
    String text = new String(json, start, end - start, StandardCharsets.ISO_8859_1);
    if (whole && digits == LONG_DIGITS_SURE + 1) {
      try {
        visitor.integer(at, Long.parseLong(text));
        return;
      } catch (NumberFormatException e) {
        // It has the digits of a long, and is larger.
      }
    }
    double value = NumberInput.parseDouble(text, true); // vectors are hundreds of numbers
    if (Double.isInfinite(value)) {
      throw new JsonFault(Kind.BAD_NUMBER, start);
    }
    visitor.decimal(at, value);
  }

  /** The end of {@code true}, {@code false} or {@code null}. */
  private int word(int start, byte first) throws JsonFault {
    String word = first == 't' ? "true" : first == 'f' ? "false" : "null";
    for (int i = 0; i < word.length(); i++) {
      require(start + i, word.charAt(i));
    }
    return start + word.length();
  }

  private void nothingBehind(int i) throws JsonFault {
    if (i == length) {
      return;
    }
    byte b = json[i];
    if (b != '{' && b != '[' && b != '"') { // what could not even begin a document is no JSON
      boolean number = b == '-' || isDigit(b);
      int end = number ? number(i) : word(i, b);
      if (end < length
          && (number ? blanks(json, end) == end : Character.isJavaIdentifierPart(json[end]))) {
        throw new JsonFault(Kind.NOT_JSON, end);
      }
    }
    throw new JsonFault(Kind.TRAILING, i);
  }

  private byte byteAt(int i) throws JsonFault {
    if (i >= length) {
      throw new JsonFault(Kind.NOT_JSON, length);
    }
    return json[i];
  }

  private void require(int i, int expected) throws JsonFault {
    if (byteAt(i) != expected) {
      throw new JsonFault(Kind.NOT_JSON, i);
    }
  }
}
