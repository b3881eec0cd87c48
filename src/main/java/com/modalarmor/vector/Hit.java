package com.modalarmor.vector;

/** A row that a search found, and how far it is. Immutable. */
public record Hit(Row row, float distance) {}
