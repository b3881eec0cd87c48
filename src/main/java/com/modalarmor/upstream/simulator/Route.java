package com.modalarmor.upstream.simulator;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/** What a path asks for: {@code models}, {@code model}, or a method of a model. Immutable. */
record Route(String model, String action) {

  private static final List<String> ACTIONS =
      List.of(
          "generateContent",
          "streamGenerateContent",
          "countTokens",
          "embedContent",
          "batchEmbedContents");

  static Route of(HttpMethod method, String path) {
    String rest =
        path.startsWith("/v1beta/models")
            ? path.substring("/v1beta/models".length())
            : path.startsWith("/v1/models") ? path.substring("/v1/models".length()) : null;
    if (rest == null) {
      return null;
    }
    boolean get = method == HttpMethod.GET;
    if (rest.isEmpty()) {
      return get ? new Route("", "models") : null;
    }
    int colon = rest.indexOf(':');
    if (rest.charAt(0) != '/' || get == (colon >= 0)) {
      return null;
    }
    if (get) {
      return new Route(rest.substring(1), "model");
    }
    String action = colon < 0 ? "" : rest.substring(colon + 1);
    return ACTIONS.contains(action) ? new Route(rest.substring(1, colon), action) : null;
  }
}
