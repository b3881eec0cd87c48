package com.modalarmor.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/**
 * Reads a JSON object once, strictly and within bounds, and hands each scalar with its byte range
 * to a visitor, so that a caller can rewrite single strings and keep every other byte. Immutable;
 * thread-safe.
 *
 * <p>Strict means: UTF-8 only, no byte-order mark, no duplicate names, no trailing content, no
 * infinite numbers, no unpaired surrogates (RFC 8259, RFC 7493).
 */
public final class JsonReader {

  private final JsonFactory factory;
  private final JsonLimits limits;

  public JsonReader(JsonLimits limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER) // vectors are hundreds of numbers
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(com.fasterxml.jackson.core.JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depthMax())
                    .maxStringLength(limits.stringCharsMax())
                    .maxNameLength(JsonLimits.NAME_CHARS_MAX)
                    .maxNumberLength(JsonLimits.NUMBER_CHARS_MAX)
                    .build())
            .build();
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
    requireObject(json);
    int fault = Utf8.faultAt(json);
    if (fault >= 0) {
      throw new JsonFault(JsonFault.Kind.NOT_UTF8, fault);
    }
    try (JsonParser parser = factory.createParser(json, 0, json.length)) {
      walk(parser, json, visitor, before);
    } catch (StreamConstraintsException e) {
      throw new JsonFault(JsonFault.Kind.LIMIT, 0);
    } catch (JsonParseException e) {
      // Its message may quote content.
      long offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
      throw new JsonFault(JsonFault.Kind.NOT_JSON, offset);
    } catch (IOException e) {
      throw new JsonFault(JsonFault.Kind.NOT_JSON, 0);
    }
  }

  /** Also keeps Jackson from guessing UTF-16 or UTF-32, and refuses a byte-order mark. */
  private static void requireObject(byte[] json) throws JsonFault {
    for (int i = 0; i < json.length; i++) {
      byte b = json[i];
      if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
        continue;
      }
      if (b == '{' && (i + 1 == json.length || json[i + 1] != 0)) {
        return;
      }
      break;
    }
    throw new JsonFault(JsonFault.Kind.NOT_AN_OBJECT, 0);
  }

  /**
   * Where a token begins is counted here: asking the parser makes an object each time, some forty
   * for an ordinary request.
   */
  private void walk(JsonParser parser, byte[] json, JsonVisitor visitor, int before)
      throws IOException, JsonFault {
    JsonCursor at = new JsonCursor();
    NamesSeen names = new NamesSeen();
    int open = 0;
    int tokens = before;
    int end = 0;
    while (true) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new JsonFault(JsonFault.Kind.NOT_JSON, json.length);
      }
      int start = tokenStart(json, end);
      if (!token.isStructEnd() && ++tokens > limits.tokensMax()) {
        throw new JsonFault(JsonFault.Kind.TOO_MANY_TOKENS, start);
      }
      switch (token) {
        case START_OBJECT -> {
          end = start + 1;
          visitor.enter(at, false, start);
          at.pushObject();
          names.open();
          open++;
        }
        case START_ARRAY -> {
          end = start + 1;
          visitor.enter(at, true, start);
          at.pushArray();
          open++;
        }
        case END_OBJECT, END_ARRAY -> {
          end = start + 1;
          at.pop();
          if (token == JsonToken.END_OBJECT) {
            names.close();
          }
          open--;
          visitor.leave(at, token == JsonToken.END_ARRAY, end);
          at.advance();
        }
        case FIELD_NAME -> {
          String name = parser.currentName();
          end = endOfLiteral(json, start);
          requirePaired(name, start, end);
          if (!names.add(name)) {
            throw new JsonFault(JsonFault.Kind.DUPLICATE_NAME, start);
          }
          at.setName(name);
          visitor.name(at, name, start, end);
        }
        case VALUE_STRING -> {
          String text = parser.getText();
          end = (int) parser.currentLocation().getByteOffset();
          requirePaired(text, start, end);
          visitor.string(at, text, start, end);
          at.advance();
        }
        case VALUE_NUMBER_INT -> {
          end = endOfNumber(json, start);
          visitor.number(at, json, start, end);
          if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            visitor.integer(at, parser.getLongValue());
          } else {
            decimal(at, parser, start, visitor);
          }
          at.advance();
        }
        case VALUE_NUMBER_FLOAT -> {
          end = endOfNumber(json, start);
          visitor.number(at, json, start, end);
          decimal(at, parser, start, visitor);
          at.advance();
        }
        default -> {
          end = start + (token == JsonToken.VALUE_FALSE ? "false" : "true").length();
          visitor.literal(at, truth(token));
          at.advance();
        }
      }
      if (open == 0) {
        break;
      }
    }
    if (parser.nextToken() != null) {
      throw new JsonFault(JsonFault.Kind.TRAILING, tokenStart(json, end));
    }
  }

  /** Past white space, and the signs that stand between tokens. */
  private static int tokenStart(byte[] json, int from) {
    int i = from;
    while (i < json.length && ((json[i] & 0xFF) <= ' ' || json[i] == ',' || json[i] == ':')) {
      i++;
    }
    return i;
  }

  private static Boolean truth(JsonToken token) {
    return token == JsonToken.VALUE_NULL ? null : (Boolean) (token == JsonToken.VALUE_TRUE);
  }

  private static int endOfNumber(byte[] json, int start) {
    int end = start + 1;
    while (end < json.length && ofNumber(json[end])) {
      end++;
    }
    return end;
  }

  private static boolean ofNumber(byte b) {
    return (b >= '0' && b <= '9') || b == '.' || b == '-' || b == 'e' || b == 'E' || b == '+';
  }

  private static void decimal(JsonCursor at, JsonParser parser, int start, JsonVisitor visitor)
      throws IOException, JsonFault {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw new JsonFault(JsonFault.Kind.BAD_NUMBER, start);
    }
    visitor.decimal(at, value);
  }

  /**
   * A name's end is not kept by the parser, which has read on to the value: find the closing quote.
   */
  private static int endOfLiteral(byte[] json, int start) {
    int i = start + 1;
    while (json[i] != '"') {
      i += json[i] == '\\' ? 2 : 1;
    }
    return i + 1;
  }

  private static void requirePaired(String text, int start, int end) throws JsonFault {
    int length = text.length();
    if (length == end - start - 2) {
      return; // a byte a character: nothing but ASCII
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        if (c > Character.MAX_HIGH_SURROGATE
            || i + 1 == length
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new JsonFault(JsonFault.Kind.BAD_STRING, start);
        }
        i++;
      }
    }
  }
}
