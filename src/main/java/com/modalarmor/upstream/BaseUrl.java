package com.modalarmor.upstream;

import com.modalarmor.settings.SettingsReader;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Scheme, host, port and path prefix of an upstream. Immutable.
 *
 * @param pathPrefix empty, or begins with a slash and does not end with one
 */
public record BaseUrl(boolean tls, String host, int port, String pathPrefix) {

  /** Throws {@code IllegalArgumentException} with a message that does not quote the URL. */
  public static BaseUrl parse(String url) {
    URI uri;
    try {
      uri = new URI(url.trim());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a URL");
    }
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    if (!tls && !"http".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("must begin with https:// or http://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("has no host");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("must not have user info, query or fragment");
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String host = uri.getHost();
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = uri.getPort() < 0 ? (tls ? 443 : 80) : uri.getPort();
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("has no valid port");
    }
    return new BaseUrl(tls, host, port, path);
  }

  /** True for this machine itself, by name or literal address. */
  public boolean loopback() {
    return host.equalsIgnoreCase("localhost") || host.equals("::1") || loopbackIpv4();
  }

  /** Four numbers, the first 127: a name such as {@code 127.example.org} is none. */
  private boolean loopbackIpv4() {
    if (!host.startsWith("127.")) {
      return false;
    }
    int dots = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return dots == 3;
  }

  static BaseUrl read(SettingsReader section, String key, String fallback) {
    try {
      return parse(section.text(key, fallback));
    } catch (IllegalArgumentException e) {
      section.fault(key, e.getMessage());
      return parse(fallback);
    }
  }
}
