package com.modalarmor.evaluation;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes labelled JSON lines. Stateless. */
public final class Rows {

  private Rows() {}

  public static String row(String id, String text, String label, String kind, String lang) {
    return new JsonObject()
        .put("id", id)
        .put("text", text)
        .put("label", label)
        .put("kind", kind)
        .put("lang", lang)
        .encode();
  }

  public static String attack(String id, String text) {
    return row(id, text, "attack", "injection", "en");
  }

  public static String benign(String id, String text) {
    return row(id, text, "benign", "benign", "en");
  }

  public static Path write(Path file, List<String> rows) throws IOException {
    return Files.writeString(file, String.join("\n", rows) + "\n");
  }

  public static Path pack(Path file, List<String> rows) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
