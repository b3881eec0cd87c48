package com.modalarmor.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

class CredentialsTest {

  private static MultiMap headers(String... pairs) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.add(pairs[i], pairs[i + 1]);
    }
    return headers;
  }

  @Test
  void takes_the_first_header_in_order() {
    String[][] rows = {
      {"a", "Authorization", "Bearer a", "x-goog-api-key", "b", "x-api-key", "c"},
      {"b", "x-api-key", "c", "X-Goog-Api-Key", "b"},
      {"c", "x-api-key", "c"},
      {"a", "authorization", "bearer a"},
      {"", "authorization", "Basic YTpi", "x-api-key", "c"},
      {"", "authorization", "", "x-api-key", "c"},
      {"", "authorization", "Bearer"},
      {" a", "authorization", "Bearer  a"},
      {"", "accept", "a"},
    };
    int ran = 0;
    for (String[] row : rows) {
      String[] pairs = java.util.Arrays.copyOfRange(row, 1, row.length);
      assertEquals(row[0], Credentials.from(headers(pairs), null).text());
      ran++;
    }
    assertEquals(9, ran);
  }

  @Test
  void refuses_the_same_header_twice() {
    int ran = 0;
    for (String name : new String[] {"authorization", "x-goog-api-key", "x-api-key"}) {
      Refusal refusal =
          assertThrows(
              Refusal.class,
              () -> Credentials.from(headers(name, "Bearer a", name, "Bearer a"), ""));
      assertEquals(Reason.AMBIGUOUS_CREDENTIAL, refusal.reason());
      ran++;
    }
    assertEquals(3, ran);
  }

  @Test
  void refuses_a_credential_in_the_query_and_does_not_repeat_it() {
    String planted = "ma_" + "live_" + "x".repeat(36);
    String[] queries = {
      "key=abc",
      "alt=sse&key=abc",
      "KEY=abc",
      "%6bey=abc",
      "%6B%65%79=abc",
      "access_token=abc",
      "api_key=abc",
      "apikey=abc",
      "token=abc",
      "a=1;token=abc",
      "key",
      "key=",
      "&&key=abc",
      "$key=abc",
      "x=" + planted,
      "%61ccess%5Ftoken=abc",
      "id_token=a",
      "x-goog-api-key=a"
    };
    int ran = 0;
    for (String query : queries) {
      Refusal refusal =
          assertThrows(
              Refusal.class, () -> Credentials.from(headers("x-api-key", "c"), query), query);
      assertEquals(Reason.CREDENTIAL_IN_QUERY, refusal.reason());
      assertFalse(refusal.getMessage().contains("abc") || refusal.getMessage().contains(planted));
      ran++;
    }
    assertEquals(18, ran);
  }

  @Test
  void lets_other_queries_pass() {
    String[] queries = {
      "alt=sse",
      "pageToken=abc",
      "pageSize=5&pageToken=key",
      "monkey=1",
      "keys=1",
      "a=key=b",
      "%6=1",
      "%zz=key",
      "",
      "&",
      "=",
      "a=b&=key",
      "x".repeat(5_000)
    };
    int ran = 0;
    for (String query : queries) {
      assertEquals("c", Credentials.from(headers("x-api-key", "c"), query).text());
      ran++;
    }
    assertEquals(13, ran);
  }
}
