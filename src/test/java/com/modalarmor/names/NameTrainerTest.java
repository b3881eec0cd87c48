package com.modalarmor.names;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training on a handful of rows. */
class NameTrainerTest {

  private static final String[] PEOPLE = {"Ann Lee", "Bob Ray", "Cy Dole", "Di Fox", "Ed Hill"};
  private static final String[] PLACES = {"Arlo", "Benton", "Corby", "Dover", "Elby"};

  @Test
  void the_same_seed_and_data_give_the_same_bytes_and_a_model_that_learned(@TempDir Path folder)
      throws IOException {
    StringBuilder rows = new StringBuilder();
    StringBuilder texts = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      String person = PEOPLE[i % 5];
      String place = PLACES[i / 5 % 5];
      String text = person + " number " + i + " lives in " + place + " now.";
      int at = text.indexOf(place);
      rows.append("{\"text\":\"").append(text).append("\",\"src\":\"s\",\"spans\":[");
      rows.append(span(0, person.length(), "PERSON")).append(',');
      rows.append(span(at, at + place.length(), "LOCATION")).append("]}\n");
      texts.append(
          "{\"text\":\"The cat lives in the house and the dog sleeps now.\",\"lang\":\"en\"}\n");
    }
    Path data = Files.writeString(folder.resolve("rows.jsonl"), rows);
    Path plain = Files.writeString(folder.resolve("texts.jsonl"), texts);
    List<String> stages = new ArrayList<>();
    NameTraining training = new NameTraining(data, folder, List.of(plain), 3, "the command");
    NameTrainer.Trained first =
        new NameTrainer(training, (stage, share) -> stages.add(stage)).train();
    NameTrainer.Trained second = new NameTrainer(training, (stage, share) -> {}).train();
    assertArrayEquals(first.file(), second.file());
    assertEquals(first.sha256(), second.sha256());
    assertTrue(stages.contains("learning"));
    NameModel read = NameModelFile.read(first.file(), first.sha256());
    assertTrue(read.card().contains("the command") && read.card().contains("rows.jsonl"));
    List<String> found =
        NameModelTest.names(read.newScratch(), "Bob Ray number 7 lives in Dover now.");
    assertTrue(found.contains("PERSON Bob Ray"), found.toString());
    assertTrue(found.contains("LOCATION Dover"), found.toString());
  }

  private static String span(int start, int end, String type) {
    return "{\"start\":" + start + ",\"end\":" + end + ",\"type\":\"" + type + "\"}";
  }
}
