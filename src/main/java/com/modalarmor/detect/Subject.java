package com.modalarmor.detect;

import com.modalarmor.chat.Trust;
import com.modalarmor.classify.AttackModel;
import com.modalarmor.classify.Screening;
import com.modalarmor.detect.match.MatchScratch;
import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.detect.match.SharedLiterals;
import com.modalarmor.names.NameModel;
import com.modalarmor.similar.KnownAttacks;
import com.modalarmor.text.Pause;
import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One text under inspection with everything that detectors share, computed once. Scratch: {@link
 * #read} again for each text; single-threaded, do not keep.
 */
public final class Subject {

  /** Tenants whose working memory a thread keeps. */
  private static final int OWN_ENGINES_MAX = 8;

  private Pause paused = Pause.NONE;
  private final Pause pause = () -> paused.here();
  private final Views views = new Views(pause);
  private final Map<Class<?>, Object> scratchOfKind = new IdentityHashMap<>();
  private final Disclosure disclosure = new Disclosure();
  private final Disclosure.Span span = new Disclosure.Span();

  /** By direction: the shared engine, its scratch, and where its literals are. */
  private final MultiPattern[] patterns = new MultiPattern[2];

  private final MatchScratch[] matchScratches = new MatchScratch[2];
  private final SharedLiterals.Places[] places = new SharedLiterals.Places[2];
  private boolean placesRead;
  private final AttackModel[] models = new AttackModel[OWN_ENGINES_MAX];
  private final AttackModel.Scratch[] modelScratches = new AttackModel.Scratch[OWN_ENGINES_MAX];
  private NameModel.Scratch names;
  private KnownAttacks known;
  private KnownAttacks.Scratch similarScratch;
  private final MultiPattern[] ownPatterns = new MultiPattern[OWN_ENGINES_MAX];
  private final MatchScratch[] ownScratches = new MatchScratch[OWN_ENGINES_MAX];
  private Trust trust = Trust.USER;
  private boolean output;
  private Screening screening = Screening.ON;
  private boolean hints;

  /** Long readings pause there from now on. */
  void pauses(Pause newPause) {
    paused = newPause;
  }

  /** For whoever reads a long text. */
  public Pause pause() {
    return pause;
  }

  /** From now on; {@link Screening#ON} at first. */
  void screening(Screening next) {
    screening = next;
  }

  /** From now on: whether somebody acts on findings that are no attacks. */
  void hints(boolean wanted) {
    hints = wanted;
  }

  /** True when the scores of texts matter that are no attacks. */
  boolean hints() {
    return hints || screening != Screening.ON;
  }

  Screening screening() {
    return screening;
  }

  /** Reads a text. {@code output} = it is the model's answer, on its way to the caller. */
  public void read(String text, Trust trust, boolean output) {
    this.trust = trust;
    this.output = output;
    placesRead = false;
    views.read(text);
  }

  /**
   * Finds the patterns of an engine in the folded view. What several engines look for in it is
   * looked for once, by the first that asks.
   */
  public int scanFolded(MultiPattern engine, MatchScratch scratch, LiteralPasses passes) {
    View view = views.folded();
    SharedLiterals shared = passes.of(output);
    if (shared == null || view.length() > SharedLiterals.UNITS_MAX) {
      return engine.scan(view.chars(), 0, view.length(), scratch);
    }
    int slot = output ? 1 : 0;
    if (places[slot] == null || places[slot].owner() != shared) {
      places[slot] = shared.newPlaces();
      placesRead = false;
    }
    if (!placesRead) {
      places[slot].read(view.chars(), view.length());
      placesRead = true;
    }
    return engine.scan(view.chars(), view.length(), scratch, places[slot]);
  }

  /** Takes what the request hides, for the texts of its answer that follow; null = nothing. */
  void hides(HiddenContext context) {
    disclosure.begin(context);
  }

  /** The same for an answer that was read in part: goes on where {@code told} stands. */
  void hides(Told told) {
    disclosure.resume(told);
  }

  Disclosure disclosure() {
    return disclosure;
  }

  /** Working memory for one search. */
  Disclosure.Span span() {
    return span;
  }

  public String text() {
    return views.text();
  }

  public Views views() {
    return views;
  }

  /** Working memory of this thread for the engine of this direction, until another one asks. */
  MatchScratch matchScratch(MultiPattern engine) {
    int slot = output ? 1 : 0;
    if (engine != patterns[slot]) {
      patterns[slot] = engine;
      matchScratches[slot] = engine.newScratch(pause);
    }
    return matchScratches[slot];
  }

  /** The same for a model. Kept for a few, as tenants may have their own; the last asker first. */
  AttackModel.Scratch modelScratch(AttackModel model) {
    int place = 0;
    while (place < OWN_ENGINES_MAX - 1 && models[place] != model) {
      place++;
    }
    AttackModel.Scratch scratch =
        models[place] == model ? modelScratches[place] : model.newScratch(pause);
    System.arraycopy(models, 0, models, 1, place);
    System.arraycopy(modelScratches, 0, modelScratches, 1, place);
    models[0] = model;
    modelScratches[0] = scratch;
    return scratch;
  }

  /** The same for a model of names. */
  public NameModel.Scratch nameScratch(NameModel model) {
    return names = names == null || names.model() != model ? model.newScratch() : names;
  }

  /** The same for an index of known attacks. */
  KnownAttacks.Scratch similarScratch(KnownAttacks index) {
    if (index != known) {
      known = index;
      similarScratch = index.newScratch(pause);
    }
    return similarScratch;
  }

  /**
   * Working memory of this thread for a tenant's engine. Kept for a few tenants, the one that asked
   * last first: what a tenant without traffic leaves behind is let go of.
   */
  MatchScratch ownMatchScratch(MultiPattern engine) {
    int place = 0;
    while (place < OWN_ENGINES_MAX - 1 && ownPatterns[place] != engine) {
      place++;
    }
    MatchScratch scratch =
        ownPatterns[place] == engine ? ownScratches[place] : engine.newScratch(pause);
    System.arraycopy(ownPatterns, 0, ownPatterns, 1, place);
    System.arraycopy(ownScratches, 0, ownScratches, 1, place);
    ownPatterns[0] = engine;
    ownScratches[0] = scratch;
    return scratch;
  }

  /** Working memory of this thread for one kind of detector, made by the first who asks. */
  public <T> T scratch(Class<T> kind, Supplier<T> maker) {
    Object scratch = scratchOfKind.get(kind);
    if (scratch == null) {
      scratch = maker.get();
      scratchOfKind.put(kind, scratch);
    }
    return kind.cast(scratch);
  }

  public Trust trust() {
    return trust;
  }

  public boolean output() {
    return output;
  }
}
