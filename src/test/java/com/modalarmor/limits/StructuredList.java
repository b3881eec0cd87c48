package com.modalarmor.limits;

import java.util.LinkedHashMap;
import java.util.Map;

/** A small parser of RFC 9651 lists of quoted strings with integer or string parameters. */
final class StructuredList {

  private final String text;
  private int at;

  private StructuredList(String text) {
    this.text = text;
  }

  /** Item → its parameters, in order; throws on anything the grammar does not allow. */
  static Map<String, Map<String, Object>> parse(String text) {
    StructuredList list = new StructuredList(text);
    Map<String, Map<String, Object>> items = new LinkedHashMap<>();
    while (true) {
      String name = list.string();
      if (items.put(name, list.parameters()) != null) {
        throw new IllegalArgumentException("twice: " + name);
      }
      if (list.at == text.length()) {
        return items;
      }
      list.expect(',');
      list.expect(' ');
    }
  }

  private Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    while (at < text.length() && text.charAt(at) == ';') {
      at++;
      int start = at;
      while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
        at++;
      }
      String key = text.substring(start, at);
      if (key.isEmpty()) {
        throw new IllegalArgumentException("empty key at " + start);
      }
      expect('=');
      parameters.put(key, at < text.length() && text.charAt(at) == '"' ? string() : integer());
    }
    return parameters;
  }

  private String string() {
    expect('"');
    int start = at;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c < 0x20 || c > 0x7e || c == '\\') {
        throw new IllegalArgumentException("character at " + at);
      }
    }
    expect('"');
    return text.substring(start, at - 1);
  }

  private Object integer() {
    int start = at;
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
      at++;
    }
    if (at - start > 15) {
      throw new IllegalArgumentException("more than 15 digits at " + start);
    }
    return Long.parseLong(text.substring(start, at));
  }

  private void expect(char c) {
    if (at >= text.length() || text.charAt(at) != c) {
      throw new IllegalArgumentException("expected " + c + " at " + at + " of " + text);
    }
    at++;
  }
}
