package com.modalarmor.redact.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.text.url.Origins;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RenderProfileTest {

  private static final Origins OURS = Origins.of(List.of("*.our.example"));
  private static final long SEED = Long.getLong("seed", 20_261_127L);
  private static final int CASES = 20_000;

  @Test
  void what_only_shapes_text_stays() {
    String[][] rows = {
      {"a < b && c > d", "a &lt; b && c > d"},
      {"<p>Hi <b>you</b></p>", "<p>Hi <b>you</b></p>"},
      {"<B Class=x>y</B>", "<b>y</b>"},
      {"<script>x</script>", "&lt;script>x&lt;/script>"},
      {"<b>open", "<b>open</b>"},
      {"</div></p>x", "x"},
      {"<ul><li>a</ul>", "<ul><li>a</li></ul>"},
      {
        "<img src=https://a.our.example/x.png alt='a \"b\"'>",
        "<img src=\"https://a.our.example/x.png\" alt=\"a &quot;b&quot;\">"
      },
      {"<img src=https://evil.example/x.png alt=cat>", "cat [image removed]"},
      {
        "<a href='https://our.example/p' onclick=x>t</a>",
        "<a href=\"https://our.example/p\" rel=\"noopener noreferrer nofollow\">t</a>"
      },
      {"<a href=javascript:x>t</a>", "<a>t</a>"},
      {"<code class=language-java>x</code>", "<code class=\"language-java\">x</code>"},
      {"List<String> x", "List&lt;String> x"},
    };
    int tried = 0;
    for (String[] row : rows) {
      assertEquals(row[1], RenderProfile.HTML.apply(row[0], OURS), row[0]);
      tried++;
    }
    assertEquals(13, tried);
  }

  @Test
  void markdown_keeps_its_shape_and_its_code() {
    String[][] rows = {
      {"# Title\n\n- *a*\n- `List<String>`\n", "# Title\n\n- *a*\n- `List<String>`\n"},
      {"```java\nList<String> x;\n```\n<b>", "```java\nList<String> x;\n```\n&lt;b>"},
      {"![cat](https://evil.example/c.png)", "cat \\[image removed\\]"},
      {"![cat](https://a.our.example/c.png \"t\")", "![cat](<https://a.our.example/c.png>)"},
      {"[t](https://our.example/p_(x))", "[t](<https://our.example/p_(x)>)"},
      {"[t](javascript:x)", "[t] \\(link removed\\)"},
      {"[t](https://evil.example/?q=[DATA])", "[t] \\(link removed\\)"},
      {"[t](#part-2)", "[t](#part-2)"},
      {"![a][r]\n\n[r]: https://evil.example/", "\\!\\[a][r]\n\n[r]\\: https://evil.example/"},
      {"a < b", "a &lt; b"},
    };
    int tried = 0;
    for (String[] row : rows) {
      assertEquals(row[1], RenderProfile.MARKDOWN.apply(row[0], OURS), row[0]);
      tried++;
    }
    assertEquals(10, tried);
  }

  @Test
  void a_terminal_gets_no_control_character() {
    String text = "ok \u001B[31mred\u001B]0;title\u0007\u009b2J\r\n\ttab\u007f";
    String shown = RenderProfile.TERMINAL.apply(text, Origins.UNSAID);
    assertTrue(
        shown
            .chars()
            .allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && !(c >= 0x7F && c < 0xA0))));
    assertTrue(shown.startsWith("ok \u241B[31mred"));
  }

  @Test
  void json_means_the_same_and_ends_no_script() {
    String json = "{\"a\":\"</script><b>&\u2028\"}";
    String shown = RenderProfile.JSON.apply(json, Origins.UNSAID);
    assertEquals("{\"a\":\"\\u003c/script\\u003e\\u003cb\\u003e\\u0026\\u2028\"}", shown);
  }

  @Test
  void no_profile_changes_nothing() {
    String text = "<script>\u001B[31m![x](http://evil.example/)";
    assertEquals(text, RenderProfile.NONE.apply(text, OURS));
  }

  @Test
  void in_pieces_or_whole_is_the_same() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> payloads = ScriptCatalogue.payloads("evil.example", "alert(1)");
    int cases = 0;
    while (cases < CASES) {
      String text = text(random, payloads);
      for (RenderProfile profile : RenderProfile.values()) {
        String whole = profile.apply(text, OURS);
        StringBuilder out = new StringBuilder();
        RenderStream stream = new RenderStream(profile, OURS);
        int at = 0;
        while (at < text.length()) {
          int end = Math.min(text.length(), at + 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
          stream.feed(text.substring(at, end), out);
          assertTrue(stream.held() <= RenderStream.HELD_MAX, "held " + stream.held());
          at = end;
        }
        stream.finish(out);
        assertEquals(whole, out.toString(), "seed " + SEED + ", " + profile + ": " + text);
        cases++;
      }
    }
  }

  @Test
  void every_cut_of_the_catalogue_gives_the_same() {
    int texts = 0;
    for (String text : ScriptCatalogue.payloads("evil.example", "alert(1)")) {
      for (RenderProfile profile : RenderProfile.values()) {
        String whole = profile.apply(text, OURS);
        for (int cut = 0; cut <= text.length(); cut++) {
          StringBuilder out = new StringBuilder();
          RenderStream stream = new RenderStream(profile, OURS);
          stream.feed(text.substring(0, cut), out);
          stream.feed(text.substring(cut), out);
          stream.finish(out);
          assertEquals(whole, out.toString(), profile + " cut at " + cut + ": " + text);
        }
      }
      texts++;
    }
    assertTrue(texts >= 60, "payloads: " + texts);
  }

  @Test
  void html_has_no_bracket_but_of_known_elements() {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    List<String> payloads = ScriptCatalogue.payloads("evil.example", "alert(1)");
    for (int i = 0; i < 2_000; i++) {
      String shown =
          RenderProfile.HTML.apply(text(random, payloads), OURS).toLowerCase(Locale.ROOT);
      for (String word :
          List.of("<script", "<svg", "<iframe", "<style", "<math", "<!--", "<template")) {
        assertFalse(shown.contains(word), shown);
      }
    }
  }

  @Test
  void prose_waits_for_nothing() {
    RenderStream stream = new RenderStream(RenderProfile.MARKDOWN, OURS);
    StringBuilder out = new StringBuilder();
    stream.feed("We met on Monday, and it went well. If x < y then stop", out);
    assertEquals(0, stream.held());
    stream = new RenderStream(RenderProfile.HTML, OURS);
    stream.feed("We met on Monday, and it went well. If x < y then stop", out);
    assertEquals(0, stream.held());
  }

  private static final String[] PIECES = {
    "text ",
    "\n",
    "\n\n",
    "```",
    "`",
    "``",
    "<",
    ">",
    "[",
    "]",
    "(",
    ")",
    "!",
    "\\",
    "\"",
    "'",
    "=",
    " ",
    "http://evil.example/a?q=1",
    "https://our.example/x",
    "<b>",
    "</b>",
    "<a href=",
    "<img src=",
    "~~~",
    "- ",
    "> ",
    "\r",
    "\r\n",
    "&lt;",
    "&#60;",
    "#",
    "|",
    "$",
    ":",
    "javascript:",
    "\u001B[1m",
    "😀",
    "\u0000",
    "~"
  };

  private static String text(SplittableRandom random, List<String> payloads) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      out.append(
          random.nextInt(6) == 0
              ? payloads.get(random.nextInt(payloads.size()))
              : PIECES[random.nextInt(PIECES.length)]);
      if (random.nextInt(300) == 0) {
        out.append("x".repeat(random.nextInt(5_000)));
      }
    }
    return out.toString();
  }
}
