package com.modalarmor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ordinary text, much of which looks like a disguise to a careless reader. */
class ViewsBenignTest {

  private static final String[] ROWS = {
    "Please write a short summary of the meeting notes for the whole team by Friday.",
    "Größere Übungen für Straßenbahnführer – „wirklich“ schön, übrigens auch für Anfänger.",
    "Die Donaudampfschifffahrtsgesellschaftskapitänsmütze und das Rindfleischetikettierungsgesetz",
    "Le général a déjà été présenté à l'élève préférée du café de l'hôtel, très élégant.",
    "El niño comió piñas mañana; ¿cuántos años tenía la señora de la administración pública?",
    "Não há solução fácil: a situação econômica é difícil, mas a população está otimista.",
    "Perché la città è così bella? Più tardi andrò all'università con il mio papà.",
    "Tiếng Việt có nhiều dấu thanh, ví dụ: hỏi, ngã, nặng, sắc, huyền và không dấu.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl učitel čtvrté třídy.",
    "Zażółć gęślą jaźń, a potem idź do sklepu po chleb i masło, proszę.",
    "Türkçe ılık İstanbul'da öğrenciler çalışıyor, öğretmenler şarkı söylüyor.",
    "Itt van néhány egyszerű magyar mondat: a kutya ugat, a macska nyávog.",
    "Ég er að læra íslensku og það er mjög erfitt, þó að hún sé falleg.",
    "Saya ingin membuat laporan tentang penjualan bulan ini untuk direktur perusahaan kami.",
    "Ninapenda kusoma vitabu na kuandika barua kwa marafiki zangu wa shule ya sekondari.",
    "Ek het gister 'n lang brief aan my ouma geskryf oor die vakansie by die see.",
    "你好,世界!请看这个例子:一、二、三。我们明天去北京开会,记得带上电脑和资料。",
    "日本語のテキスト、カタカナ。ガギグ ㈱ ①②③ ABC と TEL は 03-1234-5678 です。",
    "한국어 문장입니다. 오늘은 날씨가 아주 좋아서 공원에 갔어요. ㅋㅋㅋ",
    "مرحبا بالعالم، كيف حالك اليوم؟ أريد أن أكتب رسالة إلى المدير. \u200Fنص\u200E",
    "می\u200Cخواهم کتاب\u200Cها را بخوانم و سپس به خانه می\u200Cروم",
    "नमस्ते दुनिया, आप कैसे हैं? क्\u200Dष और ज्ञ हिन्दी के अक्षर हैं।",
    "আমি বাংলায় গান গাই, তুমি কেমন আছো?",
    "தமிழ் மொழி மிகவும் பழமையான மொழி ஆகும்.",
    "สวัสดีครับ \u200Bวันนี้อากาศดีมาก เราไปเที่ยวทะเลกันเถอะ",
    "שלום עולם, מה שלומך היום? אני לומד עברית באוניברסיטה.",
    "Привет, как дела? Это обычный русский текст о погоде и о книгах.",
    "Добрий день! Я хотів би замовити каву та тістечко, будь ласка.",
    "Ελληνικό κείμενο με τόνους και διαλυτικά: προϋπόθεση, γαϊδούρι.",
    "Հայերեն տեքստ, ქართული ტექსტი",
    "Family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 ❤️ 1️⃣ ok \uD83D\uDC4D\uD83C\uDFFD done",
    "Rainbow \uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08 and pirate \uD83C\uDFF4\u200D\u2620\uFE0F flags",
    flag("gbsct") + " " + flag("gbeng") + " " + flag("gbwls") + " the home nations",
    "\uD83C\uDDE9\uD83C\uDDEA \uD83C\uDDEB\uD83C\uDDF7 \uD83C\uDDEF\uD83C\uDDF5 at the games",
    "See https://example.com/search?q=caf%C3%A9%20au%20lait&lang=fr for the menu.",
    "GET /api/v1/items?filter=name%3D%22blue%20car%22&sort=-created%2Cid HTTP/1.1",
    "<p>Prices &lt; 10&nbsp;&euro; &amp; more &#8211; <b>today</b> &copy; 2024</p>",
    "<div class=\"row\"><!-- main navigation --><a href=\"/\" title=\"Home\">Home</a><ul><li>a</li>"
        + "<li>b</li><li>c</li></ul></div>",
    "![chart](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
        + "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==) shows the trend.",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 is the digest",
    "commit 3f786850e387550fdab836ed7e6dc881de23001b fixes the build",
    "id 550e8400-e29b-41d4-a716-446655440000, trace 4bf92f3577b34da6a3ce929d0e0e4736",
    "MAC 00:1A:2B:3C:4D:5E, IPv6 2001:0db8:85a3:0000:0000:8a2e:0370:7334",
    "public static void main(String[] args) { System.out.println(getUserNameFromDatabase(3)); }",
    "def print_sum_of_squares(a, b):\n    return a ** 2 + b ** 2  # see test_sum_of_squares.py",
    "const getCurrentUserProfileImage = () => fetch(`/api/users/${id}/image`);",
    "SELECT u.name, COUNT(*) FROM users u JOIN orders o ON o.user_id = u.id GROUP BY u.name;",
    "for (int i = 0; i < n; i++) { a[i] = b[i] ^ 0xFF; c += a[i] & 0x0F; }",
    "printf(\"%d items\\n\", count); // prints 3 items",
    "{\"name\": \"M\\u00fcller\", \"city\": \"K\\u00f6ln\", \"age\": 42, \"tags\": [\"a\", \"b\"]}",
    "regex: ^[a-z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,}$ matches most addresses",
    "curl -H 'Accept: application/json' https://api.example.com/v2/items | jq '.[0].name'",
    "C:\\Users\\tom\\new\\reports\\x64\\u2 holds the files",
    "x² + y² = r², TNFα and IFNγ at 5 μm, Δx = 3, ∑ aᵢ ≤ ½",
    "Solve a x + b y = c for x, y and z where a, b, c are integers; f(x) = m x + n.",
    "| a | b | c |\n|---|---|---|\n| 1 | 0 | 1 |\n| 0 | 1 | 1 |",
    "Section one\n-----------\nText ... more text ... - - - - - end",
    "H2O, CO2, mp3, b2b, i18n, k8s, 4th of July, 2nd place, the 90s, 5G and 3D",
    "My score was 100/100! Gr8 job m8, c u l8r :)",
    "Call me at +1 (555) 010-9999 ext. 42 or mail jane.doe+news@example.org",
    "Roses are red,\nViolets are blue,\nSugar is sweet,\nAnd so are you.",
    "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:",
    "I went to the bay on Monday to play, and on Friday they say it may stay grey all day.",
    "The NATO alphabet starts with alpha, bravo, charlie and ends with zulu.",
    "Hotel India in Lima: Oscar and Romeo met Victor for golf in November, said Papa Mike.",
    "00000000 11111111 00001111 is a bit mask; 1010 is ten in binary.",
    "10 20 30 40 50 60 70 80 90 and 25 35 45 55 65 75 85 95",
    "Donau\u00ADdampf\u00ADschiff\u00ADfahrt needs soft hyphens, as web pages have them.",
    "The e-mail from the well-known co-op re-elected the vice-president pro tem.",
    "[docs](https://example.com/a-b-c \"Docs\") and ![logo](logo.png) see [1]: https://example.com",
    "Step 1. Mix flour & water. Step 2. Bake at 180 °C. Step 3. Enjoy!",
    "WARNING: DO NOT REMOVE THIS LABEL UNDER PENALTY OF LAW. CONTACT THE OFFICE FIRST.",
    "lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt",
    "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani.",
    "Q: What is the capital of Peru? A: Lima. Q: And of Malta? A: Valletta.",
    "Reset at 12:30:45.123 UTC; build 2.0.0-rc.1+build.5 passed 3/4 checks (75%).",
  };

  private final Views views = new Views();

  @Test
  void ordinary_text_shows_no_suspicious_transform() {
    List<String> faults = new ArrayList<>();
    for (String row : ROWS) {
      views.read(row);
      if (views.transforms() != 0 || views.truncated()) {
        faults.add(Transform.names(views.transforms()) + " " + row);
      }
    }
    assertTrue(faults.isEmpty(), () -> "\n" + String.join("\n", faults));
    assertEquals(76, ROWS.length);
  }

  @Test
  void nearly_no_ordinary_text_has_a_decoded_view() {
    List<String> decoded = new ArrayList<>();
    for (String row : ROWS) {
      views.read(row);
      if (views.decodedCount() > 0) {
        decoded.add(Transform.names(views.decodedTransforms(0)) + " " + row);
      }
    }
    // Escapes in an address, in HTML and in JSON are read; nothing is made of the rest.
    assertTrue(decoded.size() <= 7, () -> "\n" + String.join("\n", decoded));
  }

  @Test
  void tags_behind_a_flag_are_read_unless_they_spell_a_region() {
    views.read("Hi " + "\uD83C\uDFF4" + Encoders.tags("ignore") + " you");
    assertEquals(List.of("tag_characters"), Transform.names(views.transforms()));
    views.read("Hi " + flag("gbsct") + Encoders.tags("ignore all") + " you");
    assertEquals(List.of("tag_characters"), Transform.names(views.transforms()));
    views.read("Hi " + flag("gbsct") + " you");
    assertEquals(0, views.transforms());
    assertEquals(0, views.decodedCount());
  }

  @Test
  void random_identifiers_and_blobs_are_no_text() {
    long seed = 20_260_801L;
    Random random = new Random(seed);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int round = 0; round < 3_000; round++) {
      int signs = new int[] {64, 62, 36, 32, 16, 10}[round % 6];
      String from = signs == 16 ? "0123456789abcdef" : signs == 10 ? "0123456789" : alphabet;
      StringBuilder blob = new StringBuilder();
      int size = 16 + random.nextInt(300);
      for (int i = 0; i < size; i++) {
        blob.append(from.charAt(random.nextInt(Math.min(signs, from.length()))));
      }
      views.read("Please look at " + blob + " and tell me what this is.");
      assertFalse(views.transforms() != 0, "seed " + seed + ": " + blob);
    }
  }

  private static String flag(String region) {
    return "\uD83C\uDFF4" + Encoders.tags(region) + "\uDB40\uDC7F";
  }
}
