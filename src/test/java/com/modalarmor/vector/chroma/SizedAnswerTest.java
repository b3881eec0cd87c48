package com.modalarmor.vector.chroma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers as a server may send them: what is read, and what is left to others. */
final class SizedAnswerTest {

  private static final String GOOD =
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nContent-Length: 13\r\n\r\n{\"a\":\"\r\n\r\nb\"}";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static SizedAnswer all(String text) {
    SizedAnswer answer = new SizedAnswer();
    answer.add(bytes(text));
    return answer;
  }

  @Test
  void an_answer_is_the_same_in_whatever_pieces_it_comes() {
    byte[] whole = bytes(GOOD);
    for (int first = 1; first < whole.length; first++) {
      for (int second = first; second < whole.length; second++) {
        SizedAnswer answer = new SizedAnswer();
        answer.add(Arrays.copyOfRange(whole, 0, first));
        answer.add(Arrays.copyOfRange(whole, first, second));
        assertFalse(answer.isWhole());
        answer.add(Arrays.copyOfRange(whole, second, whole.length));
        assertTrue(answer.isWhole());
        assertFalse(answer.isOdd());
        assertEquals(200, answer.status());
        assertEquals("{\"a\":\"\r\n\r\nb\"}", new String(answer.body(), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void an_answer_without_a_body_is_whole_at_once() {
    SizedAnswer answer = all("HTTP/1.1 404 Not Found\r\ncontent-length:0\r\n\r\n");
    assertTrue(answer.isWhole());
    assertEquals(404, answer.status());
    assertEquals(0, answer.body().length);
    assertFalse(answer.closes());
    assertTrue(all("HTTP/1.1 200 OK\r\nCONNECTION: close\r\ncontent-length: 0\r\n\r\n").closes());
  }

  @Test
  void whatever_is_not_plain_is_odd() {
    List<String> odd =
        List.of(
            "HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n",
            "HTTP/2 200 OK\r\ncontent-length: 0\r\n\r\n",
            "ICY 200 OK\r\ncontent-length: 0\r\n\r\n",
            "\r\n\r\n",
            "HTTP/1.1 \r\n\r\n",
            "HTTP/1.1 2x0 OK\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n",
            "HTTP/1.1 304 Not Modified\r\ncontent-length: 3\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\ncontent-length: 3\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\ncontent-length: -3\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\ncontent-length: +3\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\ncontent-length: 3, 3\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\ncontent-length:\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabcd",
            "HTTP/1.1 200 OK\r\nx: " + "a".repeat(20_000));
    for (String text : odd) {
      SizedAnswer answer = all(text);
      assertTrue(answer.isOdd(), text);
      assertFalse(answer.isWhole(), text);
    }
    assertEquals(21, odd.size());
  }
}
