package com.modalarmor.upstream.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.modalarmor.json.JsonLimits;
import com.modalarmor.verdict.Refusal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Where a sentence is put, and that nothing else changes. */
final class GeminiInstructionTest {

  private static String append(String json) {
    byte[] request = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    byte[] more = new GeminiInstruction(JsonLimits.DEFAULT).append(request, "a \"b\" é");
    return new String(more, StandardCharsets.UTF_8)
        .replace("{\"text\":\"a \\\"b\\\" é\"}", "§")
        .replace('"', '\'');
  }

  @Test
  void the_sentence_is_the_last_part_of_the_instruction() {
    String[][] table = {
      {"{}", "{'systemInstruction':{'parts':[§]}}"},
      {" { 'a' : 1.0e2 } ", " { 'a' : 1.0e2 ,'systemInstruction':{'parts':[§]}} "},
      {
        "{'systemInstruction':{'parts':[{'text':'x'}]},'z':[]}",
        "{'systemInstruction':{'parts':[{'text':'x'},§]},'z':[]}"
      },
      {
        "{'system_instruction':{'parts':[ {'text':'x'} , {'text':'y'} ]}}",
        "{'system_instruction':{'parts':[ {'text':'x'} , {'text':'y'} ,§]}}"
      },
      {"{'systemInstruction':{'parts':[]}}", "{'systemInstruction':{'parts':[§]}}"},
      {"{'systemInstruction':{'parts':[ ]}}", "{'systemInstruction':{'parts':[ §]}}"},
      {"{'systemInstruction':{}}", "{'systemInstruction':{'parts':[§]}}"},
      {
        "{'systemInstruction':{'role':'system'}}",
        "{'systemInstruction':{'role':'system','parts':[§]}}"
      },
      {
        "{'systemInstruction':{'parts':{'text':'x'},'role':'u'}}",
        "{'systemInstruction':{'parts':[{'text':'x'},§],'role':'u'}}"
      },
      {"{'systemInstruction' : null,'a':1}", "{'systemInstruction' : {'parts':[§]},'a':1}"},
      {
        "{'contents':[{'systemInstruction':{'parts':[]}}]}",
        "{'contents':[{'systemInstruction':{'parts':[]}}],'systemInstruction':{'parts':[§]}}"
      },
      {
        "{'systemInstruction':{'parts':[{'inlineData':{'parts':[1]}}]}}",
        "{'systemInstruction':{'parts':[{'inlineData':{'parts':[1]}},§]}}"
      }
    };
    int rows = 0;
    for (String[] row : table) {
      assertEquals(row[1], append(row[0]), row[0]);
      rows++;
    }
    assertEquals(12, rows);
  }

  @Test
  void an_instruction_of_another_shape_is_refused() {
    int rows = 0;
    for (String json :
        new String[] {
          "{'systemInstruction':'x'}",
          "{'systemInstruction':7}",
          "{'systemInstruction':true}",
          "{'systemInstruction':['x']}",
          "{'systemInstruction':{'parts':'x'}}",
          "{'systemInstruction':{'parts':null}}"
        }) {
      assertThrows(Refusal.class, () -> append(json), json);
      rows++;
    }
    assertEquals(6, rows);
  }
}
