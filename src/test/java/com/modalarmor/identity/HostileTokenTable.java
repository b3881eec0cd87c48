package com.modalarmor.identity;

import com.modalarmor.identity.TokenFault.Rule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Tokens that must not be believed, each broken in one way, and the rule that must catch it. */
final class HostileTokenTable {

  private static final long NOW = Issuers.NOW_S;

  record Row(String name, Rule rule, String token) {}

  private final Issuers issuers;
  private final List<Row> rows = new ArrayList<>();

  private HostileTokenTable(Issuers issuers) {
    this.issuers = issuers;
  }

  static List<Row> of(Issuers issuers) {
    HostileTokenTable table = new HostileTokenTable(issuers);
    table.fillForms();
    table.fillHeaders();
    table.fillClaims();
    table.fillDates();
    table.fillSignatures();
    table.fillOwnership();
    return table.rows;
  }

  private void fillForms() {
    String good = issuers.es(c -> {});
    String[] parts = good.split("\\.");
    row("empty", Rule.FORM, "");
    row("one part", Rule.FORM, parts[0]);
    row("two parts", Rule.FORM, parts[0] + "." + parts[1]);
    row("empty signature", Rule.FORM, parts[0] + "." + parts[1] + ".");
    row("empty header", Rule.FORM, "." + parts[1] + "." + parts[2]);
    row("empty claims", Rule.FORM, parts[0] + ".." + parts[2]);
    row("dots alone", Rule.FORM, "..");
    row("trailing dot", Rule.FORM, good + ".");
    row("leading dot", Rule.FORM, "." + good);
    row("four parts", Rule.FORM, good + ".AAAA");
    row("five parts as a JWE", Rule.FORM, good + ".AAAA.AAAA");
    row("six parts", Rule.FORM, good + ".AA.AA.AA");
    row("one pad", Rule.FORM, good + "=");
    row("two pads", Rule.FORM, good + "==");
    row("padded header", Rule.FORM, parts[0] + "=." + parts[1] + "." + parts[2]);
    row("leading space", Rule.FORM, " " + good);
    row("trailing space", Rule.FORM, good + " ");
    row("trailing newline", Rule.FORM, good + "\n");
    row("carriage return inside", Rule.FORM, parts[0] + ".\r" + parts[1] + "." + parts[2]);
    row("tab inside", Rule.FORM, parts[0] + "\t." + parts[1] + "." + parts[2]);
    row("NUL at the end", Rule.FORM, good + "\0");
    row("standard base64 alphabet", Rule.FORM, parts[0] + "." + parts[1] + ".+/" + parts[2]);
    row("a full-width letter", Rule.FORM, good + "\uff21");
    row("a character that is a letter modulo 256", Rule.FORM, good + "\u0141");
    row(
        "loose bits in the signature",
        Rule.FORM,
        good.substring(0, good.length() - 1) + next(good));
    row("one character too many", Rule.FORM, parts[0] + "." + parts[1] + "." + parts[2] + "AAA");
    row("JSON serialisation", Rule.FORM, "{\"payload\":\"" + parts[1] + "\"}");
    row("two tokens with a comma", Rule.FORM, good + "," + good);
    row("1 MB", Rule.TOO_LONG, "A".repeat(1 << 20));
    row("8,193 bytes", Rule.TOO_LONG, issuers.es(c -> c.put("x", "y".repeat(8_193))));
  }

  /** The same bits, with the unused ones set. */
  private static char next(String token) {
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return digits.charAt(digits.indexOf(token.charAt(token.length() - 1)) + 1);
  }

  private void fillHeaders() {
    String claims = Issuers.claims(Issuers.ES).encode();
    for (String alg :
        new String[] {
          "none", "None", "nOnE", "NONE", "", "es256", "ES256 ", "RS256", "HS256", "PS256", "ES384",
          "ES256K", "EdDSA", "HS512", "RS1"
        }) {
      row("alg " + alg, Rule.ALGORITHM, issuers.es(Issuers.header(alg), claims));
    }
    header("alg missing", Rule.ALGORITHM, "{\"typ\":\"JWT\"}");
    header("alg a number", Rule.HEADER_TYPE, "{\"alg\":256}");
    header("alg null", Rule.HEADER_TYPE, "{\"alg\":null}");
    header("alg an array", Rule.HEADER_TYPE, "{\"alg\":[\"ES256\"]}");
    header("alg twice", Rule.JSON, "{\"alg\":\"ES256\",\"alg\":\"none\"}");
    header("alg twice by escape", Rule.JSON, "{\"alg\":\"ES256\",\"\\u0061lg\":\"none\"}");
    header("typ of a logout token", Rule.TYP, "{\"alg\":\"ES256\",\"typ\":\"logout+jwt\"}");
    header("typ secevent", Rule.TYP, "{\"alg\":\"ES256\",\"typ\":\"secevent+jwt\"}");
    header("typ JOSE", Rule.TYP, "{\"alg\":\"ES256\",\"typ\":\"JOSE\"}");
    header("typ a number", Rule.HEADER_TYPE, "{\"alg\":\"ES256\",\"typ\":1}");
    for (String member :
        new String[] {
          "\"crit\":[\"exp\"]",
          "\"crit\":[]",
          "\"b64\":false",
          "\"zip\":\"DEF\"",
          "\"cty\":\"JWT\"",
          "\"enc\":\"A256GCM\"",
          "\"jku\":\"https://evil.test/jwks\"",
          "\"x5u\":\"https://evil.test/c\"",
          "\"x5c\":[\"MIIB\"]",
          "\"x5t\":\"AAAA\"",
          "\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}",
          "\"nonce\":\"x\"",
          "\"epk\":{}",
          "\"unknown\":1"
        }) {
      header("header with " + member, Rule.HEADER_NAME, "{\"alg\":\"ES256\"," + member + "}");
    }
    for (String kid :
        new String[] {
          "other",
          "../../../../dev/null",
          "/dev/null",
          "es.pem",
          "' OR 1=1 --",
          "https://evil.test/k",
          "es\\u0000",
          "ES",
          "k".repeat(257)
        }) {
      header(
          "kid " + kid.length() + " " + kid.charAt(0),
          Rule.KID,
          "{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}");
    }
    header("kid empty", Rule.KID, "{\"alg\":\"ES256\",\"kid\":\"\"}");
    header("kid a number", Rule.HEADER_TYPE, "{\"alg\":\"ES256\",\"kid\":1}");
    header("header an array", Rule.JSON, "[\"ES256\"]");
    header("header with content after", Rule.JSON, Issuers.header("ES256") + "x");
    header("header with a byte-order mark", Rule.JSON, "\ufeff" + Issuers.header("ES256"));
  }

  private void fillClaims() {
    row("claims not JSON", Rule.JSON, issuers.es(Issuers.header("ES256"), "hello"));
    row("claims an array", Rule.JSON, issuers.es(Issuers.header("ES256"), "[]"));
    String good = Issuers.claims(Issuers.ES).encode();
    String open = good.substring(0, good.length() - 1);
    for (String twice : new String[] {"\"tenant\":\"globex\"", "\"exp\":9e9", "\"sub\":\"root\""}) {
      row(
          "twice " + twice,
          Rule.JSON,
          issuers.es(Issuers.header("ES256"), open + "," + twice + "}"));
    }
    row(
        "deep",
        Rule.JSON,
        issuers.es(
            Issuers.header("ES256"), open + ",\"x\":" + "[".repeat(17) + "]".repeat(17) + "}"));
    row("very deep", Rule.JSON, issuers.es(Issuers.header("ES256"), "{\"a\":".repeat(1_000)));
    row(
        "number of 600 digits",
        Rule.JSON,
        issuers.es(Issuers.header("ES256"), open + ",\"x\":" + "9".repeat(600) + "}"));
    row(
        "lone surrogate",
        Rule.JSON,
        issuers.es(Issuers.header("ES256"), open + ",\"x\":\"\\ud800\"}"));
    claim("iss missing", Rule.ISSUER, c -> c.remove("iss"));
    claim("iss a number", Rule.CLAIM_TYPE, c -> c.put("iss", 1));
    claim("iss unknown", Rule.ISSUER, c -> c.put("iss", "https://evil.test"));
    claim("iss with a slash more", Rule.ISSUER, c -> c.put("iss", Issuers.ES + "/"));
    claim("aud missing", Rule.AUDIENCE, c -> c.remove("aud"));
    claim("aud another", Rule.AUDIENCE, c -> c.put("aud", "https://other.test"));
    claim("aud a prefix", Rule.AUDIENCE, c -> c.put("aud", "https://gateway"));
    claim("aud empty list", Rule.AUDIENCE, c -> c.put("aud", new JsonArray()));
    claim("aud a number", Rule.CLAIM_TYPE, c -> c.put("aud", 7));
    claim("aud null", Rule.CLAIM_TYPE, c -> c.putNull("aud"));
    claim("aud an object", Rule.CLAIM_TYPE, c -> c.put("aud", new JsonObject().put("a", "b")));
    claim(
        "aud list with a number",
        Rule.CLAIM_TYPE,
        c -> c.put("aud", new JsonArray().add(Issuers.AUDIENCE).add(1)));
    claim("sub missing", Rule.CLAIM_MISSING, c -> c.remove("sub"));
    claim("sub empty", Rule.CLAIM_MISSING, c -> c.put("sub", ""));
    claim("sub a number", Rule.CLAIM_TYPE, c -> c.put("sub", 5));
    claim("tenant missing", Rule.TENANT, c -> c.remove("tenant"));
    claim("tenant another", Rule.TENANT, c -> c.put("tenant", "globex"));
    claim("tenant with another case", Rule.TENANT, c -> c.put("tenant", "ACME"));
    claim("tenant a list", Rule.CLAIM_TYPE, c -> c.put("tenant", new JsonArray().add("acme")));
    claim("roles a string", Rule.CLAIM_TYPE, c -> c.put("roles", "admin"));
    claim("roles with null", Rule.CLAIM_TYPE, c -> c.put("roles", new JsonArray().addNull()));
    claim(
        "roles nested",
        Rule.CLAIM_TYPE,
        c -> c.put("roles", new JsonArray().add(new JsonArray().add("admin"))));
    claim(
        "roles with a line break",
        Rule.CLAIM_TYPE,
        c -> c.put("roles", new JsonArray().add("a\nb")));
    claim("clearance unknown", Rule.CLEARANCE, c -> c.put("clearance", "cosmic"));
    claim("clearance a number", Rule.CLAIM_TYPE, c -> c.put("clearance", 4));
    claim("compartments an object", Rule.CLAIM_TYPE, c -> c.put("compartments", new JsonObject()));
    claim("amr a boolean", Rule.CLAIM_TYPE, c -> c.put("amr", true));
  }

  private void fillDates() {
    claim("exp missing", Rule.CLAIM_MISSING, c -> c.remove("exp"));
    claim("exp a string", Rule.CLAIM_TYPE, c -> c.put("exp", "" + (NOW + 600)));
    claim("exp null", Rule.CLAIM_TYPE, c -> c.putNull("exp"));
    claim("exp true", Rule.CLAIM_TYPE, c -> c.put("exp", true));
    claim("exp 1e30", Rule.CLAIM_TYPE, c -> c.put("exp", 1e30));
    claim("exp beyond 2^53", Rule.CLAIM_TYPE, c -> c.put("exp", (1L << 53) + 1));
    claim("exp Long.MAX_VALUE", Rule.CLAIM_TYPE, c -> c.put("exp", Long.MAX_VALUE));
    claim("exp with 40 digits", Rule.CLAIM_TYPE, c -> c.put("exp", BigInteger.TEN.pow(40)));
    claim("exp negative", Rule.CLAIM_TYPE, c -> c.put("exp", -1));
    claim("exp 61 s ago", Rule.EXPIRED, c -> c.put("exp", NOW - 61));
    claim("exp as long ago as the leeway", Rule.EXPIRED, c -> c.put("exp", NOW - 30));
    claim("exp a day and a second after iat", Rule.LIFETIME, c -> c.put("exp", NOW - 60 + 86_401));
    claim("iat missing", Rule.CLAIM_MISSING, c -> c.remove("iat"));
    claim("iat a string", Rule.CLAIM_TYPE, c -> c.put("iat", "0"));
    claim("iat an hour ahead", Rule.NOT_YET, c -> c.put("iat", NOW + 3_600));
    claim("nbf an hour ahead", Rule.NOT_YET, c -> c.put("nbf", NOW + 3_600));
    claim("nbf a string", Rule.CLAIM_TYPE, c -> c.put("nbf", "0"));
    claim("nbf null", Rule.CLAIM_TYPE, c -> c.putNull("nbf"));
  }

  private void fillSignatures() {
    String claims = Issuers.claims(Issuers.ES).encode();
    String input = Issuers.input(Issuers.header("ES256"), claims);
    byte[] right = Issuers.ecRaw(issuers.es.getPrivate(), input);
    byte[] order = Arrays.copyOfRange(P256.ORDER.toByteArray(), 1, 33);
    signature("zeros", Rule.SIGNATURE_FORM, input, new byte[64]);
    signature("r zero", Rule.SIGNATURE_FORM, input, join(new byte[32], half(right, 1)));
    signature("s zero", Rule.SIGNATURE_FORM, input, join(half(right, 0), new byte[32]));
    signature("r the order", Rule.SIGNATURE_FORM, input, join(order, half(right, 1)));
    signature("s the order", Rule.SIGNATURE_FORM, input, join(half(right, 0), order));
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) 0xff);
    signature("all ones", Rule.SIGNATURE_FORM, input, ones);
    signature("r and s one", Rule.SIGNATURE, input, one());
    signature(
        "DER",
        Rule.SIGNATURE_FORM,
        input,
        Issuers.sign("SHA256withECDSA", issuers.es.getPrivate(), input));
    signature("63 bytes", Rule.SIGNATURE_FORM, input, Arrays.copyOf(right, 63));
    signature("66 bytes", Rule.SIGNATURE_FORM, input, Arrays.copyOf(right, 66));
    signature("halves exchanged", Rule.SIGNATURE, input, join(half(right, 1), half(right, 0)));
    signature(
        "of another key", Rule.SIGNATURE, input, Issuers.ecRaw(issuers.es2.getPrivate(), input));
    signature(
        "of other claims",
        Rule.SIGNATURE,
        input,
        Issuers.ecRaw(issuers.es.getPrivate(), input + "A"));
    String rsClaims = Issuers.claims(Issuers.RS).encode();
    String rsInput = Issuers.input(Issuers.header("RS256"), rsClaims);
    signature("RS256 of zeros", Rule.SIGNATURE, rsInput, new byte[256]);
    signature("RS256 too short", Rule.SIGNATURE_FORM, rsInput, new byte[255]);
    signature("RS256 of ones", Rule.SIGNATURE, rsInput, ones256());
    String hsInput = Issuers.input(Issuers.header("HS256"), Issuers.claims(Issuers.HS).encode());
    signature(
        "HS256 with a key of zeros", Rule.SIGNATURE, hsInput, Issuers.mac(new byte[32], hsInput));
    signature(
        "HS256 cut",
        Rule.SIGNATURE_FORM,
        hsInput,
        Arrays.copyOf(Issuers.mac(issuers.secret, hsInput), 16));
    byte[] publicPem = KeyFile.encode(issuers.rs.getPublic().getEncoded(), "PUBLIC KEY");
    row(
        "RS256 public PEM as HS256 secret",
        Rule.ALGORITHM,
        issuers.hs(publicPem, Issuers.header("HS256"), rsClaims));
    row(
        "RS256 public DER as HS256 secret",
        Rule.ALGORITHM,
        issuers.hs(issuers.rs.getPublic().getEncoded(), Issuers.header("HS256"), rsClaims));
    row(
        "ES256 public PEM as HS256 secret",
        Rule.ALGORITHM,
        issuers.hs(
            KeyFile.encode(issuers.es.getPublic().getEncoded(), "PUBLIC KEY"),
            Issuers.header("HS256"),
            claims));
  }

  private void fillOwnership() {
    JsonObject stolen = Issuers.claims(Issuers.ES).put("iss", Issuers.OTHER);
    row(
        "other tenant's issuer, our key and tenant",
        Rule.TENANT,
        issuers.es(Issuers.header("ES256"), stolen.encode()));
    String globex = Issuers.claims(Issuers.OTHER).encode();
    row(
        "other tenant's claims, signed by our key",
        Rule.SIGNATURE,
        issuers.es(Issuers.header("ES256"), globex));
    String forAcme = Issuers.claims(Issuers.OTHER).put("tenant", "acme").encode();
    String input = Issuers.input(Issuers.header("ES256"), forAcme);
    signature(
        "other tenant's issuer mints for us",
        Rule.TENANT,
        input,
        Issuers.ecRaw(issuers.otherEs.getPrivate(), input));
    String many = Issuers.claims(Issuers.MANY).encode();
    row("no kid where two keys fit", Rule.KID, issuers.es(Issuers.header("ES256"), many));
    row(
        "kid of a key of another kind",
        Rule.KID,
        issuers.es("{\"alg\":\"ES256\",\"kid\":\"rs\"}", many));
    row(
        "kid of the sibling key",
        Rule.SIGNATURE,
        issuers.es("{\"alg\":\"ES256\",\"kid\":\"es2\"}", many));
  }

  private void row(String name, Rule rule, String token) {
    rows.add(new Row(name, rule, token));
  }

  private void header(String name, Rule rule, String header) {
    row(name, rule, issuers.es(header, Issuers.claims(Issuers.ES).encode()));
  }

  private void claim(String name, Rule rule, Consumer<JsonObject> change) {
    row(name, rule, issuers.es(change));
  }

  private void signature(String name, Rule rule, String input, byte[] signature) {
    row("signature " + name, rule, input + "." + Issuers.b64(signature));
  }

  private static byte[] half(byte[] signature, int which) {
    return Arrays.copyOfRange(signature, which * 32, which * 32 + 32);
  }

  private static byte[] join(byte[] r, byte[] s) {
    byte[] both = Arrays.copyOf(r, 64);
    System.arraycopy(s, 0, both, 32, 32);
    return both;
  }

  private static byte[] one() {
    byte[] one = new byte[64];
    one[31] = 1;
    one[63] = 1;
    return one;
  }

  private static byte[] ones256() {
    byte[] ones = new byte[256];
    Arrays.fill(ones, (byte) 1);
    return ones;
  }
}
