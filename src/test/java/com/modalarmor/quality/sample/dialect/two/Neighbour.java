package com.modalarmor.quality.sample.dialect.two;

/** A wire of its own, for the rule's own test. */
public final class Neighbour {}
