package com.modalarmor.limits;

import com.modalarmor.settings.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where Redis is, taken apart so that its password stays out of every message. Immutable.
 *
 * @param user empty = the default user
 * @param password {@link Secret#NONE} = none
 */
public record RedisAddress(
    boolean tls, String host, int port, int database, String user, Secret password) {

  /** Throws with a sentence that holds nothing of the URL. */
  static RedisAddress parse(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      // Its message quotes the input, password included.
      throw new IllegalArgumentException("is not a URL");
    }
    boolean tls = "rediss".equals(uri.getScheme());
    if (!tls && !"redis".equals(uri.getScheme())) {
      throw new IllegalArgumentException("must start with redis:// or rediss://");
    }
    if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "must be redis[s]://[user:password@]host[:port][/database]");
    }
    String user = "";
    String password = "";
    String info = uri.getRawUserInfo();
    if (info != null) {
      int colon = info.indexOf(':');
      user = colon < 0 ? "" : decode(info.substring(0, colon));
      password = decode(info.substring(colon + 1));
    }
    int port = uri.getPort() < 0 ? 6379 : uri.getPort();
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("has no valid port");
    }
    return new RedisAddress(
        tls, uri.getHost(), port, database(uri.getPath()), user, new Secret(password));
  }

  RedisAddress withPassword(Secret other) {
    return new RedisAddress(tls, host, port, database, user, other);
  }

  /** For the client: without credentials, which it takes on their own. */
  String endpoint() {
    return (tls ? "rediss://" : "redis://") + host + ":" + port + "/" + database;
  }

  private static int database(String path) {
    if (path == null || path.isEmpty() || path.equals("/")) {
      return 0;
    }
    try {
      int database = Integer.parseInt(path.substring(1));
      if (database >= 0 && database <= 1_000_000) {
        return database;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one sentence for both.
    }
    throw new IllegalArgumentException("must end with the number of a database");
  }

  private static String decode(String raw) {
    // A plus sign is itself here, not a space.
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
