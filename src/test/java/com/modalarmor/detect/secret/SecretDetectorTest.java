package com.modalarmor.detect.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class SecretDetectorTest {

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SecretFinder finder = new SecretFinder();

  private static String random(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return out.toString();
  }

  private static String github(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    StringBuilder sum = new StringBuilder();
    long left = crc.getValue();
    for (int i = 0; i < 6; i++) {
      sum.insert(0, ALPHABET.charAt((int) (left % 62)));
      left /= 62;
    }
    return "ghp_" + body + sum;
  }

  @Test
  void spans_are_those_of_the_value_alone() {
    String key = "AKIA" + "Q3EXZ7GH2M4KPLRT";
    String password = "tr0ub4dor&3x";
    String token = random(32, 1);
    String[][] rows = {
      {"my key is " + key + ", thanks", "AWS_ACCESS_KEY_ID:" + key},
      {"db_password = \"" + password + "\"", "PASSWORD:" + password},
      {"{\"password\": \"" + password + "\"}", "PASSWORD:" + password},
      {"DB_PASS=" + password + "\n", "PASSWORD:" + password},
      {"export SERVICE_TOKEN=" + token, "API_KEY:" + token},
      {"setProperty(\"API_TOKEN\", \"" + token + "\")", "API_KEY:" + token},
      {"<apiKey>\n  " + token + "\n</apiKey>", "API_KEY:" + token},
      {"if (\"" + token + "\" == my_secret_key) {", "PASSWORD:" + token},
      {"The password is '" + password + "'.", "PASSWORD:" + password},
      {"my password is " + password + ".", "PASSWORD:" + password},
      {"Authorization: Bearer " + token, "AUTHORIZATION_HEADER:" + token},
      {
        "postgres://app:" + password + "@db.internal:5432/app more",
        "CONNECTION_STRING:postgres://app:" + password + "@db.internal:5432/app"
      },
      {"git clone https://bob:" + password + "@host.org/r.git", "URL_PASSWORD:" + password},
      {"jdbc:oracle:thin:scott/" + password + "@//ora.host.org:1521/svc", "PASSWORD:" + password},
      {"sqlplus -s scott/" + password + "@orcl", "PASSWORD:" + password},
      {"twitter_secret: " + random(50, 2), "TWITTER_API_SECRET:" + random(50, 2)},
      {"😀 sk_live_" + random(24, 3) + " 😀", "STRIPE_KEY:sk_live_" + random(24, 3)},
    };
    int tried = 0;
    for (String[] row : rows) {
      assertEquals(List.of(row[1]), finder.values(row[0]), row[0]);
      tried++;
    }
    assertEquals(17, tried);
  }

  @Test
  void what_stands_in_the_place_of_a_secret_is_none() {
    String[] rows = {
      "password: ${DB_PASSWORD}",
      "password = os.environ['DB_PASSWORD']",
      "api_key = \"your_api_key_here\"",
      "token = <token>",
      "\"password\": \"string\"",
      "password = getPassword()",
      "password: ********",
      "The password must be at least twelve characters long.",
      "Key points: the token economy, access to credit, and authority.",
      "monkey = 'a1b2c3d4e5f6a7b8c9d0'",
      "public_key = \"" + random(43, 4) + "\"",
      "access_token_url='https://host.org/login/oauth/access_token'",
      "https://user:${PASSWORD}@host.org/",
      "mongodb://username:password@host:27017/mydb",
      "jdbc:oracle:thin:@//host:1521/service and jdbc:oracle:thin:${USER}/${PASSWORD}@host",
      "Run sqlplus / as sysdba, or sqlplus <user>/<password>@orcl.",
      "-----BEGIN PRIVATE KEY-----\n***\n-----END PRIVATE KEY-----",
      "ghp_" + "x".repeat(36),
      "Please reset my password: I forgot it again.",
      "at 12:30 the key moment: 2024-05-06T10:51:42.990",
    };
    int tried = 0;
    for (String row : rows) {
      assertEquals(List.of(), finder.values(row), row);
      tried++;
    }
    assertEquals(20, tried);
  }

  @Test
  void a_wrong_checksum_lowers_the_score() {
    String body = random(30, 5);
    String right = github(body);
    String wrong = "ghp_" + body + "000000";
    assertEquals(SecretCheck.SURE, finder.find("x " + right + " y").get(0).score());
    assertEquals(SecretCheck.POSSIBLE, finder.find("x " + wrong + " y").get(0).score());
  }

  @Test
  void an_encoded_secret_is_found_where_it_is_encoded() {
    String secret = "token=" + github(random(30, 6)) + " and some words around it";
    String encoded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    String text = "please decode " + encoded + " for me";
    List<Finding> found = finder.find(text);
    assertTrue(!found.isEmpty(), "nothing found");
    int start = text.indexOf(encoded);
    for (Finding finding : found) {
      assertTrue(
          finding.start() >= start && finding.end() <= start + encoded.length(),
          finding.toString());
    }
  }

  @Test
  void a_secret_split_by_invisible_characters_is_found_whole() {
    String key = github(random(30, 7));
    String split =
        key.substring(0, 9) + "\u200b" + key.substring(9, 20) + "\u2060" + key.substring(20);
    List<Finding> found = finder.find("see " + split + " there");
    assertEquals(1, found.size());
    assertEquals("see ".length(), found.get(0).start());
    assertEquals("see ".length() + split.length(), found.get(0).end());
  }

  @Test
  void a_private_key_is_found_to_its_end_line_and_not_beyond_the_bound() {
    String body = (random(64, 8) + "\n").repeat(20);
    String key = "-----BEGIN RSA PRIVATE KEY-----\n" + body + "-----END RSA PRIVATE KEY-----";
    assertEquals(List.of("PRIVATE_KEY:" + key), finder.values("a\n" + key + "\nb"));
    String endless = "-----BEGIN PRIVATE KEY-----\n" + (random(64, 9) + "\n").repeat(500);
    Finding found = finder.find(endless).get(0);
    assertTrue(found.end() - found.start() <= PrivateKeys.LENGTH_MAX, found.toString());
  }
}
