package com.modalarmor.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads typed values of one section of a settings tree. Every fault is collected under its key
 * path; {@link #finish()} on the root reports them together with keys that nobody asked for. An
 * environment variable overrides the file: {@code upstream.gemini.base-url} is {@code
 * MODAL_ARMOR_UPSTREAM_GEMINI_BASE_URL}. Used at load time by one thread.
 */
public final class SettingsReader {

  private final Map<String, Object> values;
  private final String path;
  private final SettingSources sources;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<SettingsReader> children = new ArrayList<>();

  private SettingsReader(Map<String, Object> values, String path, SettingSources sources) {
    this.values = values;
    this.path = path;
    this.sources = sources;
  }

  /**
   * @param tree the parsed file
   * @param environment the process environment
   * @param folder where relative paths in the file start
   */
  public static SettingsReader of(
      Map<String, Object> tree, Map<String, String> environment, Path folder) {
    return new SettingsReader(
        tree, "", new SettingSources(Map.copyOf(environment), folder, new ArrayList<>()));
  }

  /** True when the file says something under {@code key}. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The section under {@code key}; an empty one when the file has none. */
  public SettingsReader section(String key) {
    asked.add(key);
    Object value = values.get(key);
    Map<String, Object> tree = Map.of();
    if (value instanceof Map<?, ?> map) {
      tree = SettingValues.tree(map);
    } else if (value != null) {
      fault(key, "must be a section");
    }
    return child(tree, join(key));
  }

  /** The sections of a map whose keys are chosen by the user, in file order. */
  public Map<String, SettingsReader> sections(String key) {
    asked.add(key);
    Map<String, SettingsReader> sections = new LinkedHashMap<>();
    Object value = values.get(key);
    if (value instanceof Map<?, ?> map) {
      SettingValues.tree(map)
          .forEach(
              (name, tree) -> {
                if (tree instanceof Map<?, ?> section) {
                  sections.put(name, child(SettingValues.tree(section), join(key) + "." + name));
                } else {
                  fault(key, "'" + name + "' must be a section");
                }
              });
    } else if (value != null) {
      fault(key, "must be a map of sections");
    }
    return sections;
  }

  /** The sections of a list. */
  public List<SettingsReader> list(String key) {
    asked.add(key);
    List<SettingsReader> sections = new ArrayList<>();
    Object value = values.get(key);
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Map<?, ?> section) {
          sections.add(child(SettingValues.tree(section), join(key) + "[" + i + "]"));
        } else {
          fault(key, "entry " + i + " must be a section");
        }
      }
    } else if (value != null) {
      fault(key, "must be a list of sections");
    }
    return sections;
  }

  public String text(String key, String fallback) {
    Object value = raw(key);
    if (value == null) {
      return fallback;
    }
    if (value instanceof Map || value instanceof List) {
      fault(key, "must be a text");
      return fallback;
    }
    return value.toString();
  }

  /** A text that must be given. */
  public String requiredText(String key) {
    String text = text(key, "");
    if (text.isBlank()) {
      fault(key, "is required");
    }
    return text;
  }

  public int integer(String key, int fallback, int min, int max) {
    return (int) longInteger(key, fallback, min, max);
  }

  public long longInteger(String key, long fallback, long min, long max) {
    Object value = raw(key);
    if (value == null) {
      return fallback;
    }
    try {
      long number = Long.parseLong(value.toString().trim().replace("_", ""));
      if (number >= min && number <= max) {
        return number;
      }
      fault(key, "must be between " + min + " and " + max);
    } catch (NumberFormatException e) {
      fault(key, "must be a whole number");
    }
    return fallback;
  }

  public double decimal(String key, double fallback, double min, double max) {
    Object value = raw(key);
    if (value == null) {
      return fallback;
    }
    try {
      double number = Double.parseDouble(value.toString().trim());
      if (number >= min && number <= max) {
        return number;
      }
      fault(key, "must be between " + min + " and " + max);
    } catch (NumberFormatException e) {
      fault(key, "must be a number");
    }
    return fallback;
  }

  public boolean flag(String key, boolean fallback) {
    Object value = raw(key);
    if (value == null) {
      return fallback;
    }
    switch (value.toString().trim().toLowerCase(Locale.ROOT)) {
      case "true":
        return true;
      case "false":
        return false;
      default:
        fault(key, "must be true or false");
        return fallback;
    }
  }

  /** One of the lower-case names of an enum, dashes for underscores. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    Object value = raw(key);
    if (value == null) {
      return fallback;
    }
    E choice = SettingValues.choice(value, type);
    if (choice == null) {
      fault(key, "must be one of " + SettingValues.choices(type));
      return fallback;
    }
    return choice;
  }

  /** A list of texts; from the environment, comma-separated. */
  public List<String> texts(String key, List<String> fallback) {
    Object value = raw(key);
    if (value == null) {
      return fallback;
    }
    List<String> texts = SettingValues.texts(value);
    if (texts == null) {
      fault(key, "must be a list of texts");
      return fallback;
    }
    return texts;
  }

  /** A path, relative to the folder of the settings file; {@code fallback} may be empty. */
  public Path path(String key, String fallback) {
    String text = text(key, fallback);
    return text.isEmpty() ? Path.of("") : sources.resolve(text);
  }

  /** A path that must lead to a readable file. */
  public Path existingFile(String key) {
    String text = requiredText(key);
    if (text.isBlank()) {
      return Path.of("");
    }
    Path file = sources.resolve(text);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      fault(key, "file is missing or unreadable: " + file);
    }
    return file;
  }

  /**
   * A secret: never from the settings file itself, only from the environment variable or a file.
   */
  public Secret secret(String variable, String fileKey) {
    asked.add(fileKey);
    String direct = sources.environment().get(variable);
    if (direct != null && !direct.isBlank()) {
      return new Secret(direct.trim());
    }
    Object file = raw(fileKey);
    if (file == null || file.toString().isBlank()) {
      return Secret.NONE;
    }
    try {
      return sources.secretFile(file.toString());
    } catch (IOException | SecurityException e) {
      fault(fileKey, "file is missing or unreadable");
      return Secret.NONE;
    }
  }

  /** Adds a fault to the common list. */
  public void fault(String key, String what) {
    sources.faults().add(join(key) + ": " + what);
  }

  /** The dotted path of this section, empty for the root. */
  public String path() {
    return path;
  }

  /** Throws with all faults, unknown keys included. Call on the root, last. */
  public void finish() {
    reportUnknown();
    if (!sources.faults().isEmpty()) {
      throw new InvalidSettings(sources.faults());
    }
  }

  /** Every key path that was asked for, sorted; for documentation tests. */
  public Set<String> askedPaths() {
    Map<String, Boolean> paths = new TreeMap<>();
    collectAsked(paths);
    return paths.keySet();
  }

  private void collectAsked(Map<String, Boolean> paths) {
    asked.forEach(key -> paths.put(join(key), true));
    children.forEach(child -> child.collectAsked(paths));
  }

  private void reportUnknown() {
    values.keySet().stream().filter(k -> !asked.contains(k)).forEach(k -> fault(k, "unknown key"));
    children.forEach(SettingsReader::reportUnknown);
  }

  private SettingsReader child(Map<String, Object> tree, String childPath) {
    SettingsReader child = new SettingsReader(tree, childPath, sources);
    children.add(child);
    return child;
  }

  private Object raw(String key) {
    asked.add(key);
    String override = sources.override(join(key));
    return override != null ? override : values.get(key);
  }

  private String join(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
