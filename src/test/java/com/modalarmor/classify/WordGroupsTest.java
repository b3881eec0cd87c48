package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
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
  void words_of_no_group_are_in_none() {
    List<String> words = List.of("xqzzv", "übergeben", "忽", "");
    words.forEach(word -> assertEquals(0, of(word), word));
    assertEquals(4, words.size());
    assertTrue(groups.words() > 20_000, "words: " + groups.words());
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
