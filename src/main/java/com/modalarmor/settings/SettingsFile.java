package com.modalarmor.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Parses YAML into plain maps and lists, duplicate keys refused. Stateless. */
public final class SettingsFile {

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private SettingsFile() {}

  public static Map<String, Object> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(in, file.toString());
    } catch (IOException e) {
      throw new InvalidSettings(List.of(file + ": file is missing or unreadable"));
    }
  }

  /** {@code name} stands for the source in messages. */
  public static Map<String, Object> parse(InputStream in, String name) {
    try {
      @SuppressWarnings("unchecked")
      Map<String, Object> tree = YAML.readValue(in, Map.class);
      return tree == null ? Map.of() : tree;
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " (line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ")";
      throw new InvalidSettings(List.of(name + ": not valid YAML" + where));
    } catch (IOException e) {
      throw new InvalidSettings(List.of(name + ": unreadable"));
    }
  }
}
