package com.modalarmor.upstream.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.modalarmor.json.JsonLimits;
import com.modalarmor.verdict.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a request asks something in words, and where passages are put. */
final class GeminiGroundingTest {

  private final GeminiGrounding grounding = new GeminiGrounding(JsonLimits.DEFAULT);

  private record Case(String body, String question, String grounded) {}

  private static Case of(String body, String question, String grounded) {
    return new Case(body.replace('\'', '"'), question, grounded.replace('\'', '"'));
  }

  private static final List<Case> CASES =
      List.of(
          of(
              "{'contents':[{'role':'user','parts':[{'text':'Why?'}]}]}",
              "Why?",
              "{'contents':[{'role':'user','parts':[{'text':'P'},{'text':'Why?'}]}]}"),
          of(
              "{ 'contents' : [ {'parts' : [ {'text':'a'}, {'text':'b'} ], 'role':'user'} ] , 'x':1}",
              "a\nb",
              "{ 'contents' : [ {'parts' : [{'text':'P'}, {'text':'a'}, {'text':'b'} ], 'role':'user'} ] , 'x':1}"),
          of(
              "{'contents':{'parts':{'text':'Why?'}}}",
              "Why?",
              "{'contents':{'parts':[{'text':'P'},{'text':'Why?'}]}}"),
          of(
              "{'contents':[{'parts':[{'text':'one'}]},{'role':'model','parts':[{'text':'two'}]},"
                  + "{'role':'user','parts':[{'text':'three'}]}]}",
              "three",
              "{'contents':[{'parts':[{'text':'one'}]},{'role':'model','parts':[{'text':'two'}]},"
                  + "{'role':'user','parts':[{'text':'P'},{'text':'three'}]}]}"),
          of(
              "{'contents':[{'parts':[{'text':'ask'}]},{'role':'model','parts':[{'functionCall':{'name':'f'}}]},"
                  + "{'role':'user','parts':[{'functionResponse':{'name':'f','response':{'text':'x'}}}]}]}",
              "ask",
              "{'contents':[{'parts':[{'text':'P'},{'text':'ask'}]},{'role':'model','parts':[{'functionCall':{'name':'f'}}]},"
                  + "{'role':'user','parts':[{'functionResponse':{'name':'f','response':{'text':'x'}}}]}]}"),
          of(
              "{'contents':[{'parts':[{'text':'ask'}]},{'role':'tool','parts':[{'text':'told'}]},{'parts':[{'text':' '}]}]}",
              "ask",
              "{'contents':[{'parts':[{'text':'P'},{'text':'ask'}]},{'role':'tool','parts':[{'text':'told'}]},{'parts':[{'text':' '}]}]}"),
          of(
              "{'systemInstruction':{'parts':[{'text':'not this'}]},'contents':[{'parts':[{'text':'q'}]}],"
                  + "'tools':[{'contents':[{'parts':[{'text':'nor this'}]}]}]}",
              "q",
              "{'systemInstruction':{'parts':[{'text':'not this'}]},'contents':[{'parts':[{'text':'P'},{'text':'q'}]}],"
                  + "'tools':[{'contents':[{'parts':[{'text':'nor this'}]}]}]}"));

  private static final List<String> WORDLESS =
      List.of(
          "{}",
          "{'contents':[]}",
          "{'contents':'text'}",
          "{'contents':[{'role':'model','parts':[{'text':'a'}]}]}",
          "{'contents':[{'parts':[]}]}",
          "{'contents':[[{'parts':[{'text':'a'}]}]]}",
          "{'contents':[{'parts':[{'inlineData':{'text':'a'}}]}]}");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void passages_stand_before_the_last_words_of_the_user() {
    int rows = 0;
    for (Case it : CASES) {
      byte[] body = bytes(it.body());
      assertEquals(it.question(), grounding.question(body), it.body());
      assertEquals(it.grounded(), new String(grounding.insert(body, "P"), StandardCharsets.UTF_8));
      rows++;
    }
    assertEquals(7, rows);
  }

  @Test
  void a_request_without_words_is_refused() {
    int rows = 0;
    for (String body : WORDLESS) {
      byte[] json = bytes(body.replace('\'', '"'));
      assertEquals("", grounding.question(json), body);
      assertThrows(Refusal.class, () -> grounding.insert(json, "P"));
      rows++;
    }
    assertEquals(7, rows);
  }
}
