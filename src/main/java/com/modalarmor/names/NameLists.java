package com.modalarmor.names;

import com.modalarmor.settings.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Lists of names as read: those of a folder of gazetteers, and our own short ones. Filled once,
 * single-threaded.
 */
final class NameLists {

  /** Names up to these ranks are frequent. */
  private static final int FIRST_RANK_MAX = 400;

  private static final int LAST_RANK_MAX = 3_000;
  private static final String OWN_LISTS = "lists.txt";

  private static final Map<String, Integer> OWN =
      Map.ofEntries(
          Map.entry("people", Lexicon.PEOPLE),
          Map.entry("place", Lexicon.PLACE),
          Map.entry("place-word", Lexicon.PLACE_WORD),
          Map.entry("organization", Lexicon.ORGANIZATION),
          Map.entry("organization-word", Lexicon.ORGANIZATION_WORD),
          Map.entry("street", Lexicon.STREET),
          Map.entry("title", Lexicon.TITLE),
          Map.entry("no-name", Lexicon.NO_NAME),
          Map.entry("country", Lexicon.COUNTRY),
          Map.entry("company-suffix", Lexicon.COMPANY_SUFFIX),
          Map.entry("famous", Lexicon.FAMOUS),
          Map.entry("creed", Lexicon.CREED),
          Map.entry("organization-cue", Lexicon.ORGANIZATION_CUE),
          Map.entry("person-cue", Lexicon.PERSON_CUE),
          Map.entry("place-cue", Lexicon.PLACE_CUE));

  /** The values of each list, by its bit in {@link Lexicon}. */
  final Map<Integer, List<String>> lists = new TreeMap<>();

  /** First and last names that go together, by country. */
  final Map<String, List<String>> firstNames = new TreeMap<>();

  final Map<String, List<String>> lastNames = new TreeMap<>();
  final List<String> streetNames = new ArrayList<>();
  final List<String> states = new ArrayList<>();

  /** File names and their SHA-256. */
  final Map<String, String> sums = new LinkedHashMap<>();

  private NameLists() {}

  /** Reads the lists of a folder, those that are there, and our own. */
  static NameLists read(Path folder) throws IOException {
    NameLists all = new NameLists();
    all.file(folder.resolve("us_census_1990_names.jsonl.gz"), all::census);
    all.file(folder.resolve("faker_lists.jsonl.gz"), all::faker);
    all.file(folder.resolve("world_cities.jsonl.gz"), all::city);
    all.file(folder.resolve("sp500.jsonl.gz"), line -> all.add(Lexicon.COMPANY, line.get("name")));
    all.own();
    return all;
  }

  List<String> of(int list) {
    return lists.getOrDefault(list, List.of());
  }

  private void file(Path file, Consumer<JsonLines.Line> each) throws IOException {
    if (Files.isRegularFile(file)) {
      sums.put(file.getFileName().toString(), JsonLines.read(file, each));
    }
  }

  private void add(int list, String value) {
    lists.computeIfAbsent(list, k -> new ArrayList<>()).add(value);
  }

  private void census(JsonLines.Line line) {
    int rank = Integer.parseInt(line.strings.getOrDefault("rank", "0"));
    boolean last = line.get("kind").equals("last");
    boolean frequent = rank <= (last ? LAST_RANK_MAX : FIRST_RANK_MAX);
    String name = line.get("name");
    if (last) {
      add(frequent ? Lexicon.LAST_NAME : Lexicon.RARE_LAST_NAME, name);
    } else {
      add(frequent ? Lexicon.FIRST_NAME : Lexicon.RARE_FIRST_NAME, name);
    }
    if (frequent) {
      (last ? lastNames : firstNames).computeIfAbsent("census", k -> new ArrayList<>()).add(name);
    }
  }

  private void city(JsonLines.Line line) {
    add(Lexicon.CITY, line.get("name"));
    add(Lexicon.REGION, line.get("subcountry"));
    add(Lexicon.COUNTRY, line.get("country"));
  }

  private void faker(JsonLines.Line line) {
    String kind = line.get("kind");
    String locale = line.get("locale");
    int list = listOf(kind, locale);
    if (list == 0) {
      if (kind.equals("address.street_names") && locale.equals("da_DK")) {
        streetNames.addAll(line.values);
      } else if (kind.equals("address.states_abbr")) {
        states.addAll(line.values);
      }
      return;
    }
    line.values.forEach(value -> add(list, value));
    if (list == Lexicon.RARE_FIRST_NAME) {
      firstNames.computeIfAbsent(locale, k -> new ArrayList<>()).addAll(line.values);
    } else if (list == Lexicon.RARE_LAST_NAME) {
      lastNames.computeIfAbsent(locale, k -> new ArrayList<>()).addAll(line.values);
    }
  }

  private static int listOf(String kind, String locale) {
    String part = kind.substring(kind.indexOf('.') + 1);
    if (kind.startsWith("person.")) {
      return part.startsWith("first")
          ? Lexicon.RARE_FIRST_NAME
          : part.startsWith("last")
              ? Lexicon.RARE_LAST_NAME
              : part.startsWith("prefix") ? Lexicon.TITLE : 0;
    }
    if (kind.startsWith("company.")) {
      return Lexicon.COMPANY_SUFFIX;
    }
    if (kind.startsWith("job.")) {
      return locale.equals("default") ? Lexicon.JOB : 0;
    }
    return switch (part) {
      case "cities", "city_names", "towns", "villages" -> Lexicon.CITY;
      case "countries" -> Lexicon.COUNTRY;
      case "states", "provinces", "counties", "regions", "departments" -> Lexicon.REGION;
      default -> part.startsWith("street_suffix") ? Lexicon.STREET : 0;
    };
  }

  /** Lines {@code LIST: a, b, c}; a line without a colon goes on with the list before. */
  private void own() throws IOException {
    byte[] content = resource(OWN_LISTS);
    int list = 0;
    for (String line : new String(content, StandardCharsets.UTF_8).split("\n")) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (!OWN.containsKey(name)) {
          throw new IOException(OWN_LISTS + ": no such list: " + name);
        }
        list = OWN.get(name);
      }
      for (String value : line.substring(colon + 1).split(",")) {
        add(list, value.strip());
      }
    }
    sums.put(OWN_LISTS, Sha256.over(content).hex());
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = NameLists.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + ": missing from the class path");
      }
      return in.readAllBytes();
    }
  }
}
