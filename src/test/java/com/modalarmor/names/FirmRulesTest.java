package com.modalarmor.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Coined names of firms that the words around tell, and words in capitals that are none. */
class FirmRulesTest {

  private static final String[][] FIRMS = {
    {"The Quenzly office is closed today.", "Quenzly"},
    {"Our Vorstix headquarters moved.", "Vorstix"},
    {"Quenzly is a small design agency.", "Quenzly"},
    {"Our Quenzly branch has moved.", "Quenzly"},
    {"She has been CEO of Vorstix for years.", "Vorstix"},
    {"Jane Roe of Quenzly is the CEO of the year.", "Quenzly"},
    {"Jane Roe\nQuenzly\n12 High Street\nLeeds", "Quenzly"},
  };

  private static final String[] OTHERS = {
    "The Back Office is closed today.",
    "This is a small company for toys.",
    "Python is a language, and it is a good one.",
    "We met Jane Roe of late.",
    "The office is closed. Monday is a holiday.",
    "Dear all,\nThanks\n12 people came.",
  };

  private static NameModel model;

  @BeforeAll
  static void load() throws IOException {
    model = NameModelFile.packaged();
  }

  @Test
  void firms_are_told_by_the_words_around() {
    int rows = 0;
    for (String[] row : FIRMS) {
      List<String> found = NameModelTest.names(model.newScratch(), row[0]);
      assertTrue(found.contains("ORGANIZATION " + row[1]), row[0] + " " + found);
      rows++;
    }
    assertEquals(7, rows);
  }

  @Test
  void other_words_in_capitals_stay() {
    int rows = 0;
    for (String text : OTHERS) {
      List<String> found = NameModelTest.names(model.newScratch(), text);
      assertFalse(
          found.stream().anyMatch(name -> name.startsWith("ORGANIZATION")), text + " " + found);
      rows++;
    }
    assertEquals(6, rows);
  }

  @Test
  void known_cities_are_found_behind_prepositions_of_other_languages() {
    NameModel.Scratch scratch = model.newScratch();
    assertTrue(
        NameModelTest.names(scratch, "La conferenza si terrà a Milano la prossima settimana")
            .contains("LOCATION Milano"));
    assertTrue(
        NameModelTest.names(scratch, "O congresso será em Lisboa").contains("LOCATION Lisboa"));
    assertFalse(
        NameModelTest.names(scratch, "They bought a Milano sofa and a bed.")
            .contains("LOCATION Milano"));
  }

  @Test
  void a_language_and_a_part_of_a_country_are_no_people() {
    NameModel.Scratch scratch = model.newScratch();
    for (String text :
        List.of("I am studying English at school.", "They moved to Cyprus (Greek).")) {
      List<String> found = NameModelTest.names(scratch, text);
      assertFalse(found.stream().anyMatch(name -> name.startsWith("NRP")), text + " " + found);
    }
    assertTrue(NameModelTest.names(scratch, "He is English.").contains("NRP English"));
  }
}
