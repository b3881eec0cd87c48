package com.modalarmor.training;

import com.modalarmor.classify.AttackModel;
import com.modalarmor.text.View;
import com.modalarmor.text.Views;

/** The score of a model alone, over the folded view. Scratch: one a thread. */
public final class ModelScorer implements DataCheck.Base {

  private final AttackModel model;
  private final AttackModel.Scratch scratch;
  private final Views views = new Views();

  public ModelScorer(AttackModel model) {
    this.model = model;
    this.scratch = model.newScratch();
  }

  @Override
  public double score(String text) {
    views.read(text);
    View folded = views.folded();
    model.score(folded.chars(), 0, folded.length(), AttackModel.INPUT, scratch);
    return scratch.probability();
  }
}
