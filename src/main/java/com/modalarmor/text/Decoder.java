package com.modalarmor.text;

/**
 * Undoes one way of hiding text. Stateless and shared; its working memory is that of the sink.
 *
 * <p>Linear in the layer, whatever the layer says, and no deeper: what it finds is read again by
 * all decoders, down to a bounded depth.
 */
interface Decoder {

  /** Bit set of {@link Evidence}: any of it makes this decoder worth asking. */
  int evidence();

  /** Appends what it can decode to {@code out}, and keeps it when it reads like text. */
  void decode(Layer in, DecodedViews out);
}
