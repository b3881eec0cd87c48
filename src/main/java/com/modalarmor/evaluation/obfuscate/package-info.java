/**
 * Ways to disguise a text, written from their public descriptions and not from our decoders: where
 * both agree, both are right. They exist to measure what a disguise costs.
 */
package com.modalarmor.evaluation.obfuscate;
