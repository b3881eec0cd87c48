/** A user's own transformer as a second opinion: ONNX model and tokenizer, off by default. */
package com.modalarmor.classify.onnx;
