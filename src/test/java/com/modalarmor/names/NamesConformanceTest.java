package com.modalarmor.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The shipped model on the held-out part of its data, where that lies beside the repository. */
class NamesConformanceTest {

  @Test
  void reaches_the_stated_exact_f1_on_documents_that_were_held_out() throws IOException {
    Path file = Path.of(System.getProperty("sharedData", "../shared"), "data/pii/ner.jsonl.gz");
    Assumptions.assumeTrue(Files.isRegularFile(file), "no labelled names beside the repository");
    NameModel model = NameModelFile.packaged();
    NameRows rows = NameRows.read(file);
    assertTrue(model.card().contains(rows.sha256()), "the model was fitted to other rows");
    List<Holdout.Part> parts = Holdout.deal(rows.rows());
    List<NameRow> measured = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) == Holdout.Part.MEASURED) {
        measured.add(rows.rows().get(i));
      }
    }
    assertEquals(3_644, measured.size());
    NameFigures figures = NameFigures.of(model, measured);
    for (NameFigures.Line line : figures.lines()) {
      if (line.name().equals(NameFigures.ALL)) {
        assertTrue(line.f(1) >= F1_MIN, line.toString());
      }
    }
  }

  private static final double F1_MIN = 0.70;
}
