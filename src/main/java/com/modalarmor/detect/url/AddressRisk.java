package com.modalarmor.detect.url;

import com.modalarmor.text.url.LinkTargets;
import com.modalarmor.text.url.WebAddress;
import java.util.Set;

/** How dangerous an address is by its parts, in [0,1]. Stateless. */
final class AddressRisk {

  /** Schemes that fetch from the machine that resolves them. */
  private static final Set<String> LOCAL =
      Set.of(
          "gopher", "dict", "jar", "netdoc", "phar", "php", "expect", "tftp", "ldap", "ldaps",
          "sftp");

  /** Parameters by which sites send their visitors on. */
  static final Set<String> SENDS_ON =
      Set.of(
          "url",
          "redirect",
          "redirect_url",
          "redirect_uri",
          "redir",
          "next",
          "return",
          "return_to",
          "returnurl",
          "returnto",
          "dest",
          "destination",
          "goto",
          "go",
          "target",
          "to",
          "out",
          "continue",
          "forward",
          "image_url",
          "checkout_url",
          "rurl",
          "u",
          "r",
          "callback",
          "success",
          "link");

  private AddressRisk() {}

  static float of(String written, String scheme) {
    WebAddress address = WebAddress.parse(written);
    String rest = written.substring(scheme.length() + 1);
    int slashes = 0;
    while (slashes < rest.length()
        && (rest.charAt(slashes) == '/' || rest.charAt(slashes) == '\\')) {
      slashes++;
    }
    String authority = authority(rest.substring(slashes));
    boolean special = address != null && address.special();
    if (LOCAL.contains(scheme)) {
      return address != null && address.host() != null ? HostRisk.LIKELY : 0;
    }
    if (address == null || address.host() == null) {
      return MaliciousUrlDetector.web(scheme) ? unreadable(authority) : 0;
    }
    if (!special) {
      return 0;
    }
    float risk = HostRisk.of(address, hostOf(authority));
    String behind = rest.substring(Math.min(rest.length(), slashes + authority.length()));
    if (behind.startsWith("#@") || behind.startsWith("?@")) {
      return HostRisk.HIGH; // the host is before the sign for one reader, behind it for another
    }
    risk = Math.max(risk, ofUser(address, authority));
    if (!scheme.equals("file")
        && (slashes != 2 || rest.startsWith("/\\") || rest.startsWith("\\"))) {
      risk = Math.max(risk, HostRisk.POSSIBLE);
    }
    return Math.max(risk, ofPath(address));
  }

  /** Between the slashes: up to the first slash, question mark or number sign. */
  static String authority(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if ("/?#".indexOf(rest.charAt(i)) >= 0) {
        return rest.substring(0, i);
      }
    }
    return rest;
  }

  static String hostOf(String authority) {
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = host.lastIndexOf(':');
    boolean port = colon > 0 && host.indexOf(']', colon) < 0;
    return port ? host.substring(0, colon) : host;
  }

  /** No browser would open it, but some other reader may. */
  static float unreadable(String authority) {
    boolean numbers = !authority.isEmpty();
    for (int i = 0; i < authority.length(); i++) {
      char c = authority.charAt(i);
      numbers &= (c >= '0' && c <= '9') || c == '.' || c == 'x' || c == 'o' || c == ':';
      if (c == '@' || c == '\\' || c == '%') {
        return HostRisk.LIKELY;
      }
    }
    return numbers && authority.indexOf('.') > 0 ? HostRisk.POSSIBLE : 0;
  }

  static float ofUser(WebAddress address, String authority) {
    if (authority.indexOf('\\') >= 0) {
      return HostRisk.HIGH;
    }
    if (address.user().isEmpty() && address.password().isEmpty()) {
      return 0;
    }
    boolean host = UrlTokens.hostLike(address.user()) || address.user().contains("%");
    return host || authority.indexOf('@') != authority.lastIndexOf('@')
        ? HostRisk.HIGH
        : HostRisk.LOW;
  }

  /**
   * Encoded steps up, slashes in a row with a host behind them, and another address to go on to.
   */
  static float ofPath(WebAddress address) {
    String path = UrlTokens.lower(address.path());
    float risk = 0;
    boolean encoded = path.contains("%2f") || path.contains("%5c") || path.contains("%09");
    if (path.startsWith("/%2f") || path.startsWith("/%5c") || path.startsWith("/%09")) {
      risk = HostRisk.POSSIBLE;
    } else if (encoded && (path.contains("..") || path.contains("%2e"))) {
      risk = HostRisk.POSSIBLE;
    } else if (path.equals("//") || path.startsWith("//%") || path.startsWith("///")) {
      risk = HostRisk.LOW;
    }
    if (address.query() != null) {
      risk = Math.max(risk, ofQuery(address));
    }
    return risk;
  }

  private static float ofQuery(WebAddress address) {
    String query = address.query();
    int from = 0;
    while (from < query.length()) {
      int end = query.indexOf('&', from);
      end = end < 0 ? query.length() : end;
      int sign = query.indexOf('=', from);
      if (sign > from
          && sign < end
          && SENDS_ON.contains(UrlTokens.lower(query.substring(from, sign)))) {
        WebAddress value = WebAddress.parse("http://h/?" + query.substring(sign + 1, end));
        String target = value == null ? "" : value.plainQuery();
        if (leadsAway(target, address)) {
          return HostRisk.POSSIBLE;
        }
      }
      from = end + 1;
    }
    return 0;
  }

  private static boolean leadsAway(String target, WebAddress from) {
    if (LinkTargets.runs(target)) {
      return true;
    }
    String absolute =
        target.startsWith("//") || target.startsWith("/\\") ? "http:" + target : target;
    boolean web = absolute.startsWith("http:") || absolute.startsWith("https:");
    WebAddress to = web ? WebAddress.parse(absolute) : null;
    return to != null && to.host() != null && !to.hostname().equals(from.hostname());
  }
}
