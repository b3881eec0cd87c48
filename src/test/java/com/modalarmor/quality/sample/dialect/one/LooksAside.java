package com.modalarmor.quality.sample.dialect.one;

import com.modalarmor.quality.sample.dialect.two.Neighbour;

/** Breaks a rule on purpose: one wire imports another. */
public record LooksAside(Neighbour neighbour) {}
