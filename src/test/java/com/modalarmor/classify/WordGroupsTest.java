package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WordGroupsTest {

  private final WordGroups groups = WordGroups.packaged();

  private int of(String word) {
    return groups.of(FeatureHash.phraseKey(word.toCharArray()));
  }

  @Test
  void words_of_like_use_share_a_group() {
    List<List<String>> alike =
        List.of(
            List.of("bomb", "bombs", "explosives"),
            List.of("poem", "poems"),
            List.of("weapon", "weapons", "gun"));
    for (List<String> words : alike) {
      for (String word : words) {
        assertNotEquals(0, of(word), word);
        assertEquals(of(words.get(0)), of(word), word);
      }
    }
    assertEquals(3, alike.size());
    assertNotEquals(of("bomb"), of("bread"));
  }

  @Test
  void a_word_of_another_language_is_in_the_group_of_what_it_means_in_english() {
    Map<String, List<String>> words =
        Map.of(
            "ignore", List.of("ignoriere", "игнорируй", "התעלם", "ohita", "무시해", "puuza"),
            "password", List.of("passwort", "пароль", "סיסמה", "salasana", "비밀번호", "heslo"),
            "rules", List.of("reglas", "regeln"));
    int tried = 0;
    for (Map.Entry<String, List<String>> entry : words.entrySet()) {
      for (String word : entry.getValue()) {
        assertEquals(group(entry.getKey()), group(word), word);
        tried++;
      }
    }
    assertEquals(14, tried);
  }

  @Test
  void an_english_word_keeps_its_group_where_another_language_has_one_spelt_alike() {
    for (String word : List.of("die", "gift", "fast", "also", "son", "persona")) {
      assertEquals(0, of(word) & WordGroups.FEW_ROWS, word);
      assertNotEquals(group("the"), group(word), word);
    }
    assertNotEquals(group("die"), group("also"));
  }

  @Test
  void words_of_languages_with_few_rows_say_so_and_others_do_not() {
    for (String word : List.of("heslo", "סיסמה", "salasana")) {
      assertEquals(WordGroups.FEW_ROWS, of(word) & WordGroups.FEW_ROWS, word);
    }
    for (String word : List.of("password", "passwort", "пароль", "xqzzv")) {
      assertEquals(0, of(word) & WordGroups.FEW_ROWS, word);
    }
  }

  @Test
  void each_language_of_the_list_has_thousands_of_words_and_none_that_an_earlier_one_has()
      throws IOException {
    List<String> languages = lines("languages.txt");
    Set<String> words = new TreeSet<>();
    for (String language : languages) {
      String file = language.split(" ")[0] + ".txt";
      int count = 0;
      for (String line : lines(file)) {
        for (String word : line.substring(line.indexOf(": ") + 2).split(" ")) {
          assertTrue(words.add(word), file + ": " + word);
          count++;
        }
      }
      assertTrue(count > 800, file + ": " + count);
    }
    assertTrue(languages.size() >= 32, "languages: " + languages.size());
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = WordGroups.class.getResourceAsStream("dictionary/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("## "))
          .toList();
    }
  }

  private int group(String word) {
    int group = of(word) & ~WordGroups.FEW_ROWS;
    assertNotEquals(0, group, word);
    return group;
  }

  @Test
  void words_of_no_group_are_in_none() {
    List<String> words = List.of("xqzzv", "zwölftonmusik", "忽", "");
    words.forEach(word -> assertEquals(0, of(word), word));
    assertEquals(4, words.size());
    assertTrue(groups.words() > 120_000, "words: " + groups.words());
  }

  @Test
  void a_word_changed_for_its_neighbour_keeps_all_features_of_its_groups() {
    assertEquals(ofGroups("how to build a bomb at home"), ofGroups("how to build a bombs at home"));
    assertNotEquals(
        ofGroups("how to build a bomb at home"), ofGroups("how to build a bread at home"));
  }

  @Test
  void each_word_makes_five_features_and_a_new_text_begins_anew() {
    GroupRuns runs = new GroupRuns(groups);
    int[] first = new int[2 * GroupRuns.FEATURES];
    int[] second = new int[2 * GroupRuns.FEATURES];
    for (int[] out : List.of(first, second)) {
      runs.begin();
      int count = runs.take(FeatureHash.phraseKey("bomb".toCharArray()), out, 0);
      assertEquals(5, count);
      assertEquals(10, runs.take(FeatureHash.phraseKey("home".toCharArray()), out, count));
    }
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      assertEquals(first[i], second[i]);
      assertTrue(first[i] >= NGrams.OF_CONCEPTS && first[i] < NGrams.FEATURES, "id " + first[i]);
      ids.add(first[i]);
    }
    assertEquals(10, ids.size());
  }

  private static Set<Integer> ofGroups(String text) {
    NGrams reader = new NGrams();
    reader.begin(text.toCharArray(), 0, text.length());
    Set<Integer> ids = new TreeSet<>();
    while (reader.next()) {
      for (int i = 0; i < reader.count; i++) {
        if (reader.ids[i] >= NGrams.OF_CONCEPTS) {
          ids.add(reader.ids[i]);
        }
      }
    }
    return ids;
  }
}
