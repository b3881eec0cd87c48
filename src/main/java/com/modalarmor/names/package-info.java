/**
 * Names of people, places and organisations: tokens, word lists, weights, decoding. Pure Java, no
 * native inference. {@code names.training} fits the weights.
 */
package com.modalarmor.names;
