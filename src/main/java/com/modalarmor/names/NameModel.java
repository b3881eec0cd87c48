package com.modalarmor.names;

/**
 * Finds names of people, places and organisations in a text: a linear chain over hashed features of
 * tokens, window by window, so that time is linear in the text and memory does not grow with it;
 * and ages, peoples and titles by rules beside them. Immutable; shared between threads, each with a
 * {@link Scratch} of its own.
 */
public final class NameModel {

  private final NameWeights weights;
  private final WordTable words;
  private final Lexicon lexicon;
  private final String card;
  private final String fingerprint;

  NameModel(
      NameWeights weights, WordTable words, Lexicon lexicon, String card, String fingerprint) {
    this.weights = weights;
    this.words = words;
    this.lexicon = lexicon;
    this.card = card;
    this.fingerprint = fingerprint;
  }

  /** What the file says of itself: data, counts, command, measures; JSON. */
  public String card() {
    return card;
  }

  /** Eight hex digits that tell two models apart. */
  public String fingerprint() {
    return fingerprint;
  }

  NameWeights weights() {
    return weights;
  }

  WordTable words() {
    return words;
  }

  Lexicon lexicon() {
    return lexicon;
  }

  /** Working memory for one thread. */
  public Scratch newScratch() {
    return new Scratch(this);
  }

  /** Working memory, and the names of the window that was read last. Single-threaded. */
  public static final class Scratch {

    private final NameModel model;
    private final TokenReader reader = new TokenReader();
    private final Sighting sighting = new Sighting();
    private final Decoder decoder = new Decoder();
    private final NamesFound found = new NamesFound();
    private char[] chars = new char[0];

    private Scratch(NameModel model) {
      this.model = model;
    }

    /** The model that this memory is for. */
    public NameModel model() {
      return model;
    }

    /** Starts a text. */
    public void begin(char[] text, int from, int to) {
      chars = text;
      reader.begin(text, from, to);
      found.clear();
    }

    /** Reads the next window and its names; false at the text's end. */
    public boolean next() {
      found.clear();
      if (!reader.next()) {
        return false;
      }
      Tokens t = reader.tokens;
      sighting.read(t, model.words, model.lexicon);
      decoder.decode(chars, t, sighting, model.weights, model.lexicon);
      collect(t.count);
      GroupRules.find(chars, t, sighting, decoder.tags, found);
      AgeRules.find(chars, t, decoder.tags, found);
      return true;
    }

    /**
     * How far the names are final when the text is the beginning of a longer one: where the first
     * window begins that later characters may change.
     */
    public int settledTo(char[] text, int from, int to) {
      reader.begin(text, from, to);
      int settled = from;
      while (reader.next() && reader.closed()) {
        settled = reader.position();
      }
      return settled;
    }

    private void collect(int tokens) {
      byte[] tags = decoder.tags;
      int i = 0;
      while (i < tokens) {
        int first = i++;
        if (tags[first] == Tags.NONE) {
          continue;
        }
        while (i < tokens && Tags.goesOn(tags[i])) {
          i++;
        }
        float margin = decoder.margin(first, i - 1, tokens, model.weights);
        found.add(NameKind.ofTag(tags[first]), first, i - 1, model.weights.probability(margin));
      }
    }

    /** Names in this window. */
    public int count() {
      return found.count;
    }

    public NameKind kind(int name) {
      return found.kind[name];
    }

    /** Index of the text's characters where the name begins. */
    public int start(int name) {
      return reader.tokens.start[found.first[name]];
    }

    public int end(int name) {
      return reader.tokens.end[found.last[name]];
    }

    /** Between 0 and 1: how likely it is that the name is right. */
    public float score(int name) {
      return found.score[name];
    }

    /** The margin that the score of a name of the model was made of; for calibration. */
    float margin(int name) {
      return decoder.margin(
          found.first[name], found.last[name], reader.tokens.count, model.weights);
    }
  }
}
