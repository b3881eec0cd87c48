package com.modalarmor.detect.url;

import com.modalarmor.detect.Detector;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Subject;
import com.modalarmor.text.Pause;
import com.modalarmor.text.View;
import com.modalarmor.text.url.LinkTargets;
import com.modalarmor.text.url.WebAddress;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;

/**
 * Finds addresses that hide where they lead, lead to where only machines go, or run code. Misses
 * bad sites under names that look like any other; example: {@code http://2130706433/}. Stateless.
 */
public final class MaliciousUrlDetector implements Detector {

  public static final String NAME = "malicious_url";

  private static final byte[] CLASS = classes();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    String text = subject.text();
    char[] chars = subject.views().original().chars();
    int length = text.length();
    View folded = subject.views().folded();
    int[] marks = folded.marks();
    boolean marked = folded.markCount() >= 0;
    int places = marked ? folded.markCount() : length;
    int done = 0;
    int pauseAt = Pause.EVERY;
    for (int place = 0; place < places; place++) {
      int i = marked ? marks[place] : place;
      char c = chars[i];
      if (i >= pauseAt) {
        subject.pause().here();
        pauseAt = i + Pause.EVERY;
      }
      if (c >= 128 || CLASS[c] == 0 || i < done) {
        continue;
      }
      if (c == ':') {
        done = colon(text, i, sink);
      } else if (slash(text, i)) {
        done = relative(text, i, sink);
      }
    }
  }

  /** An address holds no white space: the last word is open. */
  @Override
  public int settledTo(Subject subject) {
    String text = subject.text();
    int floor = Math.max(0, text.length() - UrlTokens.LENGTH_MAX * 2);
    int word = text.length();
    while (word > floor && !Character.isWhitespace(text.charAt(word - 1))) {
      word--;
    }
    return word;
  }

  /** An address with a scheme; returns where to go on. */
  private static int colon(String text, int colon, FindingSink sink) {
    int start = UrlTokens.schemeStart(text, colon);
    if (start < 0) {
      return colon + 1;
    }
    String scheme = UrlTokens.lower(text.substring(start, colon));
    char next = colon + 1 < text.length() ? text.charAt(colon + 1) : ' ';
    if (runs(scheme) && next > ' ') {
      int end = UrlTokens.end(text, start, colon + 1);
      if (end > colon + 1 && LinkTargets.runs(text.substring(start, end))) {
        report(sink, HostRisk.SURE, start, end);
        return end;
      }
      return colon + 1;
    }
    if (next != '/' && next != '\\') {
      return web(scheme) && next > ' ' ? slashless(text, start, colon, sink) : colon + 1;
    }
    if (sentOn(text, start)) {
      int whole = UrlTokens.end(text, start, colon + 1);
      report(sink, HostRisk.POSSIBLE, start, whole);
      return whole;
    }
    int end = UrlTokens.end(text, start, colon + 1);
    float risk = end - colon < 3 ? 0 : AddressRisk.of(text.substring(start, end), scheme);
    if (risk > 0) {
      report(sink, risk, start, end);
    }
    return end;
  }

  /** {@code http:host}: an address for a browser, and for hardly any other reader. */
  private static int slashless(String text, int start, int colon, FindingSink sink) {
    int end = UrlTokens.end(text, start, colon + 1);
    String rest = text.substring(colon + 1, end);
    String authority = AddressRisk.authority(rest);
    WebAddress address = WebAddress.parse(text.substring(start, end));
    boolean named = address != null && address.host() != null;
    boolean number = named && address.host().v4() >= 0;
    boolean user = authority.indexOf('@') > 0;
    boolean numbers = !named && AddressRisk.unreadable(AddressRisk.hostOf(authority)) > 0;
    if (number || numbers || (user && named && UrlTokens.hostLike(address.hostname()))) {
      report(sink, HostRisk.LIKELY, start, end);
      return end;
    }
    return colon + 1;
  }

  /** The value of a parameter by which sites send their visitors on, in a path without a host. */
  private static boolean sentOn(String text, int start) {
    int i = start - 1;
    if (i < 1 || text.charAt(i) != '=') {
      return false;
    }
    int end = i;
    while (i > 0
        && end - i < 16
        && (UrlTokens.letter(text.charAt(i - 1)) || text.charAt(i - 1) == '_')) {
      i--;
    }
    boolean parameter = i > 0 && (text.charAt(i - 1) == '?' || text.charAt(i - 1) == '&');
    return parameter && AddressRisk.SENDS_ON.contains(UrlTokens.lower(text.substring(i, end)));
  }

  static boolean web(String scheme) {
    return scheme.equals("http") || scheme.equals("https");
  }

  private static boolean runs(String scheme) {
    return scheme.equals("javascript") || scheme.equals("vbscript") || scheme.equals("data");
  }

  /** A slash where an address may begin. */
  private static boolean slash(String text, int at) {
    if (at + 3 >= text.length()) {
      return false;
    }
    char next = text.charAt(at + 1);
    boolean back = text.charAt(at) == '\\';
    boolean begins =
        back
            ? next == '\\'
            : next == '/' || next == '\\' || next == '%' || text.startsWith("http", at + 1);
    return begins && (at == 0 || " \t\n\"'=(<>,;".indexOf(text.charAt(at - 1)) >= 0);
  }

  /**
   * Slashes, back slashes and their escapes with a host behind them: taken for a path of the same
   * site by one reader, for another site by the next.
   */
  private static int relative(String text, int start, FindingSink sink) {
    int end = UrlTokens.end(text, start, start + 1);
    String written = text.substring(start, end);
    int i = 0;
    int plain = 0;
    boolean odd = false;
    while (i < written.length()) {
      char c = written.charAt(i);
      String escape = UrlTokens.lower(written.substring(i, Math.min(written.length(), i + 3)));
      if (c == '/') {
        plain++;
        i++;
      } else if (c == '\\' || c == '\t' || c == '@' || c == ';' || c == '.' || c == '〱') {
        odd = true;
        i++;
      } else if (escape.equals("%5c")
          || escape.equals("%2f")
          || escape.equals("%09")
          || escape.equals("%0d")
          || escape.equals("%0a")
          || escape.equals("%68")
          || escape.equals("%00")
          || escape.equals("%20")) {
        odd = true;
        i += 3;
      } else {
        break;
      }
    }
    String rest = written.substring(i);
    boolean scheme =
        UrlTokens.lower(rest).startsWith("http:") || UrlTokens.lower(rest).startsWith("https:");
    WebAddress address = WebAddress.parse(scheme ? rest : "http://" + rest);
    if (address == null && plain >= 2 && rest.indexOf('%') > 0 && rest.indexOf('.') > 0) {
      report(sink, HostRisk.LOW, start, end);
      return end;
    }
    if (address == null || address.host() == null || !UrlTokens.hostLike(address.hostname())) {
      return start + 1;
    }
    boolean runs = plain + (odd ? 1 : 0) >= 2 || scheme || odd;
    if (!runs) {
      return start + 1;
    }
    boolean usual = plain == 2 && !odd && !scheme;
    float risk =
        usual
            ? Math.max(
                HostRisk.LOW,
                Math.max(
                    AddressRisk.ofUser(address, AddressRisk.authority(rest)),
                    AddressRisk.ofPath(address)))
            : HostRisk.POSSIBLE;
    report(sink, risk, start, end);
    return end;
  }

  private static void report(FindingSink sink, float risk, int start, int end) {
    Severity severity =
        risk < HostRisk.POSSIBLE ? Severity.LOW : FindingType.MALICIOUS_URL.severity();
    sink.add(FindingType.MALICIOUS_URL, NAME, risk, severity, start, end);
  }

  private static byte[] classes() {
    byte[] table = new byte[128];
    table[':'] = 1;
    table['/'] = 1;
    table['\\'] = 1;
    return table;
  }
}
