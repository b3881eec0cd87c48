package com.modalarmor.quality.sample.ingress;

/** Stands on a high floor, for the rule's own test. */
public final class Door {}
