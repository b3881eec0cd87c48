package com.modalarmor.boot;

import java.util.ArrayList;
import java.util.List;

/** Filters, metadata and bodies that try to see, or to break, what they should not. */
final class HostileFilters {

  private HostileFilters() {}

  static List<String> all() {
    List<String> all = new ArrayList<>();
    List<String> keys =
        List.of(
            "modal-armor:level",
            "modal-armor:in",
            "modal-armor:owner",
            "modal-armor:id",
            "modal-armor:twin",
            "MODAL-ARMOR:LEVEL",
            "\\u006dodal-armor:level",
            "modal-armor\\u003alevel",
            "chroma:document",
            "chroma:uri",
            "Chroma:Document",
            "#document",
            "#embedding",
            "#id",
            "#metadata",
            "$where",
            "\uff4dodal-armor:level",
            "modal\u2010armor:level",
            "modal-armor\uff1alevel",
            "modal-armor:level\\u0000",
            " modal-armor:level",
            "__proto__",
            "word",
            "");
    List<String> operators =
        List.of(
            "$eq", "$ne", "$gt", "$in", "$nin", "$contains", "$not_contains", "$regex", "$exists");
    for (String key : keys) {
      all.add("{\"" + key + "\":\"secret\"}");
      for (String operator : operators) {
        boolean list = operator.endsWith("in");
        all.add(
            "{\""
                + key
                + "\":{\""
                + operator
                + "\":"
                + (list ? "[\"secret\"]" : "\"secret\"")
                + "}}");
      }
    }
    for (String logical : List.of("$and", "$or", "$not", "$nor", "$xor", "$AND", "$Or")) {
      for (String inner :
          List.of(
              "[]",
              "{}",
              "null",
              "[{}]",
              "[[]]",
              "[null]",
              "\"x\"",
              "[{\"k\":1},{}]",
              "[{\"word\":{\"$ne\":\"x\"}},{\"word\":{\"$ne\":\"y\"}}]",
              "[{\"modal-armor:level\":\"secret\"},{\"k\":1}]",
              "{\"k\":1}")) {
        all.add("{\"" + logical + "\":" + inner + "}");
      }
    }
    for (String text :
        List.of(
            "",
            ".*",
            "zanz",
            "(",
            "(a+)+$",
            "(?i)ZANZ",
            "\\\\p{L}",
            "[",
            "a{1000}",
            "(?<=z)",
            "((((a{30}){30}){30}){30}){30}")) {
      for (String operator : List.of("$contains", "$not_contains", "$regex", "$not_regex")) {
        all.add("{\"" + operator + "\":\"" + text + "\"}");
        all.add("{\"#document\":{\"" + operator + "\":\"" + text + "\"}}");
      }
    }
    all.add("{\"k\":{\"$in\":[" + "1,".repeat(40_000) + "1]}}");
    all.add("{\"$or\":[" + "{\"k\":1},".repeat(5_000) + "{\"k\":1}]}");
    all.add("{\"$and\":[".repeat(25) + "{\"k\":1}" + "]}".repeat(25));
    all.add("{\"k\":{\"$eq\":\"" + "x".repeat(100_000) + "\"}}");
    all.add("{\"k\":1e400}");
    all.add("{\"k\":123456789012345678901234567890}");
    all.add("{\"k\":-0.0}");
    all.add("{\"k\":[1,[2]]}");
    all.add("{\"k\":1,\"k\":2}");
    all.add("{\"k\":{\"$eq\":1,\"$ne\":2}}");
    all.add("[]");
    all.add("\"secret\"");
    all.add("7");
    all.add("true");
    return all;
  }

  /** Whole bodies. */
  static List<String> bodies() {
    return List.of(
        "{\"Where\":{\"k\":1}}",
        "{\"where \":{\"k\":1}}",
        "{\"where\":null,\"where_document\":null,\"ids\":null}",
        "{\"ids\":[\"zanzibar\"],\"ids\":[\"mine\"]}",
        "{\"ids\":\"zanzibar\"}",
        "{\"ids\":[null]}",
        "{\"ids\":[[\"zanzibar\"]]}",
        "{\"ids\":{\"$ne\":\"x\"}}",
        "{\"limit\":-1}",
        "{\"limit\":1e9}",
        "{\"limit\":99999999999999999999}",
        "{\"offset\":4294967295}",
        "{\"include\":[\"modal-armor:level\"]}",
        "{\"include\":\"documents\"}",
        "{\"include\":[\"data\"]}",
        "{\"include\":[null]}",
        "[]",
        "null",
        "",
        "{\"where\":{\"k\":1}",
        "{\"where\":{\"k\":1}} {}",
        "\ufeff{}");
  }
}
