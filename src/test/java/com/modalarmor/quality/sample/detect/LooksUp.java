package com.modalarmor.quality.sample.detect;

import com.modalarmor.quality.sample.ingress.Door;
import io.vertx.core.Vertx;

/** Breaks two rules on purpose: it imports from a higher floor, and Vert.x where there is none. */
public record LooksUp(Door[] doors, Vertx vertx) {}
