package com.modalarmor.detect.url;

import com.modalarmor.text.url.Host;
import com.modalarmor.text.url.WebAddress;
import java.util.List;
import java.util.Set;

/** How much a host hides, or gives away by being reached from here. Stateless. */
final class HostRisk {

  static final float SURE = 0.95f;
  static final float HIGH = 0.9f;
  static final float LIKELY = 0.8f;
  static final float POSSIBLE = 0.6f;
  static final float LOW = 0.4f;

  /** Where clouds keep what their machines may know. */
  private static final Set<String> METADATA =
      Set.of(
          "metadata.google.internal",
          "metadata",
          "metadata.goog",
          "instance-data",
          "instance-data.ec2.internal",
          "[fd00:ec2::254]",
          "kubernetes.default.svc",
          "metadata.azure.internal");

  /** Names that are imitated, as {@code facebuk} does; the well-known ones alone. */
  private static final List<String> IMITATED =
      List.of(
          "facebook",
          "microsoft",
          "instagram",
          "linkedin",
          "whatsapp",
          "amazon",
          "netflix",
          "paypal",
          "google",
          "youtube",
          "dropbox",
          "icloud",
          "twitter",
          "github",
          "coinbase",
          "binance",
          "blockchain",
          "wellsfargo",
          "bankofamerica",
          "americanexpress",
          "mastercard",
          "docusign",
          "office365");

  private HostRisk() {}

  /** What the host as written hides; {@code written} is the part between slashes. */
  static float of(WebAddress address, String written) {
    Host host = address.host();
    String plain = UrlTokens.lower(written);
    float risk = 0;
    if (host.v4() >= 0) {
      boolean usual = host.kind() == Host.Kind.V4 && plain.equals(host.text());
      risk = usual ? 0 : host.kind() == Host.Kind.V4 ? HIGH : LIKELY;
      risk = Math.max(risk, ofAddress(host.v4()));
    } else if (host.kind() == Host.Kind.V6) {
      boolean local = host.text().equals("[::]") || host.text().equals("[::1]");
      risk = local ? POSSIBLE : host.text().startsWith("[fe80:") ? POSSIBLE : 0;
    }
    if (METADATA.contains(host.text())) {
      return SURE;
    }
    if (host.text().equals("localhost") || host.text().endsWith(".localhost")) {
      risk = Math.max(risk, LOW);
    }
    if (host.kind() == Host.Kind.NAME) {
      risk = Math.max(risk, ofName(host, written));
    }
    return risk;
  }

  private static float ofName(Host host, String written) {
    boolean ascii = true;
    for (int i = 0; i < written.length(); i++) {
      ascii &= written.charAt(i) < 128;
    }
    if (!ascii && !host.text().contains("xn--")) {
      return HIGH; // circled or full-width letters that mean plain ones
    }
    if (written.indexOf('%') >= 0) {
      return LIKELY;
    }
    if (host.looksLikeAscii()) {
      return HIGH;
    }
    return imitates(host.text()) ? POSSIBLE + 0.1f : 0;
  }

  /** Local, link-local and unspecified addresses; those of a cloud's metadata first. */
  private static float ofAddress(long v4) {
    int first = (int) (v4 >> 24 & 255);
    int second = (int) (v4 >> 16 & 255);
    if (first == 169 && second == 254) {
      return SURE;
    }
    if (v4 == 0x6464_64C8L) { // 100.100.100.200, the metadata service of Alibaba Cloud
      return SURE;
    }
    if (first == 127 || first == 0) {
      return LOW;
    }
    return 0;
  }

  /** One or two letters off a well-known name, or digits in the place of letters. */
  static boolean imitates(String host) {
    int end = host.lastIndexOf('.');
    if (end <= 0) {
      return false;
    }
    int start = host.lastIndexOf('.', end - 1) + 1;
    String label = host.substring(start, end);
    String undigited =
        label.replace('0', 'o').replace('1', 'l').replace('3', 'e').replace('5', 's');
    for (String name : IMITATED) {
      if (label.equals(name)) {
        return false;
      }
      if (undigited.equals(name)) {
        return true;
      }
      int size = Math.abs(label.length() - name.length());
      int far = name.length() >= 8 ? 2 : 1;
      boolean near = size <= far && label.length() >= 6 && label.charAt(0) == name.charAt(0);
      if (near && label.startsWith(name.substring(0, 4)) && distance(label, name) <= far) {
        return true;
      }
    }
    return false;
  }

  /** Insertions, deletions and changes between two short words. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
