package com.modalarmor.text;

import java.util.List;

/** All decoders, in the order in which they are asked; the one place to add a new one. */
final class Decoders {

  static final List<Decoder> ALL =
      List.of(
          new TagText(),
          new SelectorBytes(),
          new InvisibleBits(),
          new OverriddenText(),
          new Erasures(),
          new Base64Text(),
          new Base32Text(),
          new HexText(),
          new Ascii85Text(),
          new UuText(),
          new Escapes(),
          new HiddenHtml(),
          new HiddenMarkdown(),
          new LineWords(), // before those that a view of the same words spares
          new CipherText(),
          new ReversedText(),
          new ReversedWords(),
          new SpacedLetters(),
          new BrokenWords(),
          new JoinedWords(),
          new GluedWords(),
          new LeetWords(),
          new PigLatin(),
          new AccentedWords(),
          new MorseCode(),
          new NatoSpelling(),
          new BrailleText(),
          new BinaryText(),
          new FlippedLetters(),
          new RegionalLetters(),
          new PictureBlanks(),
          new JoinedStrings(),
          new NumberText());

  private Decoders() {}
}
