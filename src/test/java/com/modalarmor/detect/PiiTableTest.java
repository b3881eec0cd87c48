package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.redact.Redactor;
import com.modalarmor.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Each row marks the expected spans with double angle brackets; a row without marks must stay
 * silent.
 */
class PiiTableTest {

  private static void check(String entity, String... rows) {
    List<Executable> checks = new ArrayList<>();
    for (String row : rows) {
      String text = row.replace("⟦", "").replace("⟧", "");
      checks.add(() -> assertEquals(row, mark(entity, text)));
    }
    assertTrue(checks.size() >= 25, entity + " has only " + checks.size() + " rows");
    assertAll(checks);
  }

  private static String mark(String entity, String text) {
    StringBuilder marked = new StringBuilder(text);
    List<Finding> findings = new ArrayList<>(PiiFindings.of(text));
    findings.removeIf(finding -> !finding.type().name().equals(entity));
    findings.sort((a, b) -> b.start() - a.start());
    for (Finding finding : findings) {
      marked.insert(finding.end(), "⟧").insert(finding.start(), "⟦");
    }
    return marked.toString();
  }

  @Test
  void email_addresses() {
    check(
        "EMAIL_ADDRESS",
        "Email: ⟦john@example.com⟧",
        "⟦john.doe+tag@mail.example.co.uk⟧, ⟦x_y@example.org⟧",
        "<⟦JOHN@EXAMPLE.COM⟧>",
        "mailto:⟦a@b.de⟧?subject=x",
        "(⟦o'neil@example.ie⟧).",
        "write to ⟦müller@bücher.de⟧ now",
        "⟦josé@example.es⟧",
        "邮箱⟦wang@example.cn⟧谢谢",
        "⟦jo\u200Bhn@exa\u200Bmple.com⟧",
        "⟦john@example.com⟧",
        "⟦john@example.com⟧.",
        "\uD83D\uDE00⟦john@example.com⟧\uD83D\uDE00",
        "⟦用户@例子.中国⟧",
        "\"⟦a@example.com⟧\"",
        "⟦a@xn--d1acufc.xn--p1ai⟧",
        "⟦john@еxample.com⟧",
        "john@example",
        "john@example.notatld",
        "@example.com",
        "john@.com",
        "john@-example.com",
        "john.@example.com",
        "a @ b.com",
        "see @john and @jane.",
        "git@github",
        "decorators: @Override @Test",
        "x@y",
        "price 3@5.00",
        "john@example..com",
        "user@10.0.0.1");
  }

  @Test
  void phone_numbers() {
    check(
        "PHONE_NUMBER",
        "My number is ⟦(415) 555-0132⟧.",
        "⟦415-555-0132⟧",
        "⟦415.555.0132⟧",
        "⟦1-415-555-0132⟧",
        "⟦+1 415 555 0132⟧",
        "⟦+14155550132⟧",
        "⟦+49 171 1234567⟧",
        "Telefon ⟦0171-1234567⟧",
        "Tel: ⟦030 12345678⟧",
        "⟦020 7946 0958⟧",
        "Téléphone: ⟦06 12 34 56 78⟧",
        "Telefono: ⟦333 1234567⟧",
        "⟦+34 698 765 432⟧",
        "⟦0049 171 1234567⟧",
        "⟦+44 (0)20 7946 0958⟧",
        "call ⟦4155550132⟧",
        "⟦+55 11 98456 5666⟧",
        "⟦+14155550132⟧",
        "Call: ⟦212\u200B-555\u200B-1234⟧",
        "电话⟦+86 138 0013 8000⟧谢谢",
        "at ⟦4155550132⟧ items",
        "Order ⟦12345678901⟧",
        "2023-10-05 12:30:45",
        "192.168.100.200",
        "4012-8888-8888-1881",
        "version ⟦1.22.333.4444⟧",
        "pi is 3.14159265358979",
        "⟦1700000000⟧ seconds",
        "+1 123 456 7890",
        "415-55-0132",
        "123-45-6789",
        "ISBN 978-3-16-148410-0",
        "room 020 7");
  }

  @Test
  void credit_cards() {
    check(
        "CREDIT_CARD",
        "⟦4012888888881881⟧",
        "⟦4012-8888-8888-1881⟧",
        "card ⟦4012 8888 8888 1881⟧ expires 12/29",
        "⟦371449635398431⟧",
        "⟦3714 496353 98431⟧",
        "⟦5555555555554444⟧",
        "⟦2223003122003222⟧",
        "⟦6011111111111117⟧",
        "⟦30569309025904⟧",
        "⟦3530111333300000⟧",
        "⟦6200000000000005⟧",
        "⟦6759649826438453⟧",
        "⟦4222222222222⟧",
        "⟦4 0 1 2 8 8 8 8 8 8 8 8 1 8 8 1⟧",
        "⟦4012888888881881⟧",
        "⟦4012\u200B8888\u200B8888\u200B1881⟧",
        "卡号⟦4012888888881881⟧有效",
        "4012.8888.8888.1881",
        "4012888888881882",
        "4012-8888-8888-1882",
        "0.⟦4012888888881881⟧",
        "x4012888888881881",
        "4012888888881881x",
        "40128888888818810000",
        "0000000000000000",
        "1234567812345678",
        "1748503543012",
        "9012888888881889",
        "order 36168002586008");
  }

  @Test
  void ibans() {
    check(
        "IBAN_CODE",
        "⟦DE89370400440532013000⟧",
        "⟦DE89 3704 0044 0532 0130 00⟧",
        "⟦de89370400440532013000⟧",
        "IBAN: ⟦GB82WEST12345698765432⟧.",
        "⟦FR14 2004 1010 0505 0001 3M02 606⟧",
        "⟦NO9386011117947⟧",
        "⟦BE71-0961-2345-6769⟧",
        "⟦CH9300762011623852957⟧",
        "⟦NL91ABNA0417164300⟧",
        "⟦MT84MALT011000012345MTLCAST001S⟧",
        "⟦ES9121000418450200051332⟧",
        "⟦IT60X0542811101000000123456⟧",
        "⟦AT611904300234573201⟧",
        "⟦DE89370400440532013000⟧",
        "⟦DE89\u200B3704\u200B0044\u200B0532\u200B0130\u200B00⟧",
        "账号⟦DE89370400440532013000⟧谢谢",
        "(⟦SE4550000000058398257466⟧)",
        "⟦PL61109010140000071219812874⟧",
        "DE89370400440532013001",
        "DE8937040044053201300",
        "DE893704004405320130000",
        "XX89370400440532013000",
        "ADE89370400440532013000",
        "GB82 1234 12345698765432",
        "DE 89 is a number",
        "IS14 the year",
        "no12 is the one that we want to take",
        "NL91ABN10417164300");
  }

  @Test
  void social_security_numbers() {
    check(
        "US_SSN",
        "⟦078-05-1123⟧",
        "SSN ⟦536-22-1234⟧.",
        "⟦536 22 1234⟧",
        "⟦536.22.1234⟧",
        "my social security number is ⟦856-45-6789⟧",
        "ssn: ⟦536221234⟧",
        "ssn=⟦536-22-1234⟧",
        "⟦078-051121⟧",
        "⟦07805-1121⟧",
        "⟦536-22-1234⟧",
        "⟦53\u200B6-22-12\u200B34⟧",
        "⟦536–22–1234⟧",
        "号码⟦536-22-1234⟧谢谢",
        "⟦536221234⟧",
        "000-22-1234",
        "666-22-1234",
        "⟦900-22-1234⟧",
        "536-00-1234",
        "536-22-0000",
        "536-22.1234",
        "078-05-1120",
        "⟦219-09-9999⟧",
        "111-11-1111",
        "123-45-6789",
        "1536-22-1234",
        "536-22-12345",
        "5-⟦536-22-1234⟧",
        "a536-22-1234",
        "⟦536-22-1234⟧-5");
  }

  @Test
  void ip_addresses() {
    check(
        "IP_ADDRESS",
        "⟦192.168.0.1⟧",
        "ping ⟦8.8.8.8⟧.",
        "⟦10.0.0.0/8⟧",
        "⟦127.0.0.1⟧:8080",
        "localhost/⟦127.0.0.1⟧",
        "http://⟦10.1.2.3⟧/x",
        "⟦2001:db8::1⟧",
        "[⟦2001:db8::1⟧]:443",
        "⟦fe80::1%eth0⟧",
        "⟦::1⟧",
        "⟦::ffff:192.0.2.1⟧",
        "⟦2001:0DB8:0000:0000:0000:0000:0000:0001⟧",
        "⟦2001:db8::/32⟧",
        "⟦192.168.0.1⟧",
        "⟦192\u200B.168.0.1⟧",
        "地址⟦192.168.0.1⟧谢谢",
        "⟦1.2.3.4⟧.5",
        "v1.2.3.4",
        "256.1.1.1",
        "1.2.3",
        "01.2.3.4",
        "Chrome/⟦120.0.0.0⟧",
        "12:34:56",
        "aa:bb:cc:dd:ee:ff",
        "std::string",
        "Face::Add",
        "2001::25de::cade",
        "1:2:3:4",
        "a::b",
        "x192.168.1.1");
  }

  @Test
  void urls() {
    check(
        "URL",
        "⟦https://www.example.com/⟧",
        "see ⟦http://example.com/a?b=c#d.⟧",
        "(⟦https://example.com/a_⟧(b))",
        "⟦www.example.com⟧, thanks",
        "my domain is ⟦example.com⟧",
        "⟦google.co.il⟧",
        "⟦example.org⟧:8080/path",
        "https://user@⟦example.com/x⟧",
        "ftp://⟦files.example.com⟧",
        "hxxp://⟦evil.example.com⟧",
        "<a href=⟦\"https://example.com/x\"⟧>",
        "[t](⟦https://example.com/x⟧)",
        "请看⟦https://example.com/a。谢谢⟧",
        "⟦HTTPS://EXAMPLE.COM⟧",
        "⟦https://exa\u200Bmple.com⟧",
        "http://10.0.0.1/admin",
        "https://bü⟦cher.de/x⟧",
        "⟦t.co/abc⟧",
        "http://localhost",
        "http://microsoft",
        "'www.microsoft'",
        "john@⟦example.com⟧",
        "⟦main.py⟧ and ⟦README.md⟧",
        "e.g. this, i.e. that",
        "⟦self.name⟧ = ⟦user.id⟧",
        "The ⟦end.In⟧ the beginning",
        "node.js",
        "⟦os.com⟧(1)",
        "1.2.3.4",
        "src/⟦main.rs⟧");
  }

  @Test
  void masking_what_was_found_leaves_nothing_to_find() {
    String text =
        "Email: john@example.com, card 4012 8888 8888 1881, ssn 536-22-1234, +1 415 555 0132";
    String masked = Redactor.replace(text, PiiFindings.of(text));
    assertEquals(
        "Email: <EMAIL_ADDRESS>, card <CREDIT_CARD>, ssn <US_SSN>, <PHONE_NUMBER>", masked);
    assertEquals(masked, Redactor.replace(masked, PiiFindings.of(masked)));
  }

  @Test
  void detect_and_anonymize_an_email_address() {
    String text = "Email: john@example.com";
    assertEquals("Email: <EMAIL_ADDRESS>", Redactor.replace(text, PiiFindings.of(text)));
  }

  @Test
  void hostile_text_neither_throws_nor_leaves_the_text() {
    long seed = 42;
    Random random = new Random(seed);
    String alphabet = "a0159@.:/-()+ wW\u200B\u0301\uD83D\uDE00１é中%_d\n";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder builder = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        builder.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String text = builder.toString();
      for (Finding finding : PiiFindings.of(text)) {
        assertTrue(
            finding.start() < finding.end() && finding.end() <= text.length(),
            "seed " + seed + " round " + round);
      }
    }
  }
}
