package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.text.Views;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTest {

  @Test
  void equal_seeds_give_equal_bytes_and_others_do_not() {
    TrainedModel one = SmallData.train(1);
    assertArrayEquals(one.file(), SmallData.train(1).file());
    assertFalse(Arrays.equals(one.file(), SmallData.train(2).file()));
    assertTrue(one.model().card().contains("\"attacks\":80"), one.model().card());
  }

  @Test
  void what_was_learned_separates_unseen_texts() {
    AttackModel model = SmallData.train(1).model();
    AttackModel.Scratch scratch = model.newScratch();
    Views views = new Views();
    int right = 0;
    List<LabelledText> rows = SmallData.texts(100, 9).rows();
    for (LabelledText row : rows) {
      views.read(row.text());
      char[] chars = views.folded().chars();
      model.score(chars, 0, views.folded().length(), AttackModel.INPUT, scratch);
      right += scratch.probability() >= 0.5f == row.attack() ? 1 : 0;
    }
    assertEquals(100, rows.size());
    assertTrue(right >= 90, "right: " + right);
  }

  @Test
  void a_written_model_reads_back_to_the_same_scores() throws IOException {
    TrainedModel trained = SmallData.train(1);
    AttackModel read = ModelFile.read(trained.file(), trained.sha256());
    AttackModel.Scratch a = trained.model().newScratch();
    AttackModel.Scratch b = read.newScratch();
    for (LabelledText row : SmallData.texts(40, 3).rows()) {
      char[] chars = row.text().toLowerCase(java.util.Locale.ROOT).toCharArray();
      trained.model().score(chars, 0, chars.length, AttackModel.TOOL, a);
      read.score(chars, 0, chars.length, AttackModel.TOOL, b);
      assertEquals(a.probability(), b.probability());
      assertEquals(a.kind(), b.kind());
    }
    assertEquals(trained.model().card(), read.card());
    assertArrayEquals(trained.file(), ModelFile.write(read));
  }

  @Test
  void one_flipped_bit_anywhere_is_refused() {
    TrainedModel trained = SmallData.train(1);
    byte[] file = trained.file();
    for (int at : new int[] {0, 30, 200, file.length / 2, file.length - 1}) {
      byte[] flipped = file.clone();
      flipped[at] ^= 4;
      IOException e =
          assertThrows(IOException.class, () -> ModelFile.read(flipped, trained.sha256()));
      assertTrue(e.getMessage().contains("SHA-256"), e.getMessage());
    }
  }

  @Test
  void a_file_of_another_size_or_sort_is_refused_even_when_its_sum_fits() {
    byte[] file = SmallData.train(1).file();
    for (byte[] wrong :
        new byte[][] {
          new byte[0],
          new byte[64],
          Arrays.copyOf(file, file.length - 1),
          Arrays.copyOf(file, file.length + 1),
          Arrays.copyOf(file, 40)
        }) {
      assertThrows(IOException.class, () -> ModelFile.read(wrong, ModelFile.sum(wrong)));
    }
    byte[] longCard = file.clone();
    longCard[27] = 0x7F;
    assertThrows(IOException.class, () -> ModelFile.read(longCard, ModelFile.sum(longCard)));
  }

  @Test
  void a_base_model_takes_in_new_rows() {
    TrainedModel base = SmallData.train(1);
    TrainOptions options = new TrainOptions(3, 2, 0, 0.01, "test");
    TrainedModel adapted =
        new Trainer(options, (stage, share) -> {})
            .adapt(base.model(), SmallData.texts(60, 5), List.of(), SmallData.texts(80, 2));
    assertFalse(Arrays.equals(base.file(), adapted.file()));
    assertEquals(base.file().length, adapted.file().length, 400);
  }
}
