package com.modalarmor.text;

/**
 * Collects decoded views, bounded in number and in characters; what goes beyond is dropped and
 * {@link #truncated}. Scratch of one thread, used again for each text.
 *
 * <p>A decoder calls {@link #begin}, then {@link #append}, {@link #copy} or {@link #replace}, then
 * {@link #keep} or nothing.
 */
final class DecodedViews {

  static final int VIEWS_MAX = 16; // of one text

  /** Encodings inside encodings that are undone. */
  static final int DEPTH_MAX = 3;

  /** Decoded characters of one text: twice its length and this, */
  static final int CHARS_FLOOR = 4_096;

  /** but never more than this. */
  static final int CHARS_MAX = 4 << 20;

  /** Characters kept on each side of what was replaced in its place. */
  private static final int CONTEXT = 200;

  /** The same in a long text that is no text, so that chance finds do not copy all of it. */
  private static final int CONTEXT_IN_NOISE = 32;

  final Plausibility plausibility = new Plausibility();
  final ByteRun bytes = new ByteRun();
  final int[] letterCounts = new int[32];
  final int[] cipherScores = new int[32];
  final char[] word = new char[64];
  final Escape escape = new Escape();
  final BitText bits = new BitText();
  final Letters letters = new Letters();
  final Stretches stretches = new Stretches();
  final SeparatedSigns separated = new SeparatedSigns();
  final Narrow narrow = new Narrow();
  final int[] breaks = new int[Narrow.BLOCK + Narrow.SPARE];

  private final Retelling retelling = new Retelling();
  private final View foldedTemporary = new View();
  private final View spare = new View();
  private final View held = new View();
  private final View[] raw = new View[VIEWS_MAX];
  private final View[] folded = new View[VIEWS_MAX];
  private final int[] transforms = new int[VIEWS_MAX];
  private final int[] depths = new int[VIEWS_MAX];
  private int count;
  private int used;
  private int budget;
  private int suspicious;
  private boolean truncated;

  /** Readings that another one says in full, a bit each: the text itself, then the views. */
  private int retold;

  private int reading; // that is being decoded
  private boolean sameWords;
  private Layer layer;
  private View open;
  private boolean overflow;
  private int copied;
  private int replacedEnd;
  private int context;

  /** Forgets the views of the text before. */
  void clear() {
    count = 0;
    suspicious = 0;
    truncated = false;
    retold = 0;
    reading = 0;
  }

  /** Sets the budget for a text of that length. */
  void budget(int length) {
    used = 0;
    budget = (int) Math.min(CHARS_MAX, 2L * length + CHARS_FLOOR);
  }

  int count() {
    return count;
  }

  View folded(int index) {
    return folded[index];
  }

  View raw(int index) {
    return raw[index];
  }

  int depth(int index) {
    return depths[index];
  }

  int transforms(int index) {
    return transforms[index];
  }

  /** True when another reading says all that this one does, in plain words; 0 = the text. */
  boolean retold(int reading) {
    return (retold >> reading & 1) != 0;
  }

  /** What is kept from now on was found in that view. */
  void within(int index) {
    reading = index + 1;
  }

  /** Bit set of the suspicious transforms of all kept views. */
  int suspicious() {
    return suspicious;
  }

  boolean truncated() {
    return truncated;
  }

  /** Starts a view of what is decoded from {@code in}. */
  void begin(Layer in) {
    layer = in;
    if (count < VIEWS_MAX && raw[count] == null) {
      raw[count] = new View();
      folded[count] = new View();
    }
    open = count < VIEWS_MAX ? raw[count] : spare;
    open.beginRanged();
    overflow = false;
    copied = 0;
    replacedEnd = -1;
    context = 0;
  }

  /** Number of characters of the view begun. */
  int length() {
    return open.length();
  }

  char[] chars() {
    return open.chars();
  }

  /** Takes back what was appended after the first {@code kept} characters. */
  void cut(int kept) {
    open.cut(kept);
  }

  /** Appends a character made from the half-open range of the layer. */
  void append(char c, int from, int to) {
    if (used + open.length() >= budget) {
      overflow = true;
      return;
    }
    open.append(c, layer.start(from), layer.end(to));
  }

  /** Appends a character made from somewhere in the range; for text that is read out of order. */
  void appendCodePoint(int c, int from, int to) {
    if (c >= 0x10000) {
      append(Character.highSurrogate(c), from, to);
      append(Character.lowSurrogate(c), from, to);
    } else {
      append((char) c, from, to);
    }
  }

  /** Appends characters of the layer as they are. */
  void copy(int from, int to) {
    int room = Math.max(0, budget - used - open.length());
    overflow |= to - from > room;
    layer.copy(from, Math.min(to, from + room), open);
  }

  /** Takes back what was appended after the first {@code kept} characters, for {@link #release}. */
  void hold(int kept) {
    held.beginRanged();
    held.appendRanged(open, kept);
    open.cut(kept);
  }

  /** Appends what is held. */
  void release() {
    open.appendRanged(held, 0);
    overflow |= used + open.length() > budget;
  }

  /** Separates what was decoded in different places. */
  void gap() {
    int last = open.length() - 1;
    if (last >= 0 && open.chars()[last] != '\n' && used + open.length() < budget) {
      open.append('\n', open.originalStart(last), open.rangeEnd(last));
    }
  }

  /**
   * The range of the layer is about to be appended in another form: what stands around it comes
   * with it. Ranges come from left to right.
   */
  void replace(int from, int to) {
    context = context > 0 ? context : layer.noise(retelling) ? CONTEXT_IN_NOISE : CONTEXT;
    int start = Math.max(copied, from - context);
    if (replacedEnd >= 0) {
      int tail = Math.min(replacedEnd + context, from);
      if (tail < start) {
        copy(copied, tail);
        gap();
      } else {
        start = copied;
      }
    }
    if (start > copied) {
      start = Retelling.wordStart(layer, start, from);
    }
    copy(start, from);
    copied = to;
    replacedEnd = to;
  }

  /** Ends a view made by {@link #replace} with what stands after the last place. */
  void finishReplacing() {
    if (replacedEnd >= 0) {
      copy(copied, Math.min(layer.length(), replacedEnd + context));
    }
  }

  /** Keeps the view begun; it is suspect when it holds what a person would say. */
  void keepText(int undone) {
    keep(undone, plausibility.read(open.chars(), 0, open.length()).prose());
  }

  /** Keeps the view begun, unless it says nothing new. */
  void keep(int undone, boolean suspect) {
    keep(undone, suspect ? undone : 0);
  }

  /** Keeps the view begun, with the same words otherwise apart, no deeper; or spelt: a disguise. */
  void keepSameWords(int undone, boolean spelt) {
    sameWords = true;
    keep(undone, spelt ? undone : 0);
    sameWords = false;
  }

  /** The same, of which only the transforms in {@code suspect} are suspicious. */
  void keep(int undone, int suspect) {
    if (layer.depth() >= DEPTH_MAX) {
      // Decoded only to know that it is there.
      truncated |= suspect != 0 || (undone & Transform.ENCODINGS) != 0;
      return;
    }
    suspicious |= suspect == 0 ? 0 : suspect | layer.transforms();
    truncated |= overflow || count == VIEWS_MAX;
    if (count == VIEWS_MAX || open.length() == 0) {
      return;
    }
    View to = folded[count];
    int inside = foldInto(to);
    for (int i = 0; i < count; i++) {
      if (Retelling.same(folded[i], to)) {
        return;
      }
    }
    used += Math.max(open.length(), to.length());
    suspicious |= inside;
    transforms[count] = layer.transforms() | undone | inside;
    boolean whole = sameWords && retelling.whole(open, layer);
    depths[count] = layer.depth() + (whole && suspect == 0 ? 0 : 1);
    boolean says = whole || layer.depth() == 0 && !retold(reading) && retelling.says(open, layer);
    retold |= says ? 1 << reading : 0;
    count++;
  }

  private int foldInto(View to) {
    int room = budget - used;
    if (Fold.ascii(open, Math.min(open.length(), room), to)) {
      truncated |= room < open.length();
      return 0;
    }
    String text = new String(open.chars(), 0, open.length());
    int found = Fold.fold(text, foldedTemporary);
    int length = Math.min(foldedTemporary.length(), budget - used);
    truncated |= length < foldedTemporary.length();
    if (foldedTemporary.identity()) {
      to.copyRanged(foldedTemporary, open, length);
      return found;
    }
    to.beginRanged();
    for (int i = 0; i < length; i++) {
      int from = foldedTemporary.originalStart(i);
      int end = foldedTemporary.originalEnd(i + 1, text);
      to.append(
          foldedTemporary.chars()[i],
          open.originalStart(from),
          open.rangeEnd(Math.max(from, end - 1)));
    }
    return found;
  }
}
