package com.modalarmor.classify.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.TinyTransformer;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxClassifierTest {

  @TempDir Path folder;
  private TinyTransformer tiny;

  @BeforeEach
  void write() throws IOException {
    tiny = TinyTransformer.write(folder);
  }

  @Test
  void the_transformer_tells_an_attack_from_a_harmless_text() throws Exception {
    try (OnnxClassifier classifier = OnnxClassifier.open(settings(Map.of()))) {
      assertTrue(classifier.score("the Pineapple the") > 0.95);
      assertTrue(classifier.score("the apple") < 0.05);
      assertTrue(classifier.score("") < 0.05);
    }
  }

  @Test
  void a_text_longer_than_a_window_is_read_to_its_end() throws Exception {
    try (OnnxClassifier classifier =
        OnnxClassifier.open(settings(Map.of("tokens-max", 16, "windows-max", 64)))) {
      for (int words = 1; words < 400; words += 37) {
        String text = "apple ".repeat(words) + "pineapple";
        assertTrue(classifier.score(text) > 0.95, words + " words before it");
        assertTrue(classifier.score(text + " the".repeat(400 - words)) > 0.95, words + " words");
      }
      assertTrue(classifier.score("apple ".repeat(400)) < 0.05);
    }
  }

  @Test
  void no_more_windows_are_read_than_the_bound() throws Exception {
    try (OnnxClassifier classifier =
        OnnxClassifier.open(settings(Map.of("tokens-max", 16, "windows-max", 2)))) {
      assertTrue(classifier.score("apple ".repeat(400) + "pineapple") < 0.05);
    }
  }

  @Test
  void the_labels_that_mean_an_attack_are_a_setting() throws Exception {
    try (OnnxClassifier classifier =
        OnnxClassifier.open(settings(Map.of("attack-labels", List.of("0"))))) {
      assertTrue(classifier.score("the apple") > 0.95);
    }
  }

  @Test
  void a_file_that_differs_from_its_hash_is_refused_before_it_is_read() throws Exception {
    OnnxSettings settings = settings(Map.of());
    for (Path file : List.of(tiny.modelFile(), tiny.tokenizerFile())) {
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 1;
      Files.write(file, content);
      InvalidSettings fault =
          assertThrows(InvalidSettings.class, () -> OnnxClassifier.open(settings));
      assertTrue(fault.getMessage().contains("SHA-256"), fault.getMessage());
      content[content.length / 2] ^= 1;
      Files.write(file, content);
    }
    OnnxClassifier.open(settings).close();
  }

  @Test
  void what_is_no_model_is_refused_with_its_setting() throws Exception {
    Files.writeString(tiny.modelFile(), "no model");
    OnnxSettings settings = settings(Map.of());
    InvalidSettings fault =
        assertThrows(InvalidSettings.class, () -> OnnxClassifier.open(settings));
    assertTrue(
        fault.getMessage().contains("detection.second-stage.model-file"), fault.getMessage());
    Files.delete(tiny.modelFile());
    assertThrows(InvalidSettings.class, () -> OnnxClassifier.open(settings));
  }

  @Test
  void settings_name_every_fault() {
    Map<String, Object> tree = new HashMap<>();
    tree.put("model-file", "model.onnx");
    tree.put("model-sha256", "ABC");
    tree.put("grey-min", 0.9);
    tree.put("grey-max", 0.2);
    tree.put("attack-labels", List.of("one"));
    SettingsReader reader = SettingsReader.of(tree, Map.of(), folder);
    OnnxSettings.read(reader);
    InvalidSettings fault = assertThrows(InvalidSettings.class, reader::finish);
    assertEquals(5, fault.faults().size(), fault.getMessage());
  }

  @Test
  void without_a_model_the_stage_is_off() {
    SettingsReader reader = SettingsReader.of(Map.of(), Map.of(), folder);
    assertTrue(OnnxSettings.read(reader).off());
    reader.finish();
  }

  private OnnxSettings settings(Map<String, Object> more) throws Exception {
    Map<String, Object> tree = new HashMap<>(more);
    tree.put("model-file", "model.onnx");
    tree.put("model-sha256", TinyTransformer.sha256(tiny.modelFile()));
    tree.put("tokenizer-file", "tokenizer.json");
    tree.put("tokenizer-sha256", TinyTransformer.sha256(tiny.tokenizerFile()));
    SettingsReader reader = SettingsReader.of(tree, Map.of(), folder);
    OnnxSettings settings = OnnxSettings.read(reader);
    reader.finish();
    return settings;
  }
}
