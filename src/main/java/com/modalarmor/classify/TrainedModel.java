package com.modalarmor.classify;

/**
 * The result of a training. Immutable by agreement: nobody writes to {@code file}.
 *
 * @param file what to store; {@link ModelFile#read} reads it
 * @param sha256 of the file, lower-case hex, to be stored apart from it
 */
public record TrainedModel(AttackModel model, byte[] file, String sha256) {}
