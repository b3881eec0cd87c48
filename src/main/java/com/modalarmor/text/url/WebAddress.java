package com.modalarmor.text.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A web address, read as the URL standard (WHATWG) says a browser reads it, without a base.
 * Immutable.
 *
 * @param scheme lower case, without the colon
 * @param user before the colon of the user part, percent-encoded; empty = none
 * @param password the same behind it
 * @param host null = none
 * @param port -1 = none, or the scheme's own
 * @param path percent-encoded, dot segments resolved; of an unknown scheme as it stands
 * @param query without the question mark; null = none
 * @param fragment without the number sign; null = none
 */
public record WebAddress(
    String scheme,
    String user,
    String password,
    Host host,
    int port,
    String path,
    String query,
    String fragment) {

  /** Characters of the longest address that is read. */
  public static final int LENGTH_MAX = 8_192;

  private static final Map<String, Integer> SPECIAL =
      Map.of("http", 80, "https", 443, "ws", 80, "wss", 443, "ftp", 21, "file", -1);
  private static final int PORT_MAX = 65_535;

  /** Reads an address; null = it is none, or longer than {@link #LENGTH_MAX}. */
  public static WebAddress parse(String input) {
    if (input.length() > LENGTH_MAX) {
      return null;
    }
    String text = withoutLineEnds(trimmed(input));
    int colon = schemeEnd(text);
    if (colon < 0) {
      return null;
    }
    String scheme = lower(text.substring(0, colon));
    boolean special = SPECIAL.containsKey(scheme);
    String rest = text.substring(colon + 1);
    String fragment = null;
    int mark = rest.indexOf('#');
    if (mark >= 0) {
      fragment = encoded(rest.substring(mark + 1), PercentCode.FRAGMENT);
      rest = rest.substring(0, mark);
    }
    String query = null;
    mark = rest.indexOf('?');
    if (mark >= 0) {
      String set = special ? PercentCode.SPECIAL_QUERY : PercentCode.QUERY;
      query = encoded(rest.substring(mark + 1), set);
      rest = rest.substring(0, mark);
    }
    if (special) {
      rest = rest.replace('\\', '/');
    }
    if (!special && !rest.startsWith("//")) {
      StringBuilder path = new StringBuilder();
      PercentCode.encode(path, rest, "");
      return new WebAddress(scheme, "", "", null, -1, path.toString(), query, fragment);
    }
    int from = 0;
    while (from < rest.length() && rest.charAt(from) == '/' && (special || from < 2)) {
      from++;
    }
    if (scheme.equals("file")) {
      from = Math.min(2, from);
    }
    int slash = rest.indexOf('/', from);
    String authority = slash < 0 ? rest.substring(from) : rest.substring(from, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    return of(scheme, authority, path, query, fragment, special);
  }

  private static WebAddress of(
      String scheme,
      String authority,
      String path,
      String query,
      String fragment,
      boolean special) {
    String user = "";
    String password = "";
    String hostPort = authority;
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      String credentials = authority.substring(0, at);
      hostPort = authority.substring(at + 1);
      int colon = credentials.indexOf(':');
      user = encoded(colon < 0 ? credentials : credentials.substring(0, colon), PercentCode.USER);
      password = colon < 0 ? "" : encoded(credentials.substring(colon + 1), PercentCode.USER);
    }
    int colon = hostPort.lastIndexOf(':');
    if (colon >= 0 && hostPort.indexOf(']', colon) >= 0) {
      colon = -1;
    }
    int port = colon < 0 ? -1 : port(hostPort.substring(colon + 1));
    if (port == -2) {
      return null;
    }
    String name = colon < 0 ? hostPort : hostPort.substring(0, colon);
    boolean file = scheme.equals("file");
    if (name.isEmpty() && (at >= 0 || colon >= 0 || (special && !file))) {
      return null;
    }
    Host host = null;
    if (!name.isEmpty()) {
      host = Host.parse(name, special);
      if (host == null) {
        return null;
      }
    }
    int shown = special && port == SPECIAL.get(scheme) ? -1 : port;
    return new WebAddress(
        scheme, user, password, host, shown, resolved(path, special), query, fragment);
  }

  /** -1 = none, -2 = no port at all. */
  private static int port(String text) {
    if (text.isEmpty()) {
      return -1;
    }
    int port = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || port > PORT_MAX) {
        return -2;
      }
      port = port * 10 + digit;
    }
    return port > PORT_MAX ? -2 : port;
  }

  private static String resolved(String path, boolean special) {
    if (path.isEmpty()) {
      return special ? "/" : "";
    }
    List<String> out = new ArrayList<>();
    List<String> segments = Pieces.of(path.substring(1), '/');
    for (int i = 0; i < segments.size(); i++) {
      String plain = lower(segments.get(i)).replace("%2e", ".");
      boolean last = i == segments.size() - 1;
      if (plain.equals("..")) {
        if (!out.isEmpty()) {
          out.remove(out.size() - 1);
        }
      } else if (!plain.equals(".")) {
        out.add(encoded(segments.get(i), PercentCode.PATH));
        continue;
      }
      if (last) {
        out.add("");
      }
    }
    return "/" + String.join("/", out);
  }

  private static String encoded(String text, String set) {
    StringBuilder out = new StringBuilder(text.length());
    PercentCode.encode(out, text, set);
    return out.toString();
  }

  private static String trimmed(String input) {
    int start = 0;
    int end = input.length();
    while (start < end && input.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && input.charAt(end - 1) <= ' ') {
      end--;
    }
    return input.substring(start, end);
  }

  private static String withoutLineEnds(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\t' && c != '\n' && c != '\r') {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
        return -1;
      }
    }
    return -1;
  }

  private static String lower(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return out.toString();
  }

  /** Whether browsers fetch it from a host. */
  public boolean special() {
    return SPECIAL.containsKey(scheme);
  }

  /** The host's text; empty = none. */
  public String hostname() {
    return host == null ? "" : host.text();
  }

  /** The path with its escapes undone. */
  public String plainPath() {
    return PercentCode.decode(path);
  }

  /** The query with its escapes undone; empty = none. */
  public String plainQuery() {
    return query == null ? "" : PercentCode.decode(query.replace('+', ' '));
  }

  /** The address as a browser shows it. */
  public String href() {
    StringBuilder out = new StringBuilder(scheme).append(':');
    if (host != null || scheme.equals("file")) {
      out.append("//");
      if (!user.isEmpty() || !password.isEmpty()) {
        out.append(user);
        if (!password.isEmpty()) {
          out.append(':').append(password);
        }
        out.append('@');
      }
      out.append(hostname());
      if (port >= 0) {
        out.append(':').append(port);
      }
    }
    out.append(path);
    if (query != null) {
      out.append('?').append(query);
    }
    if (fragment != null) {
      out.append('#').append(fragment);
    }
    return out.toString();
  }
}
