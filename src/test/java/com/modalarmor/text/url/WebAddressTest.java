package com.modalarmor.text.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WebAddressTest {

  @Test
  void hosts_are_read_as_browsers_read_them() {
    String[][] rows = {
      {"http://2130706433/", "http://127.0.0.1/"},
      {"http://0x7f.1", "http://127.0.0.1/"},
      {"http://0177.0.0.1/", "http://127.0.0.1/"},
      {"http://[::ffff:127.0.0.1]:80/", "http://[::ffff:7f00:1]/"},
      {"http://ⓔⓧⓐⓜⓟⓛⓔ.ⓒⓞⓜ", "http://example.com/"},
      {"https://faß.example/", "https://xn--fa-hia.example/"},
      {"HTTP:\\\\www.example.com\\a", "http://www.example.com/a"},
      {"http:example.com", "http://example.com/"},
      {"https:///example.com/a/../b", "https://example.com/b"},
      {"http://user@host@real.example/", "http://user%40host@real.example/"},
      {"http://a b/", null},
      {"http://256.0.0.1/", null},
      {"http://host:99999/", null},
      {"http://[1::2::3]/", null},
      {"no scheme", null},
      {"mailto:a@b.example", "mailto:a@b.example"},
      {"java\nscript:alert(1)", "javascript:alert(1)"},
    };
    int tried = 0;
    for (String[] row : rows) {
      WebAddress address = WebAddress.parse(row[0]);
      assertEquals(row[1], address == null ? null : address.href(), row[0]);
      tried++;
    }
    assertEquals(17, tried);
  }

  @Test
  void a_host_that_looks_like_another_one_says_so() {
    assertTrue(WebAddress.parse("https://аррӏе.com/").host().looksLikeAscii());
    assertTrue(WebAddress.parse("https://раypal.com/").host().looksLikeAscii());
    assertFalse(WebAddress.parse("https://münchen.de/").host().looksLikeAscii());
    assertFalse(WebAddress.parse("https://例え.jp/").host().looksLikeAscii());
    assertFalse(WebAddress.parse("https://apple.com/").host().looksLikeAscii());
  }

  @Test
  void origins_allow_what_they_name_and_nothing_else() {
    Origins origins =
        Origins.of(List.of("cdn.example.com", "*.ours.example", "https://a.example:8443"));
    String[] allowed = {
      "https://cdn.example.com/x",
      "http://cdn.example.com/",
      "https://ours.example/",
      "https://a.b.ours.example/",
      "https://a.example:8443/y"
    };
    String[] refused = {
      "https://cdn.example.com.evil.example/",
      "https://evil.example/cdn.example.com",
      "https://notours.example/",
      "https://a.example/",
      "http://a.example:8443/",
      "https://cdn.example.com:81/",
      "ftp://cdn.example.com/",
      "https://cdn.example.com@evil.example/",
      "https://evil.example\\@cdn.example.com/"
    };
    for (String address : allowed) {
      assertTrue(origins.allow(WebAddress.parse(address)), address);
    }
    for (String address : refused) {
      assertFalse(origins.allow(WebAddress.parse(address)), address);
    }
    assertThrows(
        IllegalArgumentException.class, () -> Origins.of(List.of("https://a.example/path")));
    assertThrows(IllegalArgumentException.class, () -> Origins.of(List.of("javascript:x")));
  }

  @Test
  void targets_that_run_code_are_seen_through_their_disguise() {
    for (String target :
        List.of(
            "javascript:x",
            " JavaScript:x",
            "java\tscript:x",
            "\u0001javascript:x",
            "vbscript:x",
            "data:text/html,x",
            "data:image/svg+xml,x",
            "data:,x")) {
      assertTrue(LinkTargets.runs(target), target);
    }
    for (String target :
        List.of(
            "https://a.example/javascript:x",
            "/javascript:x",
            "data:image/png;base64,AA",
            "mailto:a@b.example",
            "#javascript:")) {
      assertFalse(LinkTargets.runs(target), target);
    }
  }
}
