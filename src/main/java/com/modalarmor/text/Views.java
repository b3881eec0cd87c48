package com.modalarmor.text;

/**
 * The readings of one text that detectors look at: the original, the folded one (lower case, NFKC,
 * invisibles removed, homoglyphs of mixed-script words replaced) and the decoded ones (base64,
 * escapes, ciphers, hidden markup and so on, one inside the other down to a bound). Scratch: {@link
 * #read} again for each text; single-threaded, do not keep.
 */
public final class Views {

  private final View original = new View();
  private final View folded = new View();
  private final Evidence evidence = new Evidence();
  private DecodedViews decoded;
  private CleanText cleanText;
  private final Layer layer = new Layer();
  private String text = "";
  private int transforms;

  /** Reads a text; views of the text before are gone. */
  public void read(String text) {
    this.text = text;
    original.beginIdentity(text);
    transforms = Fold.fold(text, folded);
    if (decoded != null) {
      decoded.clear();
    }
    int found = evidence.read(original.sealed(), text.length());
    if (found != 0 || transforms != 0) {
      decode(found);
    }
  }

  private void decode(int found) {
    if (decoded == null) {
      decoded = new DecodedViews();
      cleanText = new CleanText();
    }
    decoded.budget(text.length());
    boolean strokes = (transforms & Transform.DIACRITICS.bit()) != 0;
    // Strokes look like signs between letters; without them the words stand there.
    ask(layer.of(original, text, 0, 0), strokes ? found & ~Evidence.OF_LETTERS : found);
    if (!folded.identity() && transforms != 0) {
      // What was hidden behind invisible or disguised characters shows only without them.
      View clean = cleanText.read(text, folded);
      int more = evidence.read(clean.sealed(), clean.length());
      ask(layer.of(clean, text, 0, transforms), more);
    }
    for (int i = 0; i < decoded.count(); i++) {
      View raw = decoded.raw(i);
      int more = evidence.read(raw.sealed(), raw.length());
      ask(layer.of(raw, text, decoded.depth(i), decoded.transforms(i)), more);
    }
    transforms |= decoded.suspicious();
  }

  private void ask(Layer in, int found) {
    for (int i = 0; found != 0 && i < Decoders.ALL.size(); i++) {
      Decoder decoder = Decoders.ALL.get(i);
      if ((decoder.evidence() & found) != 0) {
        decoder.decode(in, decoded);
      }
    }
  }

  /** Loads the tables at start, so that no request waits for them (about a tenth of a second). */
  public static void warmUp() {
    Fold.warmUp();
    English.get();
  }

  public String text() {
    return text;
  }

  /** The characters as sent. */
  public View original() {
    return original;
  }

  /** The characters as signatures are written: lower case, without disguise. */
  public View folded() {
    return folded;
  }

  /**
   * Bit set of the suspicious {@link Transform}s of the whole text: something hidden or disguised
   * that no ordinary text has.
   */
  public int transforms() {
    return transforms;
  }

  /** Number of readings in folded form: the folded view, then the decoded ones. */
  public int readingCount() {
    return 1 + decodedCount();
  }

  /** A reading in folded form; 0 is the folded view, those after it are decoded. */
  public View reading(int index) {
    return index == 0 ? folded : decoded(index - 1);
  }

  /** Number of decoded views; 0 for nearly every text. */
  public int decodedCount() {
    return decoded == null ? 0 : decoded.count();
  }

  /** A decoded view, folded; each index maps to the range of the original that it was made from. */
  public View decoded(int index) {
    return decoded.folded(index);
  }

  /** The same as it was encoded, in its own case. */
  public View decodedRaw(int index) {
    return decoded.raw(index);
  }

  /** Bit set of the {@link Transform}s that a decoded view has undone, outermost and inner ones. */
  public int decodedTransforms(int index) {
    return decoded.transforms(index);
  }

  /**
   * True when the text as sent does not read like one, and a decoded view reads all of it: how it
   * looks then says nothing of what it says.
   */
  public boolean replaced() {
    return decoded != null && decoded.replaced();
  }

  /** True when a budget ended the decoding: part of what is encoded was not read. */
  public boolean truncated() {
    return decoded != null && decoded.truncated();
  }
}
