package com.modalarmor.text;

/**
 * The readings of one text that detectors look at: the original, the folded one (lower case, NFKC,
 * invisibles removed, homoglyphs of mixed-script words replaced) and the decoded ones (base64,
 * escapes, ciphers, hidden markup and so on, one inside the other down to a bound). Scratch: {@link
 * #read} again for each text; single-threaded, do not keep.
 */
public final class Views {

  /** Decoded views of one text. */
  public static final int DECODED_MAX = DecodedViews.VIEWS_MAX;

  private static final int REWRITTEN =
      Transform.REVERSED.bit() | Transform.PIG_LATIN.bit() | Transform.CAMEL_CASE.bit();

  private static final int ENCODED_MIN = 1_024;

  /** One blank in so many characters at most: those between lines. */
  private static final int BLANK_SHARE = 32;

  /** Words that run on are letters nearly all; of an encoding's signs a tenth are none. */
  private static final double LETTERS_MAX = 0.94;

  /** An encoding nearly without small letters has more signs than writing has. */
  private static final int SYMBOLS_MIN = 20;

  private final Pause pause;
  private final View original = new View();
  private final View folded = new View();
  private final Evidence evidence = new Evidence();
  private DecodedViews decoded;
  private CleanText cleanText;
  private final Layer layer = new Layer(evidence);
  private String text = "";
  private int transforms;

  /** For texts of ordinary length. */
  public Views() {
    this(Pause.NONE);
  }

  /** For texts of any length. */
  public Views(Pause pause) {
    this.pause = pause;
  }

  /** Reads a text; views of the text before are gone. */
  public void read(String text) {
    this.text = text;
    original.beginIdentity(text);
    transforms = Fold.fold(text, folded);
    if (decoded != null) {
      decoded.clear();
    }
    pause.here();
    int found = evidence.read(original.sealed(), text.length());
    pause.here();
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
    // Strokes and fillers look like signs between letters; without them the words stand there.
    int feigned = (transforms & Transform.DIACRITICS.bit()) != 0 ? Evidence.OF_LETTERS : 0;
    layer.of(original, text, 0, 0);
    if (folded.markCount() >= 0) {
      layer.signs(folded.marks(), folded.markCount()); // they are those of the original
    }
    if ((found & Evidence.FILLERS) != 0 && BlankFillers.decode(layer, decoded)) {
      feigned = Evidence.OF_LETTERS | Evidence.OF_WORDS;
    }
    ask(layer, found & ~feigned);
    if (!folded.identity() && transforms != 0) {
      // What was hidden behind invisible or disguised characters shows only without them.
      View clean = cleanText.read(text, folded);
      int more = evidence.read(clean.sealed(), clean.length());
      boolean fillers = (feigned & Evidence.WORD_ORDER) != 0;
      ask(layer.of(clean, text, 0, transforms), fillers ? more & ~feigned : more);
    }
    for (int i = 0; i < decoded.count(); i++) {
      View raw = decoded.raw(i);
      decoded.within(i);
      int more = evidence.read(raw.sealed(), raw.length());
      ask(layer.of(raw, text, decoded.depth(i), decoded.transforms(i)), more);
    }
    transforms |= decoded.suspicious();
  }

  private void ask(Layer in, int evident) {
    int found = evident;
    if ((found & Evidence.OF_WORDS) != 0 && in.depth() < DecodedViews.DEPTH_MAX && encoded(in)) {
      found &= ~Evidence.OF_WORDS;
    }
    for (int i = 0; found != 0 && i < Decoders.ALL.size(); i++) {
      Decoder decoder = Decoders.ALL.get(i);
      if ((decoder.evidence() & found) != 0) {
        int before = decoded.count();
        decoder.decode(in, decoded);
        if (decoded.count() > before && decoded.depth(before) == in.depth()) {
          // The same words apart, and no deeper: what they hide is read there, and once.
          found &= ~Evidence.OF_WORDS;
        }
        pause.here();
      }
    }
  }

  /** Hardly a blank, and letters among digits and signs that are no words: an encoding of bytes. */
  private boolean encoded(Layer in) {
    char[] chars = in.chars();
    int length = in.length();
    if (length < ENCODED_MIN) {
      return false;
    }
    int blanks = 0;
    for (int i = 0; i < length && blanks <= length / BLANK_SHARE; i++) {
      blanks += chars[i] <= ' ' ? 1 : 0;
      if (chars[i] >= 128) {
        return false;
      }
    }
    return blanks <= length / BLANK_SHARE
        && encoded(chars, 0)
        && encoded(chars, length / 2 - ENCODED_MIN / 2)
        && encoded(chars, length - ENCODED_MIN);
  }

  private boolean encoded(char[] chars, int from) {
    int letters = 0;
    int small = 0;
    int turns = 0;
    long signs = 0;
    boolean before = false;
    for (int i = from; i < from + ENCODED_MIN; i++) {
      boolean letter = English.letter(chars[i]) != 0;
      boolean lower = letter && chars[i] >= 'a';
      letters += letter ? 1 : 0;
      small += lower ? 1 : 0;
      turns += letter && lower != before ? 1 : 0;
      before = lower;
      signs |= letter ? 0 : 1L << (chars[i] & 63);
    }
    boolean mixed = turns * 10 > ENCODED_MIN;
    boolean symbols = small * 32 < ENCODED_MIN && Long.bitCount(signs) > SYMBOLS_MIN;
    return letters < ENCODED_MIN * LETTERS_MAX
        && (mixed || symbols)
        && !decoded.plausibility.read(chars, from, from + ENCODED_MIN).share(0.3);
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
   * True where a decoded view has its characters in the order and place of the original's, so that
   * a value found in it is a value of that range. Turned and rewritten words are proved by the text
   * around them: what is found there has no place of its own, and comes and goes as a text grows.
   */
  public boolean inPlace(int index) {
    return (decoded.transforms(index) & REWRITTEN) == 0;
  }

  /**
   * True when the text as sent does not read like one, and a decoded view reads all of it: how it
   * looks then says nothing of what it says.
   */
  public boolean replaced() {
    return !telling(0);
  }

  /** False where another reading says the same in full: how this one looks says nothing then. */
  public boolean telling(int index) {
    return decoded == null || !decoded.retold(index);
  }

  /** True when a budget ended the decoding: part of what is encoded was not read. */
  public boolean truncated() {
    return decoded != null && decoded.truncated();
  }
}
